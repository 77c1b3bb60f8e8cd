using System.Xml;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// Walks over a bank's XML file, forward only, within limits. Each element that nobody takes is passed over without
/// being kept.
/// </summary>
internal sealed class BankXml(GuardedStream file, XmlReader xml, BankFileLimits limits, CancellationToken cancellation)
    : IDisposable
{
    private readonly IXmlLineInfo place = (IXmlLineInfo)xml;
    private long lastLine = 1;
    private long lastColumn = 1;

    /// <summary>Whether an element was read: what came before is not XML at all.</summary>
    public bool SawElement { get; private set; }

    public string Namespace => xml.NamespaceURI;

    public string Name => xml.LocalName;

    public int Depth => xml.Depth;

    /// <summary>Where the reader is or, where it has lost its place in a fault, last was.</summary>
    public long Line => place.LineNumber > 0 ? place.LineNumber : lastLine;

    public long Column => place.LineNumber > 0 ? place.LinePosition : lastColumn;

    public BankFileException Fault(BankFileFaultCode code, string message) => new(code, message, Line, Column);

    /// <summary>Goes to the next element's start, wherever it is; false at the end of the file.</summary>
    public async ValueTask<bool> NextElementAsync()
    {
        while (await ReadAsync().ConfigureAwait(false))
        {
            if (xml.NodeType == XmlNodeType.Element)
                return true;
        }

        return false;
    }

    /// <summary>The children of the element at whose start the reader stands; each may be taken or left.</summary>
    public async IAsyncEnumerable<string> ChildrenAsync()
    {
        if (xml.IsEmptyElement)
            yield break;
        var depth = xml.Depth;
        while (await ReadAsync().ConfigureAwait(false))
        {
            if (xml.Depth == depth && xml.NodeType == XmlNodeType.EndElement)
                yield break;
            if (xml.Depth == depth + 1 && xml.NodeType == XmlNodeType.Element)
                yield return xml.LocalName;
        }
    }

    /// <summary>Takes the element at whose start the reader stands, as a whole.</summary>
    public async ValueTask<XmlPiece> TakeAsync()
    {
        var whole = Piece();
        if (xml.IsEmptyElement)
            return whole;
        var depth = xml.Depth;
        var open = new Stack<XmlPiece>([whole]);
        for (var count = 1; await ReadAsync().ConfigureAwait(false);)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    if (++count > limits.MaxElements)
                        throw TooMany(whole);
                    var piece = Piece();
                    open.Peek().Add(piece);
                    if (!xml.IsEmptyElement)
                        open.Push(piece);
                    break;
                case XmlNodeType.EndElement when xml.Depth == depth:
                    return whole;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    await TakeTextAsync(open.Peek()).ConfigureAwait(false);
                    break;
                default:
                    break;
            }
        }

        throw Fault(BankFileFaultCode.Truncated, "The file ends in the middle; fetch it again.");
    }

    /// <summary>Reads the file to its end and gives its hash.</summary>
    public async ValueTask<BankFileDigest> FinishAsync()
    {
        while (await ReadAsync().ConfigureAwait(false))
        {
        }

        return new(await file.FinishAsync(cancellation).ConfigureAwait(false), file.TotalBytes);
    }

    public void Dispose() => xml.Dispose();

    private async ValueTask TakeTextAsync(XmlPiece piece)
    {
        var length = piece.Append(await xml.GetValueAsync().ConfigureAwait(false));
        if (length > limits.MaxTextLength)
        {
            throw Fault(BankFileFaultCode.TextTooLong,
                $"The text of <{piece.Name}> is longer than {BankWords.Number(limits.MaxTextLength)} characters.");
        }
    }

    private BankFileException TooMany(XmlPiece whole) => Fault(BankFileFaultCode.TooMany,
        $"<{whole.Name}> holds more than {BankWords.Number(limits.MaxElements)} elements, the most that is read.");

    private XmlPiece Piece() => new(xml.LocalName, xml.GetAttribute("Ccy"), Line, Column);

    private async ValueTask<bool> ReadAsync()
    {
        cancellation.ThrowIfCancellationRequested();
        file.PieceDone();
        if (!await xml.ReadAsync().ConfigureAwait(false))
            return false;
        (lastLine, lastColumn) = (place.LineNumber, place.LinePosition);
        SawElement |= xml.NodeType == XmlNodeType.Element;
        if (xml.Depth > limits.MaxDepth)
            throw Fault(BankFileFaultCode.TooDeep, $"Elements are nested deeper than {limits.MaxDepth} levels.");
        return true;
    }
}
