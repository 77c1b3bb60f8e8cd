namespace Vouchers.Ledger;

/// <summary>Asks for a redemption's money back.</summary>
/// <param name="Actor">Finance or a programme officer.</param>
/// <param name="Id">The claw-back's id, drawn by the caller.</param>
/// <param name="RedemptionId">What was wrongly redeemed.</param>
/// <param name="Reason">Why.</param>
public sealed record RequestClawBack(Actor Actor, Id<ClawBack> Id, Id<Redemption> RedemptionId, string Reason)
    : Command<ClawBack>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(Id);
        yield return Need.Of(RedemptionId);
        if (known.Peek(RedemptionId) is { } redemption)
            yield return Need.ClawBacksOf(redemption.InstitutionId);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Reason.Length == 0)
            return Refusal.Invalid("reason", "must be given");
        if (Actor.Lacks(Role.Finance, Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (state.Find(RedemptionId) is not { } redemption)
            return Refusal.NotFound(RedemptionId);
        if (state.Find(Id) is not null)
            return Refusal.AlreadyExists(Id);
        if (redemption.State is RedemptionState.Voided or RedemptionState.ClawedBack)
            return Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                $"Receipt {redemption.Receipt} is {redemption.State}; there is nothing to claw back.",
                ("receipt", redemption.Receipt), ("state", redemption.State.ToString()));
        if (state.All<ClawBack>(Need.ClawBacksOf(redemption.InstitutionId)).FirstOrDefault(
            c => c.RedemptionId == RedemptionId && c.State == ClawBackState.Requested) is { } earlier)
            return Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                $"Receipt {redemption.Receipt} was asked back by '{earlier.RequestedBy}' already; decide that first.",
                ("receipt", redemption.Receipt), ("claw_back", earlier.Key));
        var clawBack = new ClawBack(Id, RedemptionId, null, redemption.ProgrammeId, redemption.InstitutionId,
            redemption.Amount, 0, 0, 0, ClawBackState.Requested, Reason, Actor.Subject, now, "", null);
        return Accept(clawBack, [clawBack],
            [new(JournalEvent.ClawBackRequested, redemption.VoucherId.Value, Note: Reason)]);
    }
}

/// <summary>A second person lets a claw-back happen, or does not.</summary>
/// <param name="Actor">Finance; never who asked for it.</param>
/// <param name="Id">The claw-back.</param>
/// <param name="IsApproved">False to decline it.</param>
public sealed record DecideClawBack(Actor Actor, Id<ClawBack> Id, bool IsApproved) : Command<ClawBack>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(Id);
        if (known.Peek(Id) is not { } clawBack)
            yield break;
        if (clawBack.RedemptionId is { } redemption)
            yield return Need.Of(redemption);
        yield return Need.Of(clawBack.ProgrammeId);
        yield return Need.Of(clawBack.InstitutionId);
        if (known.Peek(clawBack.ProgrammeId) is not { } programme
            || known.Peek(clawBack.InstitutionId) is not { } institution)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Available));
        foreach (var kind in (AccountKind[])[AccountKind.Unearned, AccountKind.Payable, AccountKind.Receivable])
            yield return Need.Balance(AccountId.Of(programme, institution, kind));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        if (state.Find(Id) is not { } clawBack)
            return Refusal.NotFound(Id);
        // One that is about a payment was never requested: it is open from the start.
        if (clawBack.RedemptionId is not { } id || state.Find(id) is not { } redemption)
            return Decided(clawBack);
        if (IsApproved && redemption.State == RedemptionState.InPayout)
            return Refusal.Of(RefusalCode.RedemptionInPayout,
                $"Receipt {redemption.Receipt} is in a payment; wait until it is on a statement, or cancel its batch.",
                ("receipt", redemption.Receipt), ("state", redemption.State.ToString()));
        if (clawBack.State != ClawBackState.Requested)
            return Decided(clawBack);
        if (IsApproved && From(redemption.State) is null)
            return Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                $"Receipt {redemption.Receipt} is {redemption.State}; decline the claw-back.",
                ("receipt", redemption.Receipt), ("state", redemption.State.ToString()));
        if (clawBack.RequestedBy == Actor.Subject)
            return FourEyes.Refuse("decide this claw-back", "asked for it", Actor);
        clawBack = clawBack with { DecidedBy = Actor.Subject, DecidedAt = now };
        return IsApproved ? Approve(state, clawBack, redemption) : Decline(clawBack, redemption);
    }

    private static Refusal Decided(ClawBack clawBack) => Refusal.Of(RefusalCode.ClawBackOutOfOrder,
        $"The claw-back was decided at {clawBack.DecidedAt}.", ("claw_back", clawBack.Key),
        ("state", clawBack.State.ToString()));

    private static AccountKind? From(RedemptionState state) => state switch
    {
        RedemptionState.Confirmed => AccountKind.Unearned,
        RedemptionState.Earned => AccountKind.Payable,
        RedemptionState.Paid => AccountKind.Receivable,
        _ => null,
    };

    private static Decision Decline(ClawBack clawBack, Redemption redemption)
    {
        clawBack = clawBack with { State = ClawBackState.Declined };
        return Accept(clawBack, [clawBack],
            [new(JournalEvent.ClawBackDeclined, redemption.VoucherId.Value, Note: redemption.Receipt)]);
    }

    private static Decision Approve(ILedgerState state, ClawBack clawBack, Redemption redemption)
    {
        var programme = state.Find(clawBack.ProgrammeId)!;
        var from = From(redemption.State)!.Value;
        // What was paid is owed by the institution until a payment takes it off or it is paid back.
        var open = from == AccountKind.Receivable ? clawBack.Amount.MinorUnits : 0;
        clawBack = clawBack.WithOpen(open);
        var line = JournalLine.Transfer(JournalEvent.ClawedBack, redemption.VoucherId.Value,
            AccountId.Of(programme, state.Find(clawBack.InstitutionId)!, from),
            AccountId.Of(programme, AccountKind.Available), clawBack.Amount, clawBack.Reason);
        return Accept(clawBack, [clawBack, redemption with { State = RedemptionState.ClawedBack }], [line]);
    }
}

/// <summary>An institution paid back what was clawed back, as a statement shows.</summary>
/// <param name="Actor">Finance, or the service on its behalf.</param>
/// <param name="Id">The claw-back.</param>
/// <param name="Amount">At most what is open and in no payment's plan.</param>
/// <param name="Line">The statement's line, for the journal.</param>
public sealed record RepayClawBack(Actor Actor, Id<ClawBack> Id, Money Amount, string Line) : Command<ClawBack>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(Id);
        if (known.Peek(Id) is not { } clawBack)
            yield break;
        yield return Need.Of(clawBack.ProgrammeId);
        yield return Need.Of(clawBack.InstitutionId);
        if (known.Peek(clawBack.ProgrammeId) is not { } programme
            || known.Peek(clawBack.InstitutionId) is not { } institution)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Paid));
        yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Receivable));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Amount.MinorUnits <= 0)
            return Refusal.Invalid("amount", $"must be 1 minor unit or more, is {Amount.MinorUnits}");
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        if (state.Find(Id) is not { } clawBack)
            return Refusal.NotFound(Id);
        var free = new Money(clawBack.FreeMinorUnits, clawBack.Amount.Currency);
        if (Amount.Currency != free.Currency)
            return Refusal.Of(RefusalCode.CurrencyMismatch,
                $"The claw-back is in {free.Currency}; the amount is in {Amount.Currency}.",
                ("currency", Amount.Currency.ToString()));
        if (clawBack.State != ClawBackState.Open || Amount > free)
            return Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                $"{free} of the claw-back is open and in no payment's plan; {Amount} cannot be paid back to it.",
                ("claw_back", Id.Value), ("open", $"{free.MinorUnits}"), ("amount", $"{Amount.MinorUnits}"));
        var programme = state.Find(clawBack.ProgrammeId)!;
        var institution = state.Find(clawBack.InstitutionId)!;
        clawBack = clawBack.WithOpen(clawBack.OpenMinorUnits - Amount.MinorUnits);
        var line = JournalLine.Transfer(JournalEvent.ClawBackRepaid, clawBack.Key,
            AccountId.Of(programme, institution, AccountKind.Paid),
            AccountId.Of(programme, institution, AccountKind.Receivable), Amount, Line);
        return Accept(clawBack, [clawBack], [line]);
    }
}
