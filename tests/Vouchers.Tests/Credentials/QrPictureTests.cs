using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;
using Vouchers.Credentials;
using Vouchers.Testing;

namespace Vouchers.Tests.Credentials;

public sealed class QrPictureTests
{
    private string folder = "";

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("qr").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    private string Scan(byte[] picture)
    {
        var file = Path.Combine(folder, "qr.png");
        File.WriteAllBytes(file, picture);
        return Zbar.Read(file);
    }

    [TestCase(QrMedium.Screen, 2)]
    [TestCase(QrMedium.Screen, 6)]
    [TestCase(QrMedium.Paper, 4)]
    public void Png_ReadByZbar_IsTheTextThatVerifies(QrMedium medium, int pixelsPerModule)
    {
        var text = Sample.Text();
        var scanned = Scan(QrPicture.Png(text, medium, pixelsPerModule));
        Assert.That(scanned, Is.EqualTo(text));
        Assert.That(Sample.FaultOf(scanned), Is.EqualTo(CredentialFault.None));
    }

    [Test]
    public void Png_TextsWithManySpaces_AreReadUnchanged()
    {
        for (var i = 0; i < 10; i++)
        {
            var text = Sample.Text(Sample.Claims with { StatusIndex = i });
            Assert.That(Scan(QrPicture.Png(text, QrMedium.Screen, 4)), Is.EqualTo(text));
        }
    }

    [Test]
    public void Png_ScaleOutOfRange_Throws()
    {
        Assert.That(() => QrPicture.Png("A", QrMedium.Screen, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => QrPicture.Png("A", QrMedium.Screen, 101), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(QrMedium.Screen, 61)]
    [TestCase(QrMedium.Paper, 69)]
    public void Svg_Voucher_IsOnePathWithTitleAndQuietZone(QrMedium medium, int size)
    {
        var svg = XDocument.Parse(QrPicture.Svg(Sample.Text(), medium, "Voucher <1> & more")).Root!;
        var ns = svg.Name.Namespace;
        Assert.That(svg.Attribute("viewBox")!.Value, Is.EqualTo($"0 0 {size} {size}"));
        Assert.That(svg.Element(ns + "title")!.Value, Is.EqualTo("Voucher <1> & more"));
        var path = svg.Elements(ns + "path").Single().Attribute("d")!.Value;
        // The first stroke is the upper edge of the finder pattern, four modules off the corner, seven wide.
        Assert.That(path, Does.StartWith("M4 4h7v1h-7z"));
    }

    [Test]
    public void Svg_PathDrawnAsPicture_IsReadByZbar()
    {
        var text = Sample.Text();
        var path = XDocument.Parse(QrPicture.Svg(text, QrMedium.Paper)).Root!.Elements().Last().Attribute("d")!.Value;
        var dark = new bool[69, 69];
        foreach (Match run in Regex.Matches(path, @"M(\d+) (\d+)h(\d+)v1h-\3z"))
        {
            int Number(int group) => int.Parse(run.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
            for (var i = 0; i < Number(3); i++)
                dark[Number(2), Number(1) + i] = true;
        }
        Assert.That(Scan(Bitmap(69, 69, (x, y) => dark[y, x])), Is.EqualTo(text));
    }

    [Test]
    public void Terminal_ReadBackAsPicture_IsTheSameCode()
    {
        var text = Sample.Text();
        var lines = QrPicture.Terminal(text).TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.Length.EqualTo(31));
        Assert.That(lines, Has.All.Length.EqualTo(61));
        Assert.That(lines[0] + lines[1], Does.Match("^█+$"), "the quiet zone is light");
        Assert.That(Scan(Bitmap(61, 62, (x, y) => lines[y / 2][x] is var block && block != '█'
            && block != (y % 2 == 0 ? '▀' : '▄'))), Is.EqualTo(text));
    }

    /// <summary>A portable bitmap, four pixels a module; zbarimg goes by content, not by the file's name.</summary>
    private static byte[] Bitmap(int width, int height, Func<int, int, bool> isDark)
    {
        const int scale = 4;
        var picture = new StringBuilder($"P1\n{width * scale} {height * scale}\n");
        for (var y = 0; y < height * scale; y++)
        {
            for (var x = 0; x < width * scale; x++)
                picture.Append(isDark(x / scale, y / scale) ? '1' : '0');
            picture.Append('\n');
        }
        return Encoding.ASCII.GetBytes(picture.ToString());
    }
}
