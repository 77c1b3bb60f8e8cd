namespace Vouchers.Reconciliation.BankMessages;

/// <summary>An entry as it stands in the file.</summary>
/// <param name="Number">In its statement, counted from 1.</param>
/// <param name="Fields">Its own elements.</param>
/// <param name="Details">Its transactions.</param>
/// <param name="Batches">The batches that it names.</param>
/// <param name="Notes">What was tolerated about the entry itself.</param>
internal sealed record EntryDraft(
    long Number, XmlPiece Fields, IReadOnlyList<TransactionDraft> Details, IReadOnlyList<StatementBatch> Batches,
    BankNotes Notes);

/// <summary>Reads an entry; its transactions are made small one by one, since a batch may have thousands.</summary>
internal sealed class EntryReader(BankXml xml, BankFileLimits limits)
{
    private const int MostFields = 20;
    private const int MostBatches = 1000;

    public async ValueTask<EntryDraft> ReadAsync(long number)
    {
        var fields = new XmlPiece("Ntry", null, xml.Line, xml.Column);
        var details = new List<TransactionDraft>();
        var batches = new List<StatementBatch>();
        var notes = new BankNotes();
        await foreach (var name in xml.ChildrenAsync().ConfigureAwait(false))
        {
            if (name == "NtryDtls")
                await ReadDetailsAsync(details, batches, notes).ConfigureAwait(false);
            else if (IsWanted(name) && fields.Children.Count < MostFields)
                fields.Add(await xml.TakeAsync().ConfigureAwait(false));
        }

        return new(number, fields, details, batches, notes);
    }

    private async ValueTask ReadDetailsAsync(
        List<TransactionDraft> details, List<StatementBatch> batches, BankNotes notes)
    {
        var first = details.Count;
        StatementBatch? batch = null;
        await foreach (var name in xml.ChildrenAsync().ConfigureAwait(false))
        {
            if (name == "TxDtls")
            {
                if (details.Count == limits.MaxDetails)
                {
                    throw xml.Fault(BankFileFaultCode.TooMany,
                        $"An entry lists more than {BankWords.Number(limits.MaxDetails)} transactions.");
                }

                details.Add(new TransactionReader(new BankNotes()).Read(await xml.TakeAsync().ConfigureAwait(false)));
            }
            else if (name == "Btch" && batches.Count < MostBatches)
            {
                batch = new TransactionReader(notes).BatchOf(await xml.TakeAsync().ConfigureAwait(false));
                batches.Add(batch);
            }
        }

        if (batch is null)
            return;
        // The batch may stand behind its transactions.
        for (var i = first; i < details.Count; i++)
            details[i] = details[i] with { Batch = batch };
        if (batch.Count is { } count && details.Count > first && count != details.Count - first)
        {
            notes.Add(BankNoteCode.DetailsDiffer,
                $"The bank names a batch of {BankWords.Number(count)} transactions and lists "
                + $"{BankWords.Number(details.Count - first)}.");
        }
    }

    private static bool IsWanted(string name) => name is "NtryRef" or "Amt" or "CdtDbtInd" or "RvslInd" or "Sts"
        or "BookgDt" or "ValDt" or "AcctSvcrRef" or "BkTxCd" or "Chrgs" or "AddtlNtryInf";
}
