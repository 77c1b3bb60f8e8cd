using System.Globalization;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Signed heads that the journal must still contain, and whether all signatures were good.</summary>
internal sealed record CollectedHeads(IReadOnlyCollection<SignedHead> Heads, InvariantCheck Signatures);

/// <summary>Tells which checkpoints are really signed. Thread safe.</summary>
internal sealed class SignedHeads(ILedgerStore store, TrustDesk trust)
{
    private const int PageSize = 1_000;

    /// <summary>What a stored checkpoint says, trusted or not; null where nothing can be read from it.</summary>
    public JournalHead? Read(Checkpoint checkpoint)
    {
        JournalHead.TryRead(checkpoint.Cose, trust.Keys(), out var head, out _);
        return head;
    }

    /// <summary>
    /// The newest stored checkpoint of each lane, and those that a caller kept. What is signed counts, not what the
    /// table says beside it.
    /// </summary>
    /// <param name="given">The caller's; what is no checkpoint at all becomes a violation of the request.</param>
    /// <param name="fields">Where these violations go.</param>
    /// <param name="cancellation">Ends the reads.</param>
    public async Task<CollectedHeads> CollectAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> given, RequestFields fields, CancellationToken cancellation)
    {
        var keys = trust.Keys();
        var (heads, bad, first) = (new HashSet<JournalHead>(), 0L, "");
        foreach (var checkpoint in await NewestAsync(cancellation))
        {
            // A row that was moved to another place would hide the lane that it was taken from.
            if (JournalHead.TryRead(checkpoint.Cose, keys, out var head, out _)
                && (head.Lane, head.Batch) == (checkpoint.Lane, checkpoint.Number))
                heads.Add(head);
            else
                Bad($"the stored checkpoint of lane {checkpoint.Lane} batch {checkpoint.Number}");
        }

        for (var i = 0; i < given.Count; i++)
        {
            if (JournalHead.TryRead(given[i], keys, out var head, out var fault))
                heads.Add(head);
            else if (fault == JournalHeadFault.Malformed)
                fields.Violate(string.Create(CultureInfo.InvariantCulture, $"checkpoints[{i}]"),
                    "is no checkpoint; pass the field signed of one unchanged");
            else
                Bad($"the given checkpoint of lane {head!.Lane} batch {head.Batch}");
        }

        return new CollectedHeads(
            [.. heads.Select(h => new SignedHead(h.Lane, h.Batch, h.Hash, Timestamp.From(h.SignedAt)))],
            new InvariantCheck(
                "checkpoint-signatures", "Every checkpoint is signed by a key for the journal, in the key's time.",
                bad, first));

        void Bad(string which)
        {
            if (bad++ == 0)
                first = $"{which} is not signed by a key that is trusted for it";
        }
    }

    private async Task<List<Checkpoint>> NewestAsync(CancellationToken cancellation)
    {
        var all = new List<Checkpoint>();
        while (true)
        {
            var last = all.Count == 0 ? null : all[^1];
            var page = await store.ListCheckpointsAsync(
                new CheckpointQuery(NewestOnly: true, last?.Lane ?? 0, last?.Number ?? 0, PageSize), cancellation);
            all.AddRange(page);
            if (page.Count < PageSize)
                return all;
        }
    }
}
