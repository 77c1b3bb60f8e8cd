using System.Text.Unicode;

namespace Vouchers.Cli.Import;

/// <summary>
/// Tells before anything is read whether a file is UTF-8. Spreadsheets in China save GBK, whose names would otherwise
/// arrive as other names.
/// </summary>
internal static class Utf8Check
{
    /// <summary>A longer line is no CSV of people's making, and must not be held in memory.</summary>
    private const int LongestLine = 1 << 20;

    /// <exception cref="CliFault">The bytes are not UTF-8; the message names the line and what to do.</exception>
    public static void Demand(Stream file, string name)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        var line = 1;
        while (true)
        {
            var read = file.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            var rest = buffer.AsMemory(0, filled);
            if (line == 1 && filled >= 2 && buffer is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
                throw NotUtf8(name, 1, "it is UTF-16", "UTF-16");
            // A line feed is never a part of another character, neither in UTF-8 nor in GBK: lines can be judged alone.
            while (rest.Span.IndexOf((byte)'\n') is var end && (end >= 0 || (read == 0 && rest.Length > 0)))
            {
                var bytes = end >= 0 ? rest[..(end + 1)] : rest;
                if (!Utf8.IsValid(bytes.Span))
                    throw NotUtf8(name, line, "probably it is GBK", "GBK");
                if (bytes.Span.Contains((byte)0))
                    throw Faults.BadInput($"{name}, line {line}: a zero byte; this is no text file.");
                rest = rest[bytes.Length..];
                line++;
            }
            if (read == 0)
                return;
            rest.CopyTo(buffer);
            filled = rest.Length;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, filled < LongestLine ? filled * 2 : throw Faults.BadInput(
                    $"{name}, line {line}: more than {LongestLine:N0} bytes without a line's end; no CSV file."));
        }
    }

    private static CliFault NotUtf8(string name, int line, string guess, string encoding) => Faults.BadInput(
        $"{name}, line {line}: not UTF-8; {guess}.",
        $"save it as “CSV UTF-8”, or run: iconv -f {encoding} -t UTF-8 {name} > utf8.csv");
}
