namespace Vouchers.Ledger;

/// <summary>A row as it was read, with the version that a replacement must still find.</summary>
public readonly record struct VersionedRow(Entity Row, long Version);

/// <summary>What the store found for one need.</summary>
/// <param name="Need">The need.</param>
/// <param name="Rows">The rows; empty where there are none.</param>
/// <param name="BalanceMinorUnits">For an account: its balance, zero where it was never used.</param>
/// <param name="AccountVersion">For an account: its version, zero where it was never used.</param>
public sealed record Loaded(
    Need Need, IReadOnlyList<VersionedRow> Rows, long BalanceMinorUnits = 0, long AccountVersion = 0);

/// <summary>A row to write: an insert where <paramref name="ExpectedVersion"/> is null, else a replacement.</summary>
public readonly record struct RowWrite(Entity Row, long? ExpectedVersion);

/// <summary>The net change of one account over a whole batch.</summary>
/// <param name="Account">Which.</param>
/// <param name="DeltaMinorUnits">By how much its balance changes.</param>
/// <param name="ExpectedVersion">
/// The version that must still stand, where a decision relied on a limit that no constraint repeats; else null.
/// </param>
public readonly record struct BalanceChange(AccountId Account, long DeltaMinorUnits, long? ExpectedVersion);

/// <summary>A journal line with who caused it and when.</summary>
public sealed record JournalRow(JournalLine Line, string Actor, Guid? RequestId, Timestamp At);

/// <summary>An answer kept for repeats of a request.</summary>
/// <param name="RequestId">The caller's id of the request.</param>
/// <param name="ContentHash">16 bytes: the keyed hash of caller and content.</param>
/// <param name="Refused">True where the answer is a refusal.</param>
/// <param name="Bytes">The encoded answer, given out again byte for byte.</param>
/// <param name="At">When it was decided.</param>
public sealed record StoredAnswer(
    Guid RequestId, ReadOnlyMemory<byte> ContentHash, bool Refused, ReadOnlyMemory<byte> Bytes, Timestamp At);

/// <summary>Everything that one transaction writes. All of it is written or nothing is.</summary>
public sealed record LedgerBatch(
    Timestamp At,
    IReadOnlyList<RowWrite> Rows,
    IReadOnlyList<BalanceChange> Balances,
    IReadOnlyList<JournalRow> Journal,
    IReadOnlyList<StoredAnswer> Answers);
