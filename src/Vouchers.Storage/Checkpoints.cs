using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>A signed head of a lane, as it is kept: only added, never changed.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Number">The batch that was the last one.</param>
/// <param name="At">When it was signed.</param>
/// <param name="Cose">What was signed. The store does not read it.</param>
public sealed record Checkpoint(int Lane, long Number, Timestamp At, ReadOnlyMemory<byte> Cose);

/// <summary>The end of a lane of which no checkpoint tells yet.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Number">The last batch.</param>
/// <param name="Hash">Its hash, which covers all batches before it.</param>
/// <param name="Last">The lane's newest checkpoint, or null where it has none.</param>
/// <param name="HashAtLast">The hash of that checkpoint's batch as it stands now; null where it is not there.</param>
public sealed record UnsignedHead(
    int Lane, long Number, ReadOnlyMemory<byte> Hash, Checkpoint? Last, ReadOnlyMemory<byte>? HashAtLast);

/// <summary>A head whose signature was found good, for the audit to look for.</summary>
public sealed record SignedHead(int Lane, long Number, ReadOnlyMemory<byte> Hash, Timestamp SignedAt);

/// <summary>A page of checkpoints in the order of lanes and batches.</summary>
/// <param name="NewestOnly">Only the newest of each lane, which covers those before it.</param>
/// <param name="AfterLane">The last one's lane of the page before; 0 from the start.</param>
/// <param name="AfterNumber">The last one's batch of the page before; 0 from the start.</param>
/// <param name="Limit">At most so many.</param>
public sealed record CheckpointQuery(bool NewestOnly, int AfterLane, long AfterNumber, int Limit);
