using System.Runtime.InteropServices;

namespace Vouchers.Storage;

/// <summary>
/// Recomputes every hash of every lane, and on the way sums what each account was given and what it gave.
/// </summary>
internal sealed class ChainAudit(IAuditSource source)
{
    private const int LinksAtATime = 1_000;
    private readonly Finding finding = new(
        "chain", "In every lane batches and rows follow each other without a gap, and every hash is right.");

    /// <summary>What each account's transfers add up to, by packed id. Wider than an account, for altered rows.</summary>
    public Dictionary<long, Int128> Sums { get; } = [];

    public long Batches { get; private set; }

    public long Rows { get; private set; }

    public InvariantCheck Check => finding.ToCheck();

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var lane in await source.LanesAsync(cancellation).ConfigureAwait(false))
            await RunLaneAsync(lane, cancellation).ConfigureAwait(false);
        var stray = await source.StrayRowsAsync(cancellation).ConfigureAwait(false);
        if (stray > 0)
            finding.Add($"{stray} journal rows are in lanes that were never opened");
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
