namespace Vouchers.Ledger;

/// <summary>
/// One step of collecting a batch. It moves the cursor in the transaction that collects, so a step that was taken
/// is never taken again; a redemption that is in a payment is never payable at the same time.
/// </summary>
/// <param name="Actor">The service.</param>
/// <param name="BatchId">The batch.</param>
/// <param name="ExpectedCursor">Where the batch stood when the candidates were read.</param>
/// <param name="Candidates">The next earned redemptions in the order of their ids.</param>
/// <param name="IsLast">True where no more follow.</param>
public sealed record CollectPayout(
    Actor Actor, Id<PayoutBatch> BatchId, string ExpectedCursor, IReadOnlyList<Id<Redemption>> Candidates, bool IsLast)
    : Command<PayoutBatch>(Actor)
{
    /// <summary>
    /// In the last step, claw-backs that institutions are owed: those are paid also where nothing else is payable.
    /// </summary>
    public IReadOnlyList<Id<ClawBack>> Owed { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(BatchId);
        if (known.Peek(BatchId) is not { } batch)
            yield break;
        yield return Need.Of(batch.FundingAccountId);
        foreach (var id in Owed)
        {
            yield return Need.Of(id);
            if (known.Peek(id) is not { } clawBack)
                continue;
            yield return Need.Of(clawBack.ProgrammeId);
            yield return Need.Of(clawBack.InstitutionId);
            yield return Need.Of(PayeeAccount.IdOf(clawBack.InstitutionId));
            yield return Need.ClawBacksOf(clawBack.InstitutionId);
            if (known.Peek(clawBack.ProgrammeId) is { } programme
                && known.Peek(clawBack.InstitutionId) is { } institution)
                yield return Need.Of(PayoutItem.IdOf(BatchId, programme.Number, institution.Number));
        }

        foreach (var id in Candidates)
        {
            yield return Need.Of(id);
            if (known.Peek(id) is not { } redemption)
                continue;
            yield return Need.Of(redemption.ProgrammeId);
            yield return Need.Of(redemption.InstitutionId);
            yield return Need.Of(PayeeAccount.IdOf(redemption.InstitutionId));
            if (known.Peek(redemption.ProgrammeId) is not { } programme
                || known.Peek(redemption.InstitutionId) is not { } institution)
                continue;
            yield return Need.Of(PayoutItem.IdOf(BatchId, programme.Number, institution.Number));
            yield return Need.ClawBacksOf(institution.Id);
            yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Clearing));
        }

        if (!IsLast)
            yield break;
        yield return Need.ItemsOf(BatchId);
        foreach (var item in known.AllLoaded<PayoutItem>(Need.ItemsOf(BatchId)))
            yield return Need.ClawBacksOf(item.InstitutionId);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.System) is { } lacks)
            return lacks;
        if (state.Find(BatchId) is not { } batch)
            return Refusal.NotFound(BatchId);
        if (batch.State != PayoutState.Collecting || batch.Cursor != ExpectedCursor)
            return Accept(batch, [], []);
        var step = new PayoutCollection(state, batch, state.Find(batch.FundingAccountId)!, now);
        foreach (var id in Candidates)
            step.Consider(state.Find(id)!);
        foreach (var id in IsLast ? Owed : [])
            step.Consider(state.Find(id)!);
        batch = step.Finish(Candidates.Count > 0 ? Candidates[^1].Value : batch.Cursor, IsLast);
        return Accept(batch, step.Puts, step.Lines);
    }
}

/// <summary>What one step collects.</summary>
internal sealed class PayoutCollection(
    ILedgerState state, PayoutBatch batch, FundingAccount funding, Timestamp now)
{
    private readonly Dictionary<Id<PayoutItem>, PayoutItem> items = [];
    private readonly List<Entity> collected = [];
    private readonly HashSet<Id<PayoutItem>> owed = [];
    private int heldBack;

    public List<Entity> Puts { get; } = [];

    public List<JournalLine> Lines { get; } = [];

    public void Consider(Redemption redemption)
    {
        if (redemption.State != RedemptionState.Earned || redemption.EarnedAt > batch.CutOff
            || redemption.Amount.Currency != funding.Currency)
            return;
        var programme = state.Find(redemption.ProgrammeId)!;
        var institution = state.Find(redemption.InstitutionId)!;
        var payee = state.Find(PayeeAccount.IdOf(institution.Id));
        if (payee is null || payee.MayNotBePaid(funding.CoolingOffHours, now) is not null)
        {
            heldBack++;
            return;
        }

        var item = ItemOf(programme, institution, payee);
        if (item.Redemptions == PayoutItem.MaxRedemptions || IsOverLimit(programme, institution, item, redemption))
        {
            heldBack++;
            return;
        }

        items[item.Id] = item with
        {
            Gross = item.Gross + redemption.Amount,
            Redemptions = item.Redemptions + 1,
        };
        collected.Add(redemption with { State = RedemptionState.InPayout, PayoutItemId = item.Id });
        Lines.Add(new JournalLine(JournalEvent.PayoutCollected, redemption.VoucherId.Value, Note: item.Key));
    }

    /// <summary>A payment of what the institution is owed, whether or not it is of a redemption too.</summary>
    public void Consider(ClawBack clawBack)
    {
        var payee = state.Find(PayeeAccount.IdOf(clawBack.InstitutionId));
        if (clawBack.State == ClawBackState.Open && clawBack.FreeMinorUnits < 0
            && clawBack.Amount.Currency == funding.Currency
            && payee is not null && payee.MayNotBePaid(funding.CoolingOffHours, now) is null)
            owed.Add(ItemOf(
                state.Find(clawBack.ProgrammeId)!, state.Find(clawBack.InstitutionId)!, payee).Id);
    }

    public PayoutBatch Finish(string cursor, bool isLast)
    {
        Puts.AddRange(collected);
        var after = batch with
        {
            Cursor = cursor,
            Redemptions = batch.Redemptions + collected.Count,
            HeldBack = batch.HeldBack + heldBack,
        };
        var grown = items.Values.Where(i => i.Redemptions > 0 || owed.Contains(i.Id)).ToList();
        if (isLast && grown.Count == 0 && state.All<PayoutItem>(Need.ItemsOf(batch.Id)).Count == 0)
        {
            // A batch without a payment would only be something to approve or to forget.
            after = after with { State = PayoutState.Cancelled };
            Lines.Add(new JournalLine(JournalEvent.PayoutCancelled, batch.Key,
                Note: $"nothing is payable, {after.HeldBack} redemptions are held back"));
        }
        else if (isLast)
        {
            // Claw-backs are taken off once all is collected, so that each meets the whole of a payment.
            var all = state.All<PayoutItem>(Need.ItemsOf(batch.Id)).ExceptBy(grown.Select(i => i.Id), i => i.Id)
                .Concat(grown).OrderBy(i => i.Key, StringComparer.Ordinal).ToList();
            grown = all.ConvertAll(TakeOff);
            after = after with
            {
                State = PayoutState.Draft,
                Items = all.Count,
                Open = all.Count,
                Total = grown.Aggregate(batch.Total, (sum, item) => sum + item.Net),
            };
            Lines.Add(new JournalLine(JournalEvent.PayoutDrafted, batch.Key,
                Note: $"{after.Items} payments, {after.Redemptions} redemptions, {after.Total}"));
        }

        Puts.AddRange(grown);
        Puts.Add(after);
        return after;
    }

    private PayoutItem ItemOf(Programme programme, Institution institution, PayeeAccount payee)
    {
        var id = PayoutItem.IdOf(batch.Id, programme.Number, institution.Number);
        if (items.TryGetValue(id, out var item))
            return item;
        item = state.Find(id) ?? new PayoutItem(batch.Id, programme.Id, institution.Id, programme.Number,
            institution.Number, new Money(0, funding.Currency), 0, 0, payee.Bank, payee.ChangedBy,
            PayoutItemState.Pending, "", null);
        items.Add(id, item);
        return item;
    }

    // What is on its way and not seen on a statement counts against what the programme lets an institution be owed.
    private bool IsOverLimit(Programme programme, Institution institution, PayoutItem item, Redemption redemption)
    {
        var limit = programme.Rules.ExposureLimitMinorUnits;
        if (limit == 0)
            return false;
        var sent = state.Balance(AccountId.Of(programme, institution, AccountKind.Clearing));
        return checked(sent + item.Gross.MinorUnits + redemption.Amount.MinorUnits) > limit;
    }

    private PayoutItem TakeOff(PayoutItem item)
    {
        // What the institution is owed comes first, so that what it owes is taken off the whole.
        foreach (var open in state.All<ClawBack>(Need.ClawBacksOf(item.InstitutionId))
            .Where(c => c.State == ClawBackState.Open && c.ProgrammeId == item.ProgrammeId && c.FreeMinorUnits != 0)
            .OrderBy(c => c.FreeMinorUnits > 0))
        {
            var taken = Math.Min(open.FreeMinorUnits, item.Net.MinorUnits);
            if (taken == 0)
                break;
            item = item with { NettedMinorUnits = item.NettedMinorUnits + taken };
            Puts.Add(open with { PlannedMinorUnits = open.PlannedMinorUnits + taken });
            Puts.Add(new Netting(batch.Id, item.Id, open.Id, taken));
        }

        return item;
    }
}
