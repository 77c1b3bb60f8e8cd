using System.Runtime.InteropServices;

namespace Vouchers.Storage;

/// <summary>
/// Recomputes every hash of every lane, looks for the heads that were signed, and on the way sums what each account
/// was given and what it gave.
/// </summary>
internal sealed class ChainAudit(IAuditSource source, IEnumerable<SignedHead> heads)
{
    private const int LinksAtATime = 1_000;
    private readonly Finding finding = new(
        "chain", "In every lane batches and rows follow each other without a gap, and every hash is right.");

    // Hashes that follow from each other prove nothing against who can write them all; what was signed before does.
    private readonly Finding signed = new(
        "checkpoints", "Every lane still contains each of its heads that was signed.");

    private readonly Dictionary<(int Lane, long Number), List<SignedHead>> unseen =
        heads.GroupBy(head => (head.Lane, head.Number)).ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>
    /// What each account's transfers add up to, by packed id. Wider than an account, for altered rows.
    /// </summary>
    public Dictionary<long, Int128> Sums { get; } = [];

    public long Batches { get; private set; }

    public long Rows { get; private set; }

    public IEnumerable<InvariantCheck> Checks => [finding.ToCheck(), signed.ToCheck()];

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var lane in await source.LanesAsync(cancellation).ConfigureAwait(false))
            await RunLaneAsync(lane, cancellation).ConfigureAwait(false);
        var stray = await source.StrayRowsAsync(cancellation).ConfigureAwait(false);
        if (stray > 0)
            finding.Add($"{stray} journal rows are in lanes that were never opened");
        foreach (var head in unseen.Values.SelectMany(same => same).OrderBy(head => (head.Lane, head.Number)))
            Missing(head);
    }

    private async Task RunLaneAsync(int lane, CancellationToken cancellation)
    {
        var expected = new BatchLink(lane, 0, [], JournalChain.Genesis(lane), 1, 0, default);
        bool last;
        do
        {
            var links = await source.LinksAsync(lane, expected.Number, LinksAtATime, cancellation)
                .ConfigureAwait(false);
            last = links.Count < LinksAtATime;
            expected = await RunLinksAsync(expected, links, last, cancellation).ConfigureAwait(false);
        }
        while (!last);
    }

    /// <summary>Judges links that follow one another; returns the last of them.</summary>
    private async Task<BatchLink> RunLinksAsync(
        BatchLink before, IReadOnlyList<BatchLink> links, bool last, CancellationToken cancellation)
    {
        var from = End(before);
        var to = last ? long.MaxValue : End(links[^1]);
        await using var rows = source.RowsAsync(before.Lane, from, to, cancellation)
            .GetAsyncEnumerator(cancellation);
        var more = await rows.MoveNextAsync().ConfigureAwait(false);
        var own = new List<AuditRow>();
        foreach (var link in links)
        {
            own.Clear();
            while (more && rows.Current.Sequence < End(link))
            {
                own.Add(rows.Current);
                Count(rows.Current);
                more = await rows.MoveNextAsync().ConfigureAwait(false);
            }

            Batches++;
            if (FaultOf(before, link, own) is { } fault)
                finding.Add($"lane {link.Lane} batch {link.Number}: {fault}");
            if (unseen.Remove((link.Lane, link.Number), out var same))
                same.Where(head => !head.Hash.Span.SequenceEqual(link.Hash)).ToList().ForEach(Missing);
            before = link;
        }

        for (; more; more = await rows.MoveNextAsync().ConfigureAwait(false))
        {
            Count(rows.Current);
            finding.Add($"lane {before.Lane} row {rows.Current.Sequence} belongs to no batch");
        }

        return before;
    }

    private static string? FaultOf(BatchLink before, BatchLink link, List<AuditRow> rows)
    {
        if (link.Number != before.Number + 1)
            return $"it follows batch {before.Number}";
        if (!link.PreviousHash.AsSpan().SequenceEqual(before.Hash))
            return "its previous hash is not the hash of the batch before";
        if (link.FirstSequence != End(before))
            return $"its first row is {link.FirstSequence} and should be {End(before)}";
        if (rows.Count != link.RowCount)
            return $"it has {rows.Count} rows and says {link.RowCount}";
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Row is null)
                return $"row {rows[i].Sequence} cannot be read";
            if (rows[i].Sequence != link.FirstSequence + i || rows[i].BatchNumber != link.Number)
                return $"row {rows[i].Sequence} says batch {rows[i].BatchNumber} and is out of its place";
        }

        var hash = JournalChain.Hash(
            link.PreviousHash, link.Lane, link.Number, link.At, link.FirstSequence, rows.ConvertAll(r => r.Row!));
        return link.Hash.AsSpan().SequenceEqual(hash) ? null : "its hash does not fit its rows";
    }

    private void Missing(SignedHead head) => signed.Add(
        $"lane {head.Lane} no longer contains the head of batch {head.Number} that was signed at {head.SignedAt}");

    /// <summary>The sequence after the last row of a batch.</summary>
    private static long End(BatchLink link) => unchecked(link.FirstSequence + link.RowCount);

    private void Count(AuditRow row)
    {
        Rows++;
        if (row.Row?.Line is not { Debit: { } debit, Credit: { } credit } line)
            return;
        CollectionsMarshal.GetValueRefOrAddDefault(Sums, debit.Packed, out _) -= line.AmountMinorUnits;
        CollectionsMarshal.GetValueRefOrAddDefault(Sums, credit.Packed, out _) += line.AmountMinorUnits;
    }
}
