using System.Text.Json;
using System.Text.Json.Serialization;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// A programme's rules as one JSON text. The names are those of the settings in snake case and must stay; a
/// setting that an older row lacks takes its default.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ProgrammeRules))]
internal sealed partial class RulesJson : JsonSerializerContext
{
    public static string Write(ProgrammeRules rules) => JsonSerializer.Serialize(rules, Default.ProgrammeRules);

    /// <exception cref="JsonException">The text is not a programme's rules.</exception>
    public static ProgrammeRules Read(string json) => JsonSerializer.Deserialize(json, Default.ProgrammeRules)
        ?? throw new JsonException("A programme's rules are the JSON text null.");
}
