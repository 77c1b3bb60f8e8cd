namespace Vouchers.Counter;

/// <summary>Why a scanned or typed text is no voucher.</summary>
public enum ScanFault
{
    Nothing,

    /// <summary>It begins like a voucher's code, and the rest is missing or damaged.</summary>
    CutShort,

    /// <summary>A form of voucher that is newer than this app.</summary>
    OtherVersion,

    WebAddress,

    /// <summary>The link by which another browser becomes a counter.</summary>
    DeviceLink,

    PhoneNumber,
    NationalId,

    /// <summary>A code by which somebody pays with a phone.</summary>
    PaymentCode,

    /// <summary>The number of a receipt.</summary>
    Receipt,

    /// <summary>Almost a typed code: characters are missing or too many.</summary>
    CodeLength,

    /// <summary>A typed code whose check character does not fit.</summary>
    CodeMistyped,

    /// <summary>The picture has no code that can be read.</summary>
    NoCodeInPicture,

    /// <summary>The file is no picture.</summary>
    NoPicture,

    Unknown,
}
