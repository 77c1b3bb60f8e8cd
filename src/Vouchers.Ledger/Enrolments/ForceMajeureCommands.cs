namespace Vouchers.Ledger;

/// <summary>Asks that a redemption earns despite its programme's gate.</summary>
/// <param name="Actor">A programme officer.</param>
/// <param name="Id">The request's id, drawn by the caller.</param>
/// <param name="RedemptionId">What waits for its gate.</param>
/// <param name="Reason">Why the gate cannot be met.</param>
public sealed record RequestForceMajeure(
    Actor Actor, Id<ForceMajeure> Id, Id<Redemption> RedemptionId, string Reason) : Command<ForceMajeure>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(Id);
        yield return Need.Of(RedemptionId);
        if (known.Peek(RedemptionId) is { } redemption)
            yield return Need.ForceMajeuresOf(redemption.InstitutionId);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Reason.Length == 0)
            return Refusal.Invalid("reason", "must be given");
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(RedemptionId) is not { } redemption)
            return Refusal.NotFound(RedemptionId);
        if (state.Find(Id) is not null)
            return Refusal.AlreadyExists(Id);
        if (redemption.State != RedemptionState.Confirmed)
            return Refusal.Of(RefusalCode.ForceMajeureOutOfOrder,
                $"Receipt {redemption.Receipt} is {redemption.State}; only what is Confirmed waits for a gate.",
                ("receipt", redemption.Receipt), ("state", redemption.State.ToString()));
        if (state.All<ForceMajeure>(Need.ForceMajeuresOf(redemption.InstitutionId)).FirstOrDefault(
            f => f.RedemptionId == RedemptionId && f.State == ForceMajeureState.Requested) is { } earlier)
            return Refusal.Of(RefusalCode.ForceMajeureOutOfOrder,
                $"'{earlier.RequestedBy}' asked it for receipt {redemption.Receipt} at {earlier.RequestedAt}; " +
                "decide that first.", ("receipt", redemption.Receipt), ("force_majeure", earlier.Key));
        var asked = new ForceMajeure(Id, RedemptionId, redemption.ProgrammeId, redemption.InstitutionId,
            redemption.Amount, ForceMajeureState.Requested, Reason, Actor.Subject, now, "", null);
        return Accept(asked, [asked],
            [new(JournalEvent.ForceMajeureRequested, redemption.VoucherId.Value, Note: Reason)]);
    }
}

/// <summary>A second officer lets a redemption earn by force majeure, or does not.</summary>
/// <param name="Actor">A programme officer; never who asked for it.</param>
/// <param name="Id">The request.</param>
/// <param name="IsApproved">False to decline it.</param>
public sealed record DecideForceMajeure(Actor Actor, Id<ForceMajeure> Id, bool IsApproved)
    : Command<ForceMajeure>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(Id);
        if (known.Peek(Id) is not { } asked)
            yield break;
        yield return Need.Of(asked.RedemptionId);
        yield return Need.Of(asked.ProgrammeId);
        yield return Need.Of(asked.InstitutionId);
        if (known.Peek(asked.ProgrammeId) is not { } programme
            || known.Peek(asked.InstitutionId) is not { } institution)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Unearned));
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Payable));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(Id) is not { } asked)
            return Refusal.NotFound(Id);
        if (asked.State != ForceMajeureState.Requested)
            return Refusal.Of(RefusalCode.ForceMajeureOutOfOrder,
                $"'{asked.DecidedBy}' decided it at {asked.DecidedAt}: {asked.State}.",
                ("force_majeure", Id.Value), ("state", asked.State.ToString()));
        var redemption = state.Find(asked.RedemptionId)!;
        // Late evidence may have come meanwhile, or the redemption may have been undone.
        if (IsApproved && redemption.State != RedemptionState.Confirmed)
            return Refusal.Of(RefusalCode.ForceMajeureOutOfOrder,
                $"Receipt {redemption.Receipt} is {redemption.State} by now; decline the request.",
                ("receipt", redemption.Receipt), ("state", redemption.State.ToString()));
        if (asked.RequestedBy == Actor.Subject)
            return FourEyes.Refuse("decide this force majeure", "asked for it", Actor);
        asked = asked with
        {
            State = IsApproved ? ForceMajeureState.Approved : ForceMajeureState.Declined,
            DecidedBy = Actor.Subject,
            DecidedAt = now,
        };
        return IsApproved
            ? Accept(asked, [asked, redemption with { State = RedemptionState.Earned, EarnedAt = now }],
                [Earn(state, asked, redemption)])
            : Accept(asked, [asked], [new(JournalEvent.ForceMajeureDeclined, redemption.VoucherId.Value,
                Note: redemption.Receipt)]);
    }

    private static JournalLine Earn(ILedgerState state, ForceMajeure asked, Redemption redemption)
    {
        var (programme, institution) = (state.Find(asked.ProgrammeId)!, state.Find(asked.InstitutionId)!);
        return JournalLine.Transfer(JournalEvent.ForceMajeureEarned, redemption.VoucherId.Value,
            AccountId.Of(programme, institution, AccountKind.Unearned),
            AccountId.Of(programme, institution, AccountKind.Payable), redemption.Amount,
            $"{redemption.Receipt}: {asked.Reason}");
    }
}
