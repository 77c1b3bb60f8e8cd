using System.Collections;
using System.Globalization;
using System.Security;
using System.Text;
using QRCoder;

namespace Vouchers.Credentials;

/// <summary>
/// Draws QR codes (ISO/IEC 18004), each with the quiet zone of four modules that scanners need. The texts of
/// <see cref="CredentialText"/> fit the alphanumeric mode. Drawing costs some twenty times what signing does: draw only
/// what is looked at, and keep the result.
/// </summary>
public static class QrPicture
{
    /// <summary>
    /// An SVG image of one path on white, in units of one module; it scales to any size with sharp edges.
    /// </summary>
    /// <param name="text">What a scanner reads.</param>
    /// <param name="medium">Where it is shown.</param>
    /// <param name="title">Read out by screen readers in place of the picture.</param>
    public static string Svg(string text, QrMedium medium, string title = "QR code")
    {
        using var code = Encode(text, medium);
        var size = code.ModuleMatrix.Count;
        var svg = new StringBuilder(16 * 1024);
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" shape-rendering="crispEdges">
            <title>{SecurityElement.Escape(title)}</title><rect width="{size}" height="{size}" fill="#fff"/><path d="
            """);
        for (var y = 0; y < size; y++)
            AppendRuns(svg, code.ModuleMatrix[y], y);
        return svg.Append("\"/></svg>").ToString();
    }

    /// <summary>A black and white PNG image.</summary>
    /// <param name="text">What a scanner reads.</param>
    /// <param name="medium">Where it is shown.</param>
    /// <param name="pixelsPerModule">The width of a module, 1 to 100 pixels; 4 or more scan well.</param>
    public static byte[] Png(string text, QrMedium medium, int pixelsPerModule)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixelsPerModule, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixelsPerModule, 100);
        using var code = Encode(text, medium);
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(pixelsPerModule);
    }

    /// <summary>
    /// Lines of half blocks for a terminal with light text on dark ground: the text colour draws the light modules.
    /// </summary>
    public static string Terminal(string text)
    {
        using var code = Encode(text, QrMedium.Screen);
        var rows = code.ModuleMatrix;
        var picture = new StringBuilder();
        for (var y = 0; y < rows.Count; y += 2)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var upperIsLight = !rows[y][x];
                // The number of rows is odd; the terminal's own ground ends the picture.
                var lowerIsLight = y + 1 < rows.Count && !rows[y + 1][x];
                picture.Append((upperIsLight, lowerIsLight) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            }
            picture.Append('\n');
        }
        return picture.ToString();
    }

    internal static int Modules(string text, QrMedium medium)
    {
        using var code = Encode(text, medium);
        return 17 + 4 * code.Version;
    }

    private static QRCodeData Encode(string text, QrMedium medium) =>
        QRCodeGenerator.GenerateQrCode(
            text, medium == QrMedium.Paper ? QRCodeGenerator.ECCLevel.Q : QRCodeGenerator.ECCLevel.M);

    private static void AppendRuns(StringBuilder svg, BitArray row, int y)
    {
        for (var x = 0; x < row.Count; x++)
        {
            var start = x;
            while (x < row.Count && row[x])
                x++;
            if (x > start)
                svg.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
        }
    }
}
