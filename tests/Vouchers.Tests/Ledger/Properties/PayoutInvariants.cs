using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// What is always true of payments and claw-backs, judged from rows and journal without the ledger's own rules.
/// </summary>
internal sealed class PayoutInvariants(LedgerHarness ledger)
{
    private readonly List<Redemption> redemptions = [.. ledger.All<Redemption>()];
    private readonly List<PayoutItem> items = [.. ledger.All<PayoutItem>()];
    private readonly List<Netting> nettings = [.. ledger.All<Netting>()];
    private readonly List<ClawBack> clawBacks = [.. ledger.All<ClawBack>()];

    /// <summary>The first rule that is broken, in words; null where all hold.</summary>
    public string? FirstBroken() =>
        items.Select(OfItem).FirstOrDefault(b => b is not null)
        ?? ledger.All<PayoutBatch>().Select(OfBatch).FirstOrDefault(b => b is not null)
        ?? clawBacks.Select(OfClawBack).FirstOrDefault(b => b is not null)
        ?? OfRedemptions() ?? OfJournal();

    /// <summary>The accounts of a programme with an institution, as the rows say they stand.</summary>
    public string? OfAccounts(Programme programme, Institution institution)
    {
        var mine = redemptions.Where(r => r.ProgrammeId == programme.Id && r.InstitutionId == institution.Id).ToList();
        var paying = items.Where(i => i.ProgrammeId == programme.Id && i.InstitutionId == institution.Id).ToList();
        var sent = paying.Where(IsSent).ToList();
        var open = clawBacks.Where(c => c.ProgrammeId == programme.Id && c.InstitutionId == institution.Id)
            .Sum(c => c.OpenMinorUnits);
        (AccountKind Kind, long Expected)[] accounts =
        [
            (AccountKind.Unearned, In(RedemptionState.Confirmed)),
            (AccountKind.Payable, In(RedemptionState.Earned)
                + paying.Where(i => i.State == PayoutItemState.Pending).Sum(i => i.Gross.MinorUnits)),
            (AccountKind.Clearing, sent.Sum(i => i.Net.MinorUnits)),
            // What claw-backs took off a payment on its way was paid before, for what was clawed back.
            (AccountKind.Paid, In(RedemptionState.Paid) + open + sent.Sum(i => i.NettedMinorUnits)),
            (AccountKind.Receivable, -open),
        ];
        foreach (var (kind, expected) in accounts)
        {
            var found = ledger.Balance(AccountId.Of(programme, institution, kind));
            if (found != expected)
                return $"{programme.Id}, {institution.Id}: {kind} stands at {found}, its rows say {expected}";
        }

        // Each payment that left the bank, or was set off, is for redemptions that are paid, or were before a
        // claw-back.
        var gone = Moved(programme, institution, JournalEvent.PayoutItemPaid)
            + Netted(programme, institution)
            - Moved(programme, institution, JournalEvent.PayoutItemUnmatched)
            - Moved(programme, institution, JournalEvent.PayoutItemReturned) - sent.Sum(i => i.NettedMinorUnits);
        var paidFor = mine.Where(r => r.PayoutItemId is not null && r.State != RedemptionState.InPayout)
            .Sum(r => r.Amount.MinorUnits);
        return gone == paidFor ? null : $"{programme.Id}, {institution.Id}: {gone} was paid for {paidFor}";

        long In(RedemptionState state) => mine.Where(r => r.State == state).Sum(r => r.Amount.MinorUnits);
    }

    private static bool IsSent(PayoutItem item) => item.State is PayoutItemState.Sent or PayoutItemState.Accepted;

    private long Moved(Programme programme, Institution institution, JournalEvent happened) =>
        Lines(programme, institution, happened).Sum(l => l.AmountMinorUnits);

    // What is owed is taken off, payable → receivable; what came back from the bank since is added, the other way.
    private long Netted(Programme programme, Institution institution) =>
        Lines(programme, institution, JournalEvent.PayoutItemNetted)
            .Concat(Lines(programme, institution, JournalEvent.NettingUndone))
            .Sum(l => l.Debit!.Value.Kind == AccountKind.Payable ? l.AmountMinorUnits : -l.AmountMinorUnits);

    private IEnumerable<JournalLine> Lines(Programme programme, Institution institution, JournalEvent happened) =>
        ledger.Journal.Select(j => j.Line).Where(l => l.Event == happened
            && l.Debit?.Programme == programme.Number && l.Debit?.Institution == institution.Number);

    private string? OfItem(PayoutItem item)
    {
        var named = redemptions.Where(r => r.PayoutItemId == item.Id).ToList();
        var isPaid = item.State is PayoutItemState.Paid or PayoutItemState.Netted;
        if (!item.IsOpen && !isPaid)
            return named.Count == 0 ? null : $"{item.Id} is {item.State}, and {named.Count} redemptions name it";
        if (named.Count != item.Redemptions || named.Sum(r => r.Amount.MinorUnits) != item.Gross.MinorUnits)
            return $"{item.Id} says {item.Redemptions} of {item.Gross}; {named.Count} redemptions name it";
        if (named.FirstOrDefault(r => r.ProgrammeId != item.ProgrammeId || r.InstitutionId != item.InstitutionId)
            is { } stray)
            return $"{item.Id} pays {stray.Id}, which is another's";
        var off = named.FirstOrDefault(r => isPaid
            ? r.State is not (RedemptionState.Paid or RedemptionState.ClawedBack)
            : r.State != RedemptionState.InPayout);
        var netted = nettings.Where(n => n.ItemId == item.Id).Sum(n => n.AmountMinorUnits);
        return off is not null ? $"{item.Id} is {item.State}, its redemption {off.Id} {off.State}"
            : netted != item.NettedMinorUnits ? $"{item.Id} nets {item.NettedMinorUnits}, its rows {netted}"
            : item.Net.MinorUnits < 0 ? $"{item.Id} pays {item.Net}"
            : item.State == PayoutItemState.Netted && item.Net.MinorUnits > 0 ? $"{item.Id} never paid {item.Net}"
            : null;
    }

    private string? OfBatch(PayoutBatch batch)
    {
        var mine = items.Where(i => i.BatchId == batch.Id).ToList();
        var failed = mine.Count(i => i.State is PayoutItemState.Rejected or PayoutItemState.Returned
            or PayoutItemState.GivenUp);
        if (mine.Sum(i => i.Redemptions) != batch.Redemptions)
            return $"{batch.Id} counts {batch.Redemptions} redemptions";
        if (batch.State == PayoutState.Collecting)
            return mine.TrueForAll(i => i.State == PayoutItemState.Pending) ? null : $"{batch.Id} pays and collects";
        if ((batch.Items, batch.Open, batch.Failed) != (mine.Count, mine.Count(i => i.IsOpen), failed))
            return $"{batch.Id} counts {batch.Items} payments, {batch.Open} open, {batch.Failed} failed";
        if (batch.State != PayoutState.Cancelled && batch.Total.MinorUnits != mine.Sum(i => i.Net.MinorUnits))
            return $"{batch.Id} says a total of {batch.Total}";
        return batch.State switch
        {
            PayoutState.Settled => batch is { Open: 0, Failed: 0 },
            PayoutState.PartlySettled => batch is { Open: 0, Failed: > 0 },
            PayoutState.Exported => batch.Open > 0,
            PayoutState.Cancelled =>
                mine.TrueForAll(i => i.State is PayoutItemState.Pending or PayoutItemState.Cancelled),
            _ => mine.TrueForAll(i => i.State == PayoutItemState.Pending),
        }
            ? null
            : $"{batch.Id} is {batch.State} with {batch.Open} open and {batch.Failed} failed";
    }

    private string? OfClawBack(ClawBack clawBack)
    {
        var taken = nettings.Where(n => n.ClawBackId == clawBack.Id)
            .Select(n => (n.AmountMinorUnits, Item: items.Single(i => i.Id == n.ItemId))).ToList();
        var planned = taken.Where(t => t.Item.State == PayoutItemState.Pending).Sum(t => t.AmountMinorUnits);
        // Money that the bank sent back was clawed back and may have been taken off: the institution is owed that.
        var least = -clawBack.ReturnedMinorUnits;
        if (planned != clawBack.PlannedMinorUnits || (least == 0 && planned > clawBack.OpenMinorUnits))
            return $"{clawBack.Id} plans {clawBack.PlannedMinorUnits}, its payments {planned}";
        if (clawBack.OpenMinorUnits < least || clawBack.ReturnedMinorUnits > clawBack.Amount.MinorUnits
            || clawBack.State == ClawBackState.Open != (clawBack.OpenMinorUnits != 0))
            return $"{clawBack.Id} is {clawBack.State} with {clawBack.OpenMinorUnits} open";
        // What is about a payment is owed from the start.
        var redemption = redemptions.SingleOrDefault(r => r.Id == clawBack.RedemptionId);
        if (redemption is null && items.Find(i => i.Id == clawBack.PaymentId) is null or { IsOpen: true })
            return $"{clawBack.Id} is about payment '{clawBack.PaymentId}', which did not end";
        var isDone = clawBack.State is ClawBackState.Open or ClawBackState.Closed;
        if (isDone && redemption is not null && redemption.State != RedemptionState.ClawedBack)
            return $"{clawBack.Id} is {clawBack.State}, its redemption {redemption.State}";
        var back = taken.Where(t => IsSent(t.Item) || t.Item.State is PayoutItemState.Paid or PayoutItemState.Netted)
            .Sum(t => t.AmountMinorUnits);
        var repaid = Repaid(clawBack, JournalEvent.ClawBackRepaid) - Repaid(clawBack, JournalEvent.RepaymentUndone);
        back += repaid;
        // What came back with its payment is in no payment any more.
        var wasPaid = redemption is null || redemption.PayoutItemId is not null || repaid > 0;
        var owed = isDone && wasPaid ? clawBack.Amount.MinorUnits : 0;
        return owed - back == clawBack.OpenMinorUnits
            ? null
            : $"{clawBack.Id} has {clawBack.OpenMinorUnits} open; {back} of {owed} came back";
    }

    private long Repaid(ClawBack clawBack, JournalEvent happened) => ledger.Journal.Select(j => j.Line)
        .Where(l => l.Event == happened && l.Subject == clawBack.Key).Sum(l => l.AmountMinorUnits);

    private string? OfRedemptions()
    {
        foreach (var redemption in redemptions)
        {
            var mine = clawBacks.Where(c => c.RedemptionId == redemption.Id).ToList();
            var done = mine.Count(c => c.State is ClawBackState.Open or ClawBackState.Closed);
            if (done != (redemption.State == RedemptionState.ClawedBack ? 1 : 0))
                return $"{redemption.Id} is {redemption.State} with {done} claw-backs";
            if (mine.Count(c => c.State == ClawBackState.Requested) > 1)
                return $"{redemption.Id} is asked back twice";
            if (redemption.State is RedemptionState.InPayout or RedemptionState.Paid
                != (redemption.PayoutItemId is not null) && redemption.State != RedemptionState.ClawedBack)
                return $"{redemption.Id} is {redemption.State} in payment '{redemption.PayoutItemId}'";
        }

        return null;
    }

    // Taken into a payment, paid or freed, in this order and never twice.
    private string? OfJournal()
    {
        var stands = new Dictionary<string, string>();
        foreach (var line in ledger.Journal.Select(j => j.Line))
        {
            var (from, to) = line.Event switch
            {
                JournalEvent.PayoutCollected => ("", "collected"),
                JournalEvent.RedemptionPaid => ("collected", "paid"),
                JournalEvent.RedemptionUnpaid => ("paid", "collected"),
                JournalEvent.PayoutUndone => ("collected paid", ""),
                _ => (null, null),
            };
            if (from is null)
                continue;
            var before = stands.GetValueOrDefault(line.Subject, "");
            if (before != from && (before.Length == 0 || !from.Contains(before, StringComparison.Ordinal)))
                return $"{line.Subject} was '{before}' before {line.Event}";
            stands[line.Subject] = to!;
        }

        var inPayments = redemptions.Where(r => r.PayoutItemId is not null).Select(r => r.VoucherId.Value);
        return stands.Where(s => s.Value.Length > 0).Select(s => s.Key).Order(StringComparer.Ordinal)
            .SequenceEqual(inPayments.Order(StringComparer.Ordinal))
            ? null
            : "the journal says otherwise of what is in payments";
    }
}
