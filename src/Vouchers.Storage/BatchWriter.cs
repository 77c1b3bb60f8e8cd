using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>Puts a batch into the order in which it is written, and chains it.</summary>
internal static class BatchWriter
{
    /// <summary>
    /// Table by table in one order on every node, and replacements before new rows, because a replacement can give
    /// up the unique value that a new row takes (a voided redemption its voucher). Accounts come last, so that the
    /// row of a budget on which all draw is held for the length of the commit and no longer.
    /// </summary>
    public static (BatchLink Link, List<Write> Writes) Plan(
        LedgerBatch batch, int lane, long number, byte[] previousHash, long firstSequence)
    {
        var link = new BatchLink(
            lane, number, previousHash,
            JournalChain.Hash(previousHash, lane, number, batch.At, firstSequence, batch.Journal),
            firstSequence, batch.Journal.Count, batch.At);
        var writes = new List<Write>();
        AddRows(writes, batch.Rows);
        AddInsert(writes, BookTables.Batches, [link]);
        AddInsert(writes, BookTables.Journal,
            [.. batch.Journal.Select((row, i) => new JournalEntry(lane, firstSequence + i, number, row))]);
        object[] answers =
        [
            .. batch.Answers.Select((answer, i) => new PlacedAnswer(lane, PlacedAnswer.SequenceOf(number, i), answer)),
        ];
        AddInsert(writes, BookTables.Requests, answers);
        AddInsert(writes, BookTables.Answers, answers);
        if (batch.Balances.Count > 0)
            writes.Add(new Write.Balances(batch.Balances));
        return (link, writes);
    }

    private static void AddRows(List<Write> writes, IReadOnlyList<RowWrite> rows)
    {
        if (rows.Count == 0)
            return;
        var byTable = rows.ToLookup(row => EntityTables.Of(row.Row.GetType()));
        foreach (var table in EntityTables.All)
        {
            if (!byTable.Contains(table))
                continue;
            var updates = byTable[table].Where(row => row.ExpectedVersion is not null)
                .OrderBy(row => row.Row.Key, StringComparer.Ordinal).ToList();
            if (updates.Count > 0)
                writes.Add(new Write.Update(table, updates));
            AddInsert(writes, table, [.. byTable[table].Where(r => r.ExpectedVersion is null).Select(r => r.Row)]);
        }
    }

    private static void AddInsert(List<Write> writes, Table table, object[] rows)
    {
        if (rows.Length > 0)
            writes.Add(new Write.Insert(table, rows));
    }
}
