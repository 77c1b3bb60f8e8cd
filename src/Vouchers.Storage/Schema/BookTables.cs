using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>One link of a lane's chain: the batch of one commit.</summary>
internal sealed record BatchLink(
    int Lane, long Number, byte[] PreviousHash, byte[] Hash, long FirstSequence, int RowCount, Timestamp At);

/// <summary>An answer at its place: in the lane, and there in the order of the batches.</summary>
internal sealed record PlacedAnswer(int Lane, long Sequence, StoredAnswer Answer)
{
    private const int BitsForOneBatch = 20;

    /// <summary>
    /// The place of a batch's n-th answer. It is never given twice, however many answers are forgotten.
    /// </summary>
    public static long SequenceOf(long batchNumber, int index) => index < 1 << BitsForOneBatch
        ? (batchNumber << BitsForOneBatch) | (long)index
        : throw new InvalidOperationException($"A batch was given more than {1 << BitsForOneBatch} answers.");
}

/// <summary>The tables of the books: they are only added to, except that old answers are forgotten.</summary>
internal static class BookTables
{
    public const int HashLength = 32;
    public const int RequestIdLength = 16;

    public static readonly Table Journal = new("journal", [.. new ColumnList<JournalEntry>()
        .Int("lane", r => r.Lane)
        .Long("sequence", r => r.Sequence)
        .Long("batch", r => r.BatchNumber)
        .Int("event", r => (int)r.Row.Line.Event)
        .Text("subject", EntityTables.JoinedKeyLength, r => r.Row.Line.Subject)
        .OptionalLong("debit", r => r.Row.Line.Debit?.Packed)
        .OptionalLong("credit", r => r.Row.Line.Credit?.Packed)
        .Long("amount", r => r.Row.Line.AmountMinorUnits)
        .Text("actor", 200, r => r.Row.Actor)
        .OptionalBytes("request_id", RequestIdLength, r => r.Row.RequestId?.ToByteArray(bigEndian: true))
        .Time("at", r => r.Row.At)
        .OptionalText("note", 400, r => r.Row.Line.Note)]);

    public static readonly Table Batches = new("journal_batch", [.. new ColumnList<BatchLink>()
        .Int("lane", r => r.Lane)
        .Long("number", r => r.Number)
        .Bytes("previous_hash", HashLength, r => r.PreviousHash)
        .Bytes("hash", HashLength, r => r.Hash)
        .Long("first_sequence", r => r.FirstSequence)
        .Int("row_count", r => r.RowCount)
        .Time("at", r => r.At)]);

    /// <summary>Callers' ids are random, so the table that they scatter over is kept narrow.</summary>
    public static readonly Table Requests = new("request", [.. new ColumnList<PlacedAnswer>()
        .Bytes("request_id", RequestIdLength, r => r.Answer.RequestId.ToByteArray(bigEndian: true))
        .Bytes("content_hash", 16, r => r.Answer.ContentHash)
        .Int("lane", r => r.Lane)
        .Long("sequence", r => r.Sequence)]);

    /// <summary>The request's id is here too, so that forgetting finds the narrow row by its key.</summary>
    public static readonly Table Answers = new("answer", [.. new ColumnList<PlacedAnswer>()
        .Int("lane", r => r.Lane)
        .Long("sequence", r => r.Sequence)
        .Bytes("request_id", RequestIdLength, r => r.Answer.RequestId.ToByteArray(bigEndian: true))
        .Bool("refused", r => r.Answer.Refused)
        .Bytes("bytes", 0, r => r.Answer.Bytes)
        .Time("at", r => r.Answer.At)]);

    /// <summary>Without a reference to the lane: a checkpoint must tell of a lane that somebody removed.</summary>
    public static readonly Table Checkpoints = new("journal_checkpoint", [.. new ColumnList<Checkpoint>()
        .Int("lane", r => r.Lane)
        .Long("number", r => r.Number)
        .Time("at", r => r.At)
        .Bytes("cose", 400, r => r.Cose)]);

    public static readonly IReadOnlyList<Table> All = [Journal, Batches, Requests, Answers, Checkpoints];

    public static JournalEntry ReadJournal(RowReader r)
    {
        var (lane, sequence, batch) = (r.Int(), r.Long(), r.Long());
        var line = ((JournalEvent)r.Int(), r.Text(), Account(r.OptionalLong()), Account(r.OptionalLong()), r.Long());
        var (actor, request, at, note) = (r.Text(), r.OptionalBytes(), r.Time(), r.OptionalText());
        return new JournalEntry(lane, sequence, batch, new JournalRow(
            new JournalLine(line.Item1, line.Item2, line.Item3, line.Item4, line.Item5, note),
            actor, request is null ? null : new Guid(request, bigEndian: true), at));
    }

    public static BatchLink ReadBatch(RowReader r) =>
        new(r.Int(), r.Long(), r.Bytes(), r.Bytes(), r.Long(), r.Int(), r.Time());

    public static Checkpoint ReadCheckpoint(RowReader r) => new(r.Int(), r.Long(), r.Time(), r.Bytes());

    /// <summary>Reads a row of the statement that loads answers.</summary>
    public static StoredAnswer ReadAnswer(RowReader r) =>
        new(new Guid(r.Bytes(), bigEndian: true), r.Bytes(), r.Bool(), r.Bytes(), r.Time());

    private static AccountId? Account(long? packed) => packed is { } id ? AccountId.FromPacked(id) : null;
}
