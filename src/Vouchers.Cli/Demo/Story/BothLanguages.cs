using Vouchers.Cli.Pages;

namespace Vouchers.Cli.Demo.Story;

/// <summary>A page that the story leaves in Chinese, for the city, and in English beside it.</summary>
internal static class BothLanguages
{
    /// <param name="path">Without an extension.</param>
    public static IEnumerable<(string File, Language Language)> Of(string path) =>
        [($"{path}.html", Language.Zh), ($"{path}.en.html", Language.En)];
}
