using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>
/// The reasons as the API writes them, e.g. <c>SESSION_FULL</c>: the name in the proto file without its prefix. It is
/// the <c>reason</c> of the ErrorInfo in a status, and what people quote to each other.
/// </summary>
public static class ReasonWords
{
    private const string Prefix = "REFUSAL_REASON_";

    private static readonly FrozenDictionary<RefusalReason, string> Words =
        CommonReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(RefusalReason)).Values
            .ToFrozenDictionary(value => (RefusalReason)value.Number, value => value.Name[Prefix.Length..]);

    private static readonly FrozenDictionary<string, RefusalReason> Reasons =
        Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The word of a reason; that of a reason which this library does not know is its number.</summary>
    public static string Of(RefusalReason reason) => Words.GetValueOrDefault(reason) ?? $"REASON_{(int)reason}";

    /// <summary>False for a word that this library does not know.</summary>
    public static bool TryParse(string word, out RefusalReason reason) => Reasons.TryGetValue(word, out reason);
}
