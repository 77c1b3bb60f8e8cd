namespace Vouchers.Ledger;

/// <summary>
/// Marks an approved batch as handed to the bank. The file follows from the approved rows alone, so that it is the
/// same whenever it is made again; a repeat changes nothing.
/// </summary>
/// <param name="Actor">Finance.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="FileHash">SHA-256 of the bank's file, in hexadecimal.</param>
public sealed record ExportPayoutBatch(Actor Actor, Id<PayoutBatch> BatchId, string FileHash)
    : PayingStep(Actor, BatchId)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        foreach (var need in base.Needs(known))
            yield return need;
        foreach (var netting in known.AllLoaded<Netting>(Need.NettingsOf(BatchId)))
            yield return Need.Of(netting.ClawBackId);
        foreach (var item in known.AllLoaded<PayoutItem>(Need.ItemsOf(BatchId)))
        {
            foreach (var need in PayoutBooks.Needs(known, item))
                yield return need;
            // A payment that claw-backs took whole ends with the export.
            if (item.Net.MinorUnits == 0)
                yield return Need.RedemptionsOf(item.Id);
        }
    }

    /// <inheritdoc/>
    protected override Decision Step(
        ILedgerState state, PayoutBatch batch, IReadOnlyList<PayoutItem> items, Timestamp now)
    {
        if (batch.ExportedAt is not null && batch.FileHash == FileHash)
            return Accept(batch, [], []);
        // An account that was changed since is no fault: the file pays to the one that was approved. A hold is meant
        // for what has not left yet.
        if (items.Select(i => state.Find(PayeeAccount.IdOf(i.InstitutionId))!.Held()).OfType<Refusal>()
            .FirstOrDefault() is { } held)
            return held;
        if (batch.State != PayoutState.Approved)
            return batch.OutOfOrder("exported", "Approved");
        var months = Months(state, batch);
        if (PayoutBooks.MayPayTwice(state, months, batch, items) is { } twice)
            return twice;
        var (puts, lines) = (new List<Entity>(months), new List<JournalLine>());
        batch = batch with { State = PayoutState.Exported, ExportedAt = now, FileHash = FileHash };
        foreach (var item in items)
        {
            // First what claw-backs add, which is sent with the rest.
            if (item.NettedMinorUnits != 0)
                lines.Add(PayoutBooks.Netted(state, item, JournalEvent.PayoutItemNetted, item.NettedMinorUnits));
            if (item.Net.MinorUnits > 0)
            {
                puts.Add(item with { State = PayoutItemState.Sent });
                lines.Add(JournalLine.Transfer(JournalEvent.PayoutItemSent, item.Key,
                    PayoutBooks.Of(state, item, AccountKind.Payable),
                    PayoutBooks.Of(state, item, AccountKind.Clearing), item.Net));
            }
            else
            {
                var ended = PayoutBooks.End(state, item, PayoutItemState.Netted, "", now);
                puts.AddRange(ended.Puts);
                lines.AddRange(ended.Lines);
            }
        }

        foreach (var taken in state.All<Netting>(Need.NettingsOf(BatchId)).GroupBy(n => n.ClawBackId))
            puts.Add(PayoutBooks.TakenOff(state.Find(taken.Key)!, taken.Sum(n => n.AmountMinorUnits)));
        lines.Add(new JournalLine(JournalEvent.PayoutExported, batch.Key, Note: FileHash));
        batch = PayoutBooks.After(batch, ended: items.Count(i => i.Net.MinorUnits == 0), failed: 0, lines);
        puts.Add(batch);
        return Accept(batch, puts, lines);
    }
}
