namespace Vouchers.Ledger;

/// <summary>What the steps of a payment share: its accounts, and what its end does.</summary>
internal static class PayoutBooks
{
    // ISO 20022's codes of accounts, of creditors and of their banks begin so; a bank's word may stand before them.
    private static readonly string[] AccountCodes = ["AC", "BE", "RC"];

    /// <summary>The rows behind the accounts of a payment.</summary>
    public static IEnumerable<Need> Needs(ILedgerState known, PayoutItem item)
    {
        yield return Need.Of(item.ProgrammeId);
        yield return Need.Of(item.InstitutionId);
        if (known.Peek(item.ProgrammeId) is not { } programme || known.Peek(item.InstitutionId) is not { } institution)
            yield break;
        foreach (var kind in (AccountKind[])
            [AccountKind.Payable, AccountKind.Clearing, AccountKind.Paid, AccountKind.Receivable])
            yield return Need.Balance(AccountId.Of(programme, institution, kind));
    }

    /// <summary>An account of a payment's programme with its institution.</summary>
    public static AccountId Of(ILedgerState state, PayoutItem item, AccountKind kind) =>
        AccountId.Of(state.Find(item.ProgrammeId)!, state.Find(item.InstitutionId)!, kind);

    /// <summary>Takes claw-backs off what a payment is of: payable → receivable; below zero the other way.</summary>
    public static JournalLine Netted(ILedgerState state, PayoutItem item, JournalEvent happened, long amount)
    {
        var (payable, receivable) = (Of(state, item, AccountKind.Payable), Of(state, item, AccountKind.Receivable));
        var (from, to) = amount >= 0 ? (payable, receivable) : (receivable, payable);
        return JournalLine.Transfer(
            happened, item.Key, from, to, new Money(Math.Abs(amount), item.Gross.Currency));
    }

    /// <summary>The rows that ending a payment reads.</summary>
    public static IEnumerable<Need> EndNeeds(ILedgerState known, PayoutItem item)
    {
        yield return Need.RedemptionsOf(item.Id);
        yield return Need.Of(PayeeAccount.IdOf(item.InstitutionId));
        yield return Need.NettingsOf(item.BatchId);
        yield return Need.ClawBacksOf(item.InstitutionId);
        foreach (var netting in NettingsOf(known, item))
            yield return Need.Of(netting.ClawBackId);
        foreach (var need in Needs(known, item))
            yield return need;
    }

    /// <summary>
    /// The account that a failed payment went to, held until a person looked: the next payment would fail as well, or
    /// reach somebody else. Null where the fault lies elsewhere, or the account is another one by now.
    /// </summary>
    public static PayeeAccount? Hold(ILedgerState state, PayoutItem item, PayoutItemState end, string reason)
    {
        var isOfAccount = end == PayoutItemState.Returned || (end == PayoutItemState.Rejected
            && reason.Split(' ', ',', ';', ':', '(', ')').Any(w => w.Length == 4 && (w == "AG01"
                || AccountCodes.Contains(w[..2]))));
        var account = state.Find(PayeeAccount.IdOf(item.InstitutionId));
        return isOfAccount && account is { HeldReason: "" } && account.Bank == item.Payee
            ? account with
            {
                HeldReason = $"payment {item.EndToEndId} "
                    + $"{(end == PayoutItemState.Returned ? "came back" : "was refused by the bank")} ({Cut(reason, 200)}); "
                    + "check the account with the institution",
            }
            : null;
    }

    /// <summary>A text that fits: a bank may write a long one.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    /// <summary>What a payment takes off for claw-backs.</summary>
    public static IEnumerable<Netting> NettingsOf(ILedgerState known, PayoutItem item) =>
        known.AllLoaded<Netting>(Need.NettingsOf(item.BatchId)).Where(n => n.ItemId == item.Id);

    /// <summary>Ends a payment: its redemptions are paid, or payable again where it came to nothing.</summary>
    public static (List<Entity> Puts, List<JournalLine> Lines) End(
        ILedgerState state, PayoutItem item, PayoutItemState end, string reason, Timestamp now)
    {
        var isPaid = end is PayoutItemState.Paid or PayoutItemState.Netted;
        List<Entity> puts = [item with { State = end, Reason = reason, EndedAt = now }];
        List<JournalLine> lines = [];
        foreach (var redemption in state.All<Redemption>(Need.RedemptionsOf(item.Id)))
        {
            puts.Add(redemption.State == RedemptionState.ClawedBack ? redemption with { PayoutItemId = null }
                : isPaid ? redemption with { State = RedemptionState.Paid }
                : redemption with { State = RedemptionState.Earned, PayoutItemId = null });
            lines.Add(new JournalLine(isPaid ? JournalEvent.RedemptionPaid : JournalEvent.PayoutUndone,
                redemption.VoucherId.Value, Note: item.Key));
        }

        return (puts, lines);
    }

    /// <summary>
    /// The redemptions of a payment that were clawed back since it was paid, each with its claw-back where nothing of
    /// that was given back or taken off yet; else with none.
    /// </summary>
    public static IEnumerable<(Redemption Redemption, ClawBack? Owed)> ClawedBack(ILedgerState state, PayoutItem item)
    {
        var clawBacks = state.All<ClawBack>(Need.ClawBacksOf(item.InstitutionId));
        return state.All<Redemption>(Need.RedemptionsOf(item.Id)).Where(r => r.State == RedemptionState.ClawedBack)
            .Select(r => (r, clawBacks.FirstOrDefault(c => c.RedemptionId == r.Id && c.State == ClawBackState.Open
                && c.FreeMinorUnits == c.Amount.MinorUnits)));
    }

    /// <summary>
    /// The claw-backs of money that arrived for a payment without being due, each with what of that money the bank can
    /// still send back.
    /// </summary>
    public static IEnumerable<(ClawBack ClawBack, long Left)> Beyond(ILedgerState state, PayoutItem item) =>
        state.All<ClawBack>(Need.ClawBacksOf(item.InstitutionId)).Where(c => c.PaymentId == item.Id)
            .Select(c => (c, checked(c.Amount.MinorUnits - c.ReturnedMinorUnits)));

    /// <summary>Why a payment cannot come back to the institution's account with us; null where it can.</summary>
    public static Refusal? MayNotReturn(ILedgerState state, PayoutItem item)
    {
        if (Beyond(state, item).FirstOrDefault(b => b.Left > 0) is { ClawBack: { } beyond, Left: var left })
            return Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                $"Money beyond payment {item.EndToEndId} was clawed back ('{beyond.Id}', {beyond.State}): what comes "
                + $"back is that first, up to {new Money(left, beyond.Amount.Currency)}. Resolve a discrepancy of at "
                + "most that by re-pay: then the institution owes it no longer. Write a line of more off, and settle "
                + "it with the institution.",
                ("item", item.Key), ("claw_back", beyond.Key));
        return ClawedBack(state, item).FirstOrDefault(c => c.Owed is null) is { Redemption: { } clawed }
            ? Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                $"Receipt {clawed.Receipt} of payment {item.EndToEndId} was clawed back since, and given back in part; "
                + "settle the claw-back with the institution, and explain the bank's line by a resolution.",
                ("item", item.Key), ("receipt", clawed.Receipt))
            : null;
    }

    /// <summary>
    /// Why a batch must not go to the bank as it is: what it pays may have been paid. Null where nothing says so. Reads
    /// the open months with what is before people and the statements, the batch's nettings, and the claw-backs of every
    /// institution in it.
    /// </summary>
    public static Refusal? MayPayTwice(
        ILedgerState state, IReadOnlyList<Period> months, PayoutBatch batch, IReadOnlyList<PayoutItem> items) =>
        BookedLines.Holds(state, months, batch, items) ?? PaysTwice(state, batch, items)
        ?? BookedLines.Undecided(state, months, batch);

    /// <summary>
    /// Why a batch is to be collected anew: money that was not due turned out to have arrived since, and the batch does
    /// not take all of it off, whatever another draft plans. Null where none did.
    /// </summary>
    private static Refusal? PaysTwice(ILedgerState state, PayoutBatch batch, IReadOnlyList<PayoutItem> items)
    {
        foreach (var item in items.Where(i => i.Net.MinorUnits > 0))
        {
            var arrived = state.All<ClawBack>(Need.ClawBacksOf(item.InstitutionId)).FirstOrDefault(c =>
                c.PaymentId is not null && c.ProgrammeId == item.ProgrammeId
                && c.OpenMinorUnits > TakenOff(state, batch, c));
            if (arrived is not null)
                return Refusal.Of(RefusalCode.BankContradiction,
                    $"Money arrived for payment {PayoutItem.EndToEndIdOf(arrived.PaymentId!.Value)} that was not due: "
                    + $"'{item.InstitutionId}' owes {new Money(arrived.OpenMinorUnits, arrived.Amount.Currency)} of it "
                    + $"(claw-back '{arrived.Id}'), and batch '{batch.Id}' does not take that off. Cancel it and make "
                    + "it again, or export the batch that takes it off first.",
                    ("batch", batch.Key), ("claw_back", arrived.Key), ("payment", arrived.PaymentId.Value.Value));
        }

        return null;
    }

    private static long TakenOff(ILedgerState state, PayoutBatch batch, ClawBack clawBack) =>
        state.All<Netting>(Need.NettingsOf(batch.Id)).Where(n => n.ClawBackId == clawBack.Id)
            .Sum(n => n.AmountMinorUnits);

    /// <summary>The batch after payments of it ended; a line says so where that settles it.</summary>
    public static PayoutBatch After(PayoutBatch batch, int ended, int failed, List<JournalLine> lines)
    {
        var after = batch.After(ended, failed);
        if (after.State != batch.State)
            lines.Add(new JournalLine(JournalEvent.PayoutSettled, batch.Key, Note: $"{after.State}"));
        return after;
    }

    /// <summary>A claw-back of which payments took an amount off, or below zero added it.</summary>
    public static ClawBack TakenOff(ClawBack clawBack, long amount) =>
        clawBack.WithOpen(checked(clawBack.OpenMinorUnits - amount)) with
        {
            PlannedMinorUnits = checked(clawBack.PlannedMinorUnits - amount),
        };
}
