using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>The three things that a citizen can show at the counter.</summary>
public static class Shown
{
    /// <summary>The QR code on a phone, which lapses after 60 seconds.</summary>
    /// <param name="qrText">The code's text as the scanner gives it, beginning with <c>TV1:</c>.</param>
    public static Evidence OnPhone(string qrText) => new() { QrText = qrText };

    /// <summary>A printed voucher. Compare the name on the ID document with the masked name as well.</summary>
    /// <param name="qrText">The code's text as the scanner gives it, beginning with <c>TV1:</c>.</param>
    /// <param name="pin">The holder's six digits.</param>
    public static Evidence OnPaper(string qrText, string pin) => new() { QrText = qrText, Pin = pin };

    /// <summary>The typed code for a scanner that does not work.</summary>
    /// <param name="code">12 characters and a check character; case and hyphens do not matter.</param>
    /// <param name="pin">The holder's six digits.</param>
    public static Evidence Typed(string code, string pin) => new() { Code = code, Pin = pin };
}
