using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>Pictures of a page as any scanner sees them.</summary>
internal static class Picture
{
    /// <summary>The QR code in a picture, read by zbar, which is independent of ours.</summary>
    public static string Decoded(string file)
    {
        var (code, text, trouble) = Tool.Run("zbarimg", "apt-get install zbar-tools", "--raw", "-q", file);
        Assert.That(code, Is.Zero, $"{file}: {trouble}");
        return text.TrimEnd('\n');
    }
}
