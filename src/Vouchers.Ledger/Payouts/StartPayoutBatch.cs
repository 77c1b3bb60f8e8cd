namespace Vouchers.Ledger;

/// <summary>Starts a payout batch; the clock collects what is payable into it.</summary>
/// <param name="Actor">Finance: the maker.</param>
/// <param name="FundingAccountId">The account that pays.</param>
/// <param name="CutOff">What was earned until this time is collected; not in the future.</param>
/// <param name="PayOn">The day on which the bank is asked to pay.</param>
public sealed record StartPayoutBatch(
    Actor Actor, Id<FundingAccount> FundingAccountId, Timestamp CutOff, Timestamp PayOn)
    : Command<PayoutBatch>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(FundingAccountId);
        yield return Need.Of(Counter.PayoutBatches);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (CutOff > now)
            return Refusal.Invalid("cut_off", $"must not be in the future, is {CutOff}");
        if (PayOn < now - TimeSpan.FromDays(1))
            return Refusal.Invalid("pay_on", $"must not be in the past, is {PayOn}");
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        if (state.Find(FundingAccountId) is not { } funding)
            return Refusal.NotFound(FundingAccountId);
        var counter = Counter.Next(state, Counter.PayoutBatches);
        var batch = new PayoutBatch(Id<PayoutBatch>.Parse($"pay-{counter.Last:000000}"), FundingAccountId, CutOff,
            PayOn, PayoutState.Collecting, Actor.Subject, now, "", 0, 0, 0, 0, 0, new Money(0, funding.Currency), "",
            null, null, "");
        return Accept(batch, [batch, counter],
            [new(JournalEvent.PayoutStarted, batch.Key, Note: $"earned until {CutOff}")]);
    }
}
