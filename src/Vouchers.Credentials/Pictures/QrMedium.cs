namespace Vouchers.Credentials;

/// <summary>Where a QR code is shown, which decides how much of it may be damaged.</summary>
public enum QrMedium
{
    /// <summary>Error correction M: a voucher is version 9, 53 modules wide.</summary>
    Screen,

    /// <summary>Error correction Q, for folds and dirt: version 11, 61 modules, of 0.5 mm or more each.</summary>
    Paper,
}
