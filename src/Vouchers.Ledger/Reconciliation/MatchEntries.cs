namespace Vouchers.Ledger;

/// <summary>The rows and entries of booking a match, and of taking it back.</summary>
internal sealed class MatchEntries(ILedgerState state, FundingAccount funding, Match match, Timestamp now)
{
    public List<Entity> Puts { get; } = [];

    public List<JournalLine> Lines { get; } = [];

    /// <summary>Books the match, which nothing refuses.</summary>
    public void Book(MatchContent content, StatementLineState after)
    {
        LineBooks.Explain(state, funding, content.Lines, match, after, Puts, Lines);
        switch (content.Kind)
        {
            case MatchKind.Payment:
                Settle(Payments(content));
                break;
            case MatchKind.Return or MatchKind.RePay:
                Undo(content);
                break;
            case MatchKind.Arrival:
                Owe(content);
                Settle([.. Payments(content).Where(i => i.IsOpen)]);
                break;
            case MatchKind.Repayment:
                Repay(content, 1);
                if (content.IsSentBack)
                    Hold(content);
                break;
            default:
                // A write-off moves nothing but the adjustment.
                break;
        }

        Adjust(match.DifferenceMinorUnits);
        Puts.Add(match);
        Lines.Add(new JournalLine(JournalEvent.MatchConfirmed, match.Key, Note: $"{match.Kind}, {match.Pass}"));
    }

    /// <summary>Takes a booked match back: every line is in suspense, every payment on its way again.</summary>
    public void Reverse(MatchContent content)
    {
        LineBooks.Reopen(state, funding, content.Lines, match.Key, Puts, Lines);
        foreach (var item in content.Payments.Select(p => state.Find(p)!))
        {
            Puts.Add(item with { State = PayoutItemState.Sent, EndedAt = null });
            foreach (var redemption in state.All<Redemption>(Need.RedemptionsOf(item.Id)))
            {
                Puts.Add(redemption with { State = RedemptionState.InPayout });
                Lines.Add(new JournalLine(
                    JournalEvent.RedemptionUnpaid, redemption.VoucherId.Value, Note: item.Key));
            }

            Lines.Add(JournalLine.Transfer(JournalEvent.PayoutItemUnmatched, item.Key,
                PayoutBooks.Of(state, item, AccountKind.Paid), PayoutBooks.Of(state, item, AccountKind.Clearing),
                item.Net, match.Key));
        }

        foreach (var (batch, count) in Batches(Payments(content)))
            Puts.Add(batch with { State = PayoutState.Exported, Open = batch.Open + count });
        Repay(content, -1);
        Adjust(checked(-match.DifferenceMinorUnits));
        Puts.Add(match);
        Lines.Add(new JournalLine(JournalEvent.Unmatched, match.Key, Note: match.UndoReason));
    }

    private void Settle(IReadOnlyList<PayoutItem> items)
    {
        foreach (var item in items)
        {
            var (puts, lines) = PayoutBooks.End(state, item, PayoutItemState.Paid, "", now);
            Puts.AddRange(puts);
            Lines.AddRange(lines);
            Lines.Add(JournalLine.Transfer(JournalEvent.PayoutItemPaid, item.Key,
                PayoutBooks.Of(state, item, AccountKind.Clearing), PayoutBooks.Of(state, item, AccountKind.Paid),
                item.Net, match.Key));
        }

        foreach (var (batch, count) in Batches(items))
            Puts.Add(PayoutBooks.After(batch, ended: count, failed: 0, Lines));
    }

    private void Undo(MatchContent content)
    {
        var item = state.Find(content.Payments[0])!;
        var end = content.Kind == MatchKind.Return ? PayoutItemState.Returned : PayoutItemState.GivenUp;
        var undone = PayoutItemStep.Undo(state, item, state.Find(item.BatchId)!, end, Why(content), now);
        Puts.AddRange(undone.Puts);
        Lines.AddRange(undone.Lines);
    }

    private void Owe(MatchContent content)
    {
        foreach (var (n, (item, arrived)) in MatchBooks.Arrived(state, content).Index())
        {
            var amount = new Money(arrived, funding.Currency);
            var owed = new ClawBack(ClawBack.IdOf(match.Id, n), null, item.Id, item.ProgrammeId, item.InstitutionId,
                amount, arrived, 0, 0, ClawBackState.Open, PayoutBooks.Cut(match.Signals, ClawBack.MaxReason),
                match.MadeBy, match.MadeAt, match.DecidedBy, now);
            Puts.Add(owed);
            Lines.Add(JournalLine.Transfer(JournalEvent.MoneyNotDueArrived, owed.Key,
                PayoutBooks.Of(state, item, AccountKind.Receivable), PayoutBooks.Of(state, item, AccountKind.Paid),
                amount, item.Key));
        }

        BookedLines.Release(state, content.Payments, match.Id, Puts, Lines);
    }

    // Forwards the institution gives back (paid → receivable); backwards it owes again.
    private void Repay(MatchContent content, int sign)
    {
        foreach (var (id, amount) in content.Repayments)
        {
            var clawBack = state.Find(id)!;
            var open = checked(clawBack.OpenMinorUnits - sign * amount);
            var (programme, institution) = (state.Find(clawBack.ProgrammeId)!, state.Find(clawBack.InstitutionId)!);
            var paid = AccountId.Of(programme, institution, AccountKind.Paid);
            var receivable = AccountId.Of(programme, institution, AccountKind.Receivable);
            Puts.Add(clawBack.WithOpen(open) with
            {
                ReturnedMinorUnits = checked(clawBack.ReturnedMinorUnits + (content.IsSentBack ? sign * amount : 0)),
            });
            Lines.Add(JournalLine.Transfer(
                sign > 0 ? JournalEvent.ClawBackRepaid : JournalEvent.RepaymentUndone, id.Value,
                sign > 0 ? paid : receivable, sign > 0 ? receivable : paid, new Money(amount, funding.Currency),
                match.Key));
        }
    }

    // Whatever sent the money back would do so to the next payment.
    private void Hold(MatchContent content)
    {
        var item = state.Find(state.Find(content.Repayments[0].ClawBackId)!.PaymentId!.Value)!;
        if (PayoutBooks.Hold(state, item, PayoutItemState.Returned, Why(content)) is not { } held)
            return;
        Puts.Add(held);
        Lines.Add(held.HoldLine());
    }

    // The bank's reason, code first, and then what people or the run say of it.
    private string Why(MatchContent content) => PayoutBooks.Cut(string.Join("; ", content.Lines
        .Select(l => state.Find(l)!.Details.ReturnReason).Where(r => r.Length > 0).Append(match.Signals).Distinct()),
        PayoutItem.MaxReason);

    private void Adjust(long difference)
    {
        if (difference != 0)
            Lines.Add(LineBooks.Signed(funding, AccountKind.Adjustment, JournalEvent.DifferenceAdjusted, match.Key,
                difference, match.Pass));
    }

    private List<PayoutItem> Payments(MatchContent content) => [.. content.Payments.Select(p => state.Find(p)!)];

    private IEnumerable<(PayoutBatch Batch, int Count)> Batches(IEnumerable<PayoutItem> items) =>
        items.GroupBy(i => i.BatchId).Select(g => (state.Find(g.Key)!, g.Count()));
}
