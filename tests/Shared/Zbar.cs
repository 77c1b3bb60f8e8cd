using NUnit.Framework;

namespace Vouchers.Testing;

/// <summary>Pictures as any scanner sees them: zbar is independent of ours.</summary>
internal static class Zbar
{
    /// <summary>The text of the QR code in a picture; the test is skipped where zbar is not here.</summary>
    public static string Read(string file)
    {
        // Other codes are a few bars, and now and then a QR code has the like of them.
        var (code, text, trouble) = Tool.Run(
            "zbarimg", "apt-get install zbar-tools", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", file);
        Assert.That(code, Is.Zero, $"{file}: {trouble}");
        return text.TrimEnd('\n');
    }
}
