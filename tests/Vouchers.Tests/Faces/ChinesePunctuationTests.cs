using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.Tests.Faces;

/// <summary>Chinese is written with its own marks: wherever it stands in a page's or an app's source.</summary>
public sealed partial class ChinesePunctuationTests
{
    private const string Own = @"[\p{IsCJKUnifiedIdeographs}。，；：！？（）、]";
    private const string Foreign = "[,;:!?()「」]";
    private const string Alone = $@"\b[tT]\[""{Foreign}";

    private static readonly string[] Kinds = [".cs", ".razor", ".cshtml", ".js", ".html", ".webmanifest"];

    [TestCase("Vouchers.Counter")]
    [TestCase("Vouchers.Web")]
    public void Texts_InChinese_HaveFullWidthMarks(string face)
    {
        var written = Directory.EnumerateFiles(Repository.PathOf("src", face), "*", SearchOption.AllDirectories)
            .Where(file => Kinds.Contains(Path.GetExtension(file)) && !Made().IsMatch(file))
            .SelectMany(file => File.ReadLines(file).Select((text, i) => $"{Path.GetFileName(file)}:{i + 1}: {text}"))
            .Where(line => Chinese().IsMatch(line)).ToList();

        Assert.That(written, Has.Count.GreaterThan(100), "that many lines hold Chinese, or the wrong folder was read");
        Assert.That(written.Where(line => HalfWidth().IsMatch(line)), Is.Empty);
    }

    [TestCase("t[\"已保存,请稍候\", \"\"]")]
    [TestCase("t[$\"位于{place}(主校区)\", \"\"]")]
    [TestCase("t[\"离线:\", \"\"] + t[\":\", \"\"]")]
    public void HalfWidthMark_BesideChinese_IsFound(string line) => Assert.That(HalfWidth().IsMatch(line));

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]")]
    private static partial Regex Made();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    // Beside a character or another mark, or as a whole text of its own. Quotes of the source part code from text.
    [GeneratedRegex($"{Own}{Foreign}|{Foreign}{Own}|{Alone}")]
    private static partial Regex HalfWidth();
}
