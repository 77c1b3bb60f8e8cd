namespace Vouchers.Credentials;

/// <summary>The two bits of a voucher in a status list, with the IETF Token Status List's meaning of 0 to 2.</summary>
public enum VoucherStatus
{
    /// <summary>Good as far as the list knows.</summary>
    Valid = 0,

    /// <summary>Revoked or expired; it does not come back.</summary>
    Invalid = 1,

    /// <summary>Not to be redeemed for now.</summary>
    Suspended = 2,

    /// <summary>Redeemed; the value that the standard leaves to the application.</summary>
    Redeemed = 3,
}
