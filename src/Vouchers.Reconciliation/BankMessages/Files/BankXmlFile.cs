using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Opens a bank's XML file and says in plain words what keeps it from being read.</summary>
internal static partial class BankXmlFile
{
    private const int PeekedBytes = 512;

    public static async ValueTask<BankXml> OpenAsync(
        GuardedStream file, BankFileLimits limits, CancellationToken cancellation)
    {
        var start = await file.PeekAsync(PeekedBytes, cancellation).ConfigureAwait(false);
        RefuseOther(start.Span);
        var settings = new XmlReaderSettings
        {
            Async = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        // Chinese banks declare GBK and the like, which XmlReader knows only where a process has registered them.
        var isChinese = ChineseDeclaration().IsMatch(Encoding.ASCII.GetString(start.Span));
        var xml = isChinese
            ? XmlReader.Create(new StreamReader(file, BankEncodings.Gb18030), settings)
            : XmlReader.Create(file, settings);
        return new(file, xml, limits, cancellation);
    }

    /// <summary>The fault behind an exception of reading; null where it is not the file's.</summary>
    public static BankFileFault? FaultOf(Exception exception, BankXml? xml) => exception switch
    {
        BankFileException { Fault: { Line: 0 } fault } =>
            fault with { Line = xml?.Line ?? 0, Column = xml?.Column ?? 0 },
        BankFileException own => own.Fault,
        XmlException broken => FaultOf(broken, xml),
        DecoderFallbackException => new(BankFileFaultCode.BadEncoding,
            "The file holds bytes that are no text in the encoding that it declares; ask the bank for it again.",
            xml?.Line ?? 0, xml?.Column ?? 0),
        _ => null,
    };

    // The parser tells these apart in its words alone, which go on with the file's own; a test holds each of them.
    private static BankFileFault FaultOf(XmlException broken, BankXml? xml)
    {
        bool Says(string words) => broken.Message.StartsWith(words, StringComparison.Ordinal);
        var (line, column) = broken.LineNumber > 0
            ? (broken.LineNumber, broken.LinePosition)
            : (xml?.Line ?? 1, xml?.Column ?? 1);
        var at = $"line {line}, column {column}";
        if (Says("For security reasons DTD is prohibited"))
        {
            return new(BankFileFaultCode.DocumentType,
                $"The file holds a document type declaration ({at}), which no bank message needs; it is refused.", line,
                column);
        }

        if (Says("Reference to undeclared entity"))
        {
            return new(BankFileFaultCode.Entity,
                $"The file refers to an entity that XML does not know ({at}); it is refused.", line, column);
        }

        if (Says("Unexpected end of file") || Says("Root element is missing") || Says("There is an unclosed literal"))
        {
            return new(
                BankFileFaultCode.Truncated, $"The file ends in the middle ({at}); fetch it again.", line, column);
        }

        return xml is { SawElement: true }
            ? new(BankFileFaultCode.NotWellFormed,
                $"The file is damaged at {at}; fetch it again. The parser says: {broken.Message}", line, column)
            : new(BankFileFaultCode.NotXml, $"The file is not XML. The parser says: {broken.Message}", line, column);
    }

    private static void RefuseOther(ReadOnlySpan<byte> start)
    {
        if (!start.ContainsAnyExcept(" \t\r\n"u8))
            throw new BankFileException(BankFileFaultCode.Empty, "The file is empty.");
        // A whole file that ends in a tag: the parser calls some of these foreign.
        var isOpen = start[0] == '<' && start.LastIndexOf((byte)'<') > start.LastIndexOf((byte)'>');
        if (isOpen && start.Length < PeekedBytes)
        {
            throw new BankFileException(
                BankFileFaultCode.Truncated, "The file ends after a few bytes; fetch it again.", 1, 1);
        }

        var what = start switch
        {
            _ when start.StartsWith("PK"u8) => "a ZIP archive; unpack it first",
            _ when start.StartsWith("%PDF"u8) => "a PDF; ask the bank for the file in XML",
            _ when start.StartsWith("{1:"u8) || start.StartsWith(":20:"u8) => "a SWIFT MT message; ask for camt.053",
            _ when IsWebPage(start) => "a web page, perhaps the bank's login; log in and fetch the file again",
            _ => null,
        };
        if (what is not null)
            throw new BankFileException(BankFileFaultCode.NotXml, $"The file is not XML but {what}.", 1, 1);
    }

    private static bool IsWebPage(ReadOnlySpan<byte> start) =>
        Encoding.ASCII.GetString(start[..Math.Min(start.Length, 32)]).TrimStart() is var text
        && (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("""\A\s*<\?xml[^>]*encoding\s*=\s*["'](gbk|gb2312|gb18030)["']""", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseDeclaration();
}
