using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;

namespace Vouchers.Cli;

/// <summary>
/// The one JSON document of a run with --json. Messages of the API look as they do over HTTP, so that a script can move
/// from the one to the other: camelCase, int64 as text, times as RFC 3339.
/// </summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Terminals and files show 王*明 better than \u738B*\u660E; nothing here becomes HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonFormatter Messages =
        new(JsonFormatter.Settings.Default.WithIndentation().WithFormatDefaultValues(true));

    public static void Write(TextWriter output, object document) =>
        output.WriteLine(JsonSerializer.Serialize(document, Options));

    public static void Write(TextWriter output, IMessage message) => output.WriteLine(Messages.Format(message));

    /// <summary>A message inside of another document.</summary>
    public static JsonElement Element(IMessage message) => JsonElement.Parse(Messages.Format(message));
}
