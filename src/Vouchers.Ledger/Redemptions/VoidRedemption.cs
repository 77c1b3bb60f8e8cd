namespace Vouchers.Ledger;

/// <summary>Undoes a redemption within the programme's window and before it is paid out.</summary>
public sealed record VoidRedemption(Actor Actor, Id<Redemption> RedemptionId, string Reason)
    : Command<Redemption>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        Actor.Device is { } device
            ? UndoNeeds(known, RedemptionId).Append(Need.Of(device))
            : UndoNeeds(known, RedemptionId);

    /// <summary>The rows that undoing a redemption changes.</summary>
    internal static IEnumerable<Need> UndoNeeds(ILedgerState known, Id<Redemption> id)
    {
        yield return Need.Of(id);
        if (known.Peek(id) is not { } redemption)
            yield break;
        yield return Need.Of(redemption.VoucherId);
        yield return Need.VouchersOf(redemption.CitizenId);
        yield return Need.Of(redemption.ProgrammeId);
        yield return Need.Of(redemption.InstitutionId);
        if (known.Peek(redemption.ProgrammeId) is not { } programme
            || known.Peek(redemption.InstitutionId) is not { } institution)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Available));
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Outstanding));
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Unearned));
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Payable));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.InstitutionOperator, Role.Device, Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        // Another institution's redemption looks as if it were not there.
        if (state.Find(RedemptionId) is not { } redemption
            || Actor.CannotActFor(redemption.InstitutionId) is not null)
            return Refusal.NotFound(RedemptionId);
        if (CounterNeeds.DeviceRefuses(state, Actor) is { } deviceRefused)
            return deviceRefused;
        var programme = state.Find(redemption.ProgrammeId)!;
        if (MayNotVoid(redemption, programme.Rules, now) is { } mayNot)
            return mayNot;
        return Undo(state, redemption, programme, Reason, now);
    }

    private static Refusal? MayNotVoid(Redemption redemption, ProgrammeRules rules, Timestamp now)
    {
        if (redemption.State == RedemptionState.Voided)
            return Refusal.Of(RefusalCode.RedemptionVoided,
                $"Receipt {redemption.Receipt} was voided at {redemption.VoidedAt}.",
                ("receipt", redemption.Receipt), ("voided_at", redemption.VoidedAt?.ToString() ?? ""));
        if (redemption.State == RedemptionState.ClawedBack)
            return Refusal.Of(RefusalCode.RedemptionVoided,
                $"Receipt {redemption.Receipt} was clawed back: its money was taken back already, so that nothing is "
                + "left to void.",
                ("receipt", redemption.Receipt), ("state", redemption.State.ToString()));
        var closes = redemption.RedeemedAt + TimeSpan.FromHours(rules.VoidWindowHours);
        if (now >= closes)
            return Refusal.Of(RefusalCode.VoidWindowClosed,
                $"Receipt {redemption.Receipt} could be voided until {closes}; ask the bureau for a claw-back.",
                ("receipt", redemption.Receipt), ("closed_at", closes.ToString()), ("now", now.ToString()));
        return redemption.State is RedemptionState.Confirmed or RedemptionState.Earned
            ? null
            : Refusal.Of(RefusalCode.RedemptionInPayout,
                $"Receipt {redemption.Receipt} is {(redemption.State == RedemptionState.Paid ? "paid" : "in a payout")}"
                + "; ask the bureau for a claw-back.",
                ("receipt", redemption.Receipt), ("state", redemption.State.ToString()));
    }

    /// <summary>
    /// Gives the voucher back. The face that the redemption left goes back with the amount, as far as the budget still
    /// has it: it may have been promised to somebody else meanwhile.
    /// </summary>
    internal static Decision Undo(
        ILedgerState state, Redemption redemption, Programme programme, string reason, Timestamp now)
    {
        var voucher = state.Find(redemption.VoucherId)!;
        var available = AccountId.Of(programme, AccountKind.Available);
        var outstanding = AccountId.Of(programme, AccountKind.Outstanding);
        var from = AccountId.Of(programme, state.Find(redemption.InstitutionId)!,
            redemption.State == RedemptionState.Earned ? AccountKind.Payable : AccountKind.Unearned);
        List<JournalLine> lines =
        [
            JournalLine.Transfer(JournalEvent.RedemptionVoided, voucher.Key, from, outstanding, redemption.Amount,
                redemption.Receipt),
        ];
        var rest = Money.Min(redemption.Face - redemption.Amount,
            new Money(Math.Max(0, state.Balance(available)), redemption.Amount.Currency));
        var freed = VoucherRules.Freed(voucher, VoucherState.Active) with { Face = redemption.Amount + rest };
        var isLapsed = voucher.ValidUntil <= now;
        if (isLapsed || IssueRules.IsReplaced(state, programme, voucher))
        {
            freed = freed with
            {
                State = isLapsed ? VoucherState.Expired : VoucherState.Revoked,
                Face = redemption.Amount,
            };
            lines.Add(JournalLine.Transfer(
                isLapsed ? JournalEvent.VoucherExpired : JournalEvent.VoucherRevoked, voucher.Key, outstanding,
                available, redemption.Amount, isLapsed ? null : "another live voucher took its place"));
        }
        else if (rest.MinorUnits > 0)
        {
            lines.Add(JournalLine.Transfer(JournalEvent.VoidRest, voucher.Key, available, outstanding, rest));
        }

        var voided = redemption with { State = RedemptionState.Voided, VoidedAt = now, VoidReason = reason };
        return Accept(voided, [freed, voided], lines);
    }
}
