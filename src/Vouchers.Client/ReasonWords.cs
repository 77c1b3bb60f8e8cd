using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>
/// The reasons as the API writes them, e.g. <c>SESSION_FULL</c>: the name in the proto file without its prefix. It is
/// the <c>reason</c> of the ErrorInfo in a status, and what people quote to each other.
/// </summary>
public static class ReasonWords
{
    private static readonly Dictionary<RefusalReason, string> Words =
        Enum.GetValues<RefusalReason>().ToDictionary(reason => reason, Written);

    private static readonly Dictionary<string, RefusalReason> Reasons =
        Words.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The word of a reason; that of a reason which this library does not know is its number.</summary>
    public static string Of(RefusalReason reason) => Words.GetValueOrDefault(reason) ?? $"REASON_{(int)reason}";

    /// <summary>False for a word that this library does not know.</summary>
    public static bool TryParse(string word, out RefusalReason reason) => Reasons.TryGetValue(word, out reason);

    // Protoc made SessionFull of SESSION_FULL. For the proto's own names a counter would have to carry its description.
    private static string Written(RefusalReason reason) => string.Concat(reason.ToString().Select((letter, at) =>
        at > 0 && char.IsUpper(letter) ? $"_{letter}" : char.ToUpperInvariant(letter).ToString()));
}
