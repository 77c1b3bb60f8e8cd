namespace Vouchers.Reconciliation;

/// <summary>
/// Finds references in free text, in time linear in the text. A reference stands alone, or between signs that banks
/// put around it (<c>EREF:…</c>, <c>/ROC/…/</c>); letters of other scripts part words as spaces do.
/// </summary>
internal sealed class References
{
    private readonly Dictionary<string, ItemNode>.AlternateLookup<ReadOnlySpan<char>> ids;
    private readonly Dictionary<string, ItemNode?>.AlternateLookup<ReadOnlySpan<char>> references;
    private readonly Dictionary<string, BatchNode>.AlternateLookup<ReadOnlySpan<char>> batches;
    private readonly int shortest;

    public References(Dictionary<string, ItemNode> ids, Dictionary<string, ItemNode?> references,
        Dictionary<string, BatchNode> batches, int shortest)
    {
        this.ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        this.references = references.GetAlternateLookup<ReadOnlySpan<char>>();
        this.batches = batches.GetAlternateLookup<ReadOnlySpan<char>>();
        this.shortest = shortest;
    }

    /// <summary>Adds the payments that a text names, and the first batch.</summary>
    public void Find(ReadOnlySpan<char> text, HashSet<ItemNode> found, ref BatchNode? batch)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && IsPart(text[at]))
                continue;
            Look(text[start..at], ":+?", found, ref batch);
            start = at + 1;
        }
    }

    private static bool IsPart(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '+' or '?';

    // The whole word first, since a reference may hold these signs itself; then what they part.
    private void Look(ReadOnlySpan<char> word, ReadOnlySpan<char> signs, HashSet<ItemNode> found, ref BatchNode? batch)
    {
        word = word.Trim("-_./:+?");
        if (word.Length < shortest || Known(word, found, ref batch) || signs.Length == 0)
            return;
        foreach (var part in word.SplitAny(signs))
            Look(word[part], signs is "/" ? "" : "/", found, ref batch);
    }

    private bool Known(ReadOnlySpan<char> word, HashSet<ItemNode> found, ref BatchNode? batch)
    {
        if (ids.TryGetValue(word, out var item) || (references.TryGetValue(word, out item) && item is not null))
        {
            found.Add(item);
            return true;
        }

        if (!batches.TryGetValue(word, out var named))
            return false;
        batch ??= named;
        return true;
    }
}
