using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// The facts of a refusal as one JSON text, of names and texts, so that what was refused long ago is still told in
/// the reader's language. Rows of before facts were kept have none, and are told by their sentence.
/// </summary>
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class FactsJson : JsonSerializerContext
{
    /// <summary>An object without names where there is no refusal.</summary>
    public static string Write(Refusal? refusal) => refusal is null
        ? "{}"
        : JsonSerializer.Serialize(refusal.Facts, Default.ImmutableSortedDictionaryStringString);

    /// <summary>Null where no rule refused.</summary>
    /// <exception cref="JsonException">The text is no object of texts.</exception>
    public static Refusal? Read(RefusalCode code, string message, string facts) => code == RefusalCode.None
        ? null
        : new Refusal(code, message, (JsonSerializer.Deserialize(facts, Default.DictionaryStringString)
            ?? throw new JsonException("A refusal's facts are the JSON text null."))
            .ToImmutableSortedDictionary(StringComparer.Ordinal));
}
