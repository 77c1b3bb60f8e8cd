namespace Vouchers.Ledger;

/// <summary>What the steps of a payment share: its accounts, and what its end does.</summary>
internal static class PayoutBooks
{
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

    /// <summary>The rows that ending a payment reads.</summary>
    public static IEnumerable<Need> EndNeeds(ILedgerState known, PayoutItem item)
    {
        yield return Need.RedemptionsOf(item.Id);
        yield return Need.NettingsOf(item.BatchId);
        yield return Need.ClawBacksOf(item.InstitutionId);
        foreach (var netting in NettingsOf(known, item))
            yield return Need.Of(netting.ClawBackId);
        foreach (var need in Needs(known, item))
            yield return need;
    }

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

    /// <summary>Why a payment cannot come back to the institution's account with us; null where it can.</summary>
    public static Refusal? MayNotReturn(ILedgerState state, PayoutItem item) =>
        ClawedBack(state, item).FirstOrDefault(c => c.Owed is null) is { Redemption: { } clawed }
            ? Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                $"Receipt {clawed.Receipt} of payment {item.EndToEndId} was clawed back since, and given back in part; "
                + "settle the claw-back with the institution, and explain the bank's line by a resolution.",
                ("item", item.Key), ("receipt", clawed.Receipt))
            : null;

    /// <summary>The batch after payments of it ended; a line says so where that settles it.</summary>
    public static PayoutBatch After(PayoutBatch batch, int ended, int failed, List<JournalLine> lines)
    {
        var after = batch.After(ended, failed);
        if (after.State != batch.State)
            lines.Add(new JournalLine(JournalEvent.PayoutSettled, batch.Key, Note: $"{after.State}"));
        return after;
    }

    /// <summary>A claw-back of which payments took an amount off.</summary>
    public static ClawBack TakenOff(ClawBack clawBack, long amount)
    {
        var open = checked(clawBack.OpenMinorUnits - amount);
        return clawBack with
        {
            OpenMinorUnits = open,
            PlannedMinorUnits = checked(clawBack.PlannedMinorUnits - amount),
            State = open == 0 ? ClawBackState.Closed : ClawBackState.Open,
        };
    }
}
