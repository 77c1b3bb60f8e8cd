namespace Vouchers.Ledger;

/// <summary>A step on a whole batch by somebody of the finance office.</summary>
public abstract record PayoutBatchStep(Actor Actor, Id<PayoutBatch> BatchId) : Command<PayoutBatch>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(BatchId);
        if (known.Peek(BatchId) is not null)
            yield return Need.ItemsOf(BatchId);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        return state.Find(BatchId) is { } batch
            ? Step(state, batch, state.All<PayoutItem>(Need.ItemsOf(BatchId)), now)
            : Refusal.NotFound(BatchId);
    }

    /// <summary>The step on a batch that is there.</summary>
    protected abstract Decision Step(
        ILedgerState state, PayoutBatch batch, IReadOnlyList<PayoutItem> items, Timestamp now);
}

/// <summary>A step that brings a batch's money to the bank: what it pays must not have been paid.</summary>
public abstract record PayingStep(Actor Actor, Id<PayoutBatch> BatchId) : PayoutBatchStep(Actor, BatchId)
{
    /// <summary>
    /// Every funding account that is known; the batch's own is looked at in any case. A line of another one may show
    /// what the batch would pay again.
    /// </summary>
    public IReadOnlyList<Id<FundingAccount>> Accounts { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        foreach (var need in base.Needs(known))
            yield return need;
        if (known.Peek(BatchId) is not { } batch)
            yield break;
        yield return Need.NettingsOf(BatchId);
        foreach (var item in known.AllLoaded<PayoutItem>(Need.ItemsOf(BatchId)))
        {
            yield return Need.Of(PayeeAccount.IdOf(item.InstitutionId));
            yield return Need.ClawBacksOf(item.InstitutionId);
        }

        var accounts = AccountsOf(batch);
        foreach (var need in BookedLines.Needs(known, accounts).Concat(BookedLines.StatementNeeds(known, accounts)))
            yield return need;
    }

    /// <summary>The open months whose lines were asked; the step writes them unchanged.</summary>
    protected IReadOnlyList<Period> Months(ILedgerState state, PayoutBatch batch) =>
        BookedLines.Months(state, AccountsOf(batch));

    private IReadOnlyList<Id<FundingAccount>> AccountsOf(PayoutBatch batch) =>
        [.. Accounts.Prepend(batch.FundingAccountId).Distinct()];
}

/// <summary>
/// Approves a drafted batch. Three people stand behind it: who made it, who approves it, and who last changed the
/// bank account of any institution in it; none of them may be another one.
/// </summary>
public sealed record ApprovePayoutBatch(Actor Actor, Id<PayoutBatch> BatchId) : PayingStep(Actor, BatchId)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        foreach (var need in base.Needs(known))
            yield return need;
        if (known.Peek(BatchId) is { } batch)
            yield return Need.Of(batch.FundingAccountId);
    }

    /// <inheritdoc/>
    protected override Decision Step(
        ILedgerState state, PayoutBatch batch, IReadOnlyList<PayoutItem> items, Timestamp now)
    {
        var funding = state.Find(batch.FundingAccountId)!;
        if (items.Select(i => PayeeOf(state, i).MayNotBePaid(funding.CoolingOffHours, now)).OfType<Refusal>()
            .MinBy(r => r.Code) is { } mayNot)
            return mayNot;
        if (batch.State != PayoutState.Draft)
            return batch.OutOfOrder("approved", "Draft");
        if (items.Select(i => Changed(PayeeOf(state, i), i)).FirstOrDefault(r => r is not null) is { } changed)
            return changed;
        var months = Months(state, batch);
        if (PayoutBooks.MayPayTwice(state, months, batch, items) is { } twice)
            return twice;
        if (SamePerson(batch, items) is { } same)
            return same;
        batch = batch with { State = PayoutState.Approved, ApprovedBy = Actor.Subject, ApprovedAt = now };
        return Accept(batch, [batch, .. months], [new(JournalEvent.PayoutApproved, batch.Key, Note: $"{batch.Total}")]);
    }

    private static PayeeAccount PayeeOf(ILedgerState state, PayoutItem item) =>
        state.Find(PayeeAccount.IdOf(item.InstitutionId))!;

    private static Refusal? Changed(PayeeAccount payee, PayoutItem item) =>
        payee.Bank == item.Payee && payee.ChangedBy == item.PayeeChangedBy
            ? null
            : Refusal.Of(RefusalCode.PayeeAccountChanged,
                $"The account of '{item.InstitutionId}' was changed at {payee.ChangedAt}, after this batch was "
                + "drafted; cancel the batch and make it again.",
                ("institution", item.InstitutionId.Value), ("changed_at", payee.ChangedAt.ToString()));

    private Refusal? SamePerson(PayoutBatch batch, IReadOnlyList<PayoutItem> items)
    {
        if (batch.MadeBy == Actor.Subject)
            return FourEyes.Refuse($"approve batch '{batch.Id}'", "made it", Actor);
        if (items.FirstOrDefault(i => i.PayeeChangedBy == Actor.Subject) is { } own)
            return FourEyes.Refuse($"approve batch '{batch.Id}'",
                $"entered the bank account of '{own.InstitutionId}' in it", Actor);
        return items.FirstOrDefault(i => i.PayeeChangedBy == batch.MadeBy) is { } makers
            ? Refusal.Of(RefusalCode.SamePerson,
                $"'{batch.MadeBy}' made batch '{batch.Id}' and entered the bank account of "
                + $"'{makers.InstitutionId}' in it; cancel it and let somebody else make it.",
                ("subject", batch.MadeBy), ("step", "make the batch"), ("institution", makers.InstitutionId.Value))
            : null;
    }
}

/// <summary>Gives up a batch that was not exported. The clock frees its redemptions, payment by payment.</summary>
public sealed record CancelPayoutBatch(Actor Actor, Id<PayoutBatch> BatchId, string Reason)
    : PayoutBatchStep(Actor, BatchId)
{
    /// <inheritdoc/>
    protected override Decision Step(
        ILedgerState state, PayoutBatch batch, IReadOnlyList<PayoutItem> items, Timestamp now)
    {
        if (batch.State is not (PayoutState.Collecting or PayoutState.Draft or PayoutState.Approved))
            return batch.OutOfOrder("cancelled", "Collecting, Draft or Approved");
        // While it collects, a batch has not counted its payments yet; the clock frees as many as are open.
        batch = batch with { State = PayoutState.Cancelled, Items = items.Count, Open = items.Count };
        return Accept(batch, [batch], [new(JournalEvent.PayoutCancelled, batch.Key, Note: Reason)]);
    }
}
