using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.EndToEnd;

/// <summary>The README keeps what it promises.</summary>
[TestFixture]
internal sealed partial class ReadmeTests
{
    private static string Readme => File.ReadAllText(Repository.PathOf("README.md"));

    [Test]
    public void Sample_IsTheOneThatCompiles()
    {
        var source = File.ReadAllText(Repository.TestFile("Vouchers.EndToEnd", "ReadmeSample.cs"));
        var region = Region().Match(source).Groups[1].Value;
        var sample = string.Join('\n', region.Split('\n').Select(line => line.Length > 8 ? line[8..] : "")).Trim();

        Assert.That(Readme, Does.Contain($"```csharp\n{sample}\n```"));
    }

    [Test]
    public void Links_PointAtFilesThatExist()
    {
        var missing = Link().Matches(Readme).Select(m => m.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Repository.PathOf(link)));

        Assert.That(missing, Is.Empty);
    }

    [GeneratedRegex(@"#region sample\n(.*?)\n\s*#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
