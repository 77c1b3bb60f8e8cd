namespace Vouchers.Credentials;

/// <summary>Why a typed text is no voucher code, so that a counter can say what to look at.</summary>
public enum VoucherCodeFault
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>Not 13 characters, hyphens and spaces aside.</summary>
    WrongLength,

    /// <summary>A character that no code contains, such as U.</summary>
    BadCharacter,

    /// <summary>Mistyped: the last character does not fit the others.</summary>
    WrongCheck,
}
