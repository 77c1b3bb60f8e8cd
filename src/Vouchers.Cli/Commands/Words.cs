using System.CommandLine;

namespace Vouchers.Cli.Commands;

/// <summary>
/// An enumeration of the API as words of a command line: <c>OnCompletion</c> is <c>on-completion</c>.
/// </summary>
internal static class Words
{
    /// <summary>Each value but the unspecified one.</summary>
    public static Dictionary<string, T> Of<T>(T unspecified)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => !value.Equals(unspecified)).ToDictionary(Word);

    public static string Word<T>(T value)
        where T : struct, Enum => string.Concat($"{value}".Select((character, place) =>
            char.IsUpper(character) && place > 0 ? $"-{char.ToLowerInvariant(character)}"
                : $"{char.ToLowerInvariant(character)}"));

    public static Option<T> Option<T>(string name, string description, IReadOnlyDictionary<string, T> words)
        where T : struct, Enum => new(name)
    {
        Description = description + string.Join(", ", words.Keys) + ".",
        HelpName = "WORD",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (words.TryGetValue(text, out var value))
                return value;
            result.AddError($"{name} '{text}' is none of {string.Join(", ", words.Keys)}.");
            return default;
        },
    };
}
