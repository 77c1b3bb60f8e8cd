namespace Vouchers.Cli.Pages;

/// <summary>File names of what a service calls something.</summary>
internal static class FileNames
{
    private const int Longest = 120;

    /// <summary>
    /// The name with all but ASCII letters, digits, hyphens, underscores and inner dots replaced, so that it leads into
    /// no other folder on any system. Begin it with words of your own: a few short names are devices to Windows.
    /// </summary>
    public static string Safe(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'))
            .Trim('.');
        return safe.Length switch
        {
            0 => "_",
            > Longest => safe[..Longest].TrimEnd('.'),
            _ => safe,
        };
    }
}
