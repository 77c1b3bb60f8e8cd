using System.Text;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// One element with all below it, by local names: prefixes, namespaces and attributes other than the currency do not
/// matter to what a bank says.
/// </summary>
internal sealed class XmlPiece(string name, string? currency, long line, long column)
{
    private List<XmlPiece>? children;
    private StringBuilder? pieces;
    private string? text;

    public string Name { get; } = name;

    /// <summary>The attribute <c>Ccy</c>.</summary>
    public string? Currency { get; } = currency;

    public long Line { get; } = line;

    public long Column { get; } = column;

    public IReadOnlyList<XmlPiece> Children => children ?? [];

    /// <summary>The element's own text without white space at its ends; null for none.</summary>
    public string? Text => (pieces?.ToString() ?? text)?.Trim() is { Length: > 0 } found ? found : null;

    /// <summary>The first child of that name.</summary>
    public XmlPiece? this[string child] => children?.Find(c => c.Name == child);

    public void Add(XmlPiece child) => (children ??= []).Add(child);

    /// <summary>Adds text, which sections and comments may have cut in pieces, and says how long it is now.</summary>
    public int Append(string more)
    {
        if (text is null)
            return (text = more).Length;
        return (pieces ??= new StringBuilder(text)).Append(more).Length;
    }

    public IEnumerable<XmlPiece> All(string child) => Children.Where(c => c.Name == child);

    /// <summary>The element that a path of first children leads to.</summary>
    public XmlPiece? At(params ReadOnlySpan<string> path)
    {
        var piece = this;
        foreach (var step in path)
        {
            piece = piece[step];
            if (piece is null)
                return null;
        }

        return piece;
    }

    /// <summary>The text at a path, or null.</summary>
    public string? TextAt(params ReadOnlySpan<string> path) => At(path)?.Text;

    /// <summary>The text of a choice between a code and a proprietary word, or of the element itself.</summary>
    public string? CodeAt(params ReadOnlySpan<string> path) =>
        At(path) is { } found ? found.TextAt("Cd") ?? found.TextAt("Prtry") ?? found.Text : null;
}
