using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Reads that answer a call.</summary>
internal static class StoreReads
{
    private const int ChunkSize = 1_000;

    /// <summary>The row, or the call ends with NOT_FOUND.</summary>
    public static async Task<T> GetAsync<T>(this ILedgerStore store, Id<T> id, CancellationToken cancellation)
        where T : Entity =>
        await store.FindAsync(id, cancellation) ?? throw Refusal.NotFound(id).ToRpcException();

    /// <summary>The claw-backs of money that arrived for a payment without being due.</summary>
    public static Task<List<ClawBack>> ArrivedAsync(
        this ILedgerStore store, PayoutItem payment, CancellationToken cancellation) => store.AllAsync<ClawBack>(
        [("institution_id", payment.InstitutionId.Value), ("payment_id", payment.Key)], cancellation);

    /// <summary>Every row that fits, read in chunks; for small tables only.</summary>
    public static async Task<List<T>> AllAsync<T>(
        this ILedgerStore store, IReadOnlyList<(string Column, object Value)> where, CancellationToken cancellation)
        where T : Entity
    {
        var all = new List<T>();
        while (true)
        {
            var after = all.Count == 0 ? null : all[^1].Key;
            var chunk = await store.ListAsync<T>(new RowQuery(where, after, ChunkSize), cancellation);
            all.AddRange(chunk);
            if (chunk.Count < ChunkSize)
                return all;
        }
    }
}
