namespace Vouchers.Ledger;

/// <summary>A step of one voucher that needs the voucher, its programme and the accounts of its face.</summary>
public abstract record VoucherStep(Actor Actor, Id<Voucher> VoucherId) : Command<Voucher>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(VoucherId);
        if (Actor.Device is { } device)
            yield return Need.Of(device);
        if (known.Peek(VoucherId) is not { } voucher)
            yield break;
        foreach (var need in VoucherRules.Needs(known, voucher))
            yield return need;
        yield return Need.Of(voucher.ProgrammeId);
        if (known.Peek(voucher.ProgrammeId) is not { } programme)
            yield break;
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Available));
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Outstanding));
        yield return Need.Balance(AccountId.Of(programme, AccountKind.Reserved));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Allowed) is { } lacks)
            return lacks;
        if (state.Find(VoucherId) is not { } voucher)
            return Refusal.NotFound(VoucherId);
        if (MayNotTouch(voucher) is { } other)
            return other;
        return Step(state, voucher, state.Find(voucher.ProgrammeId)!, now);
    }

    /// <summary>The roles that may take the step.</summary>
    protected abstract Role[] Allowed { get; }

    /// <summary>Judges the step itself.</summary>
    protected abstract Decision Step(ILedgerState state, Voucher voucher, Programme programme, Timestamp now);

    // A voucher of somebody else looks as if it were not there: its id tells nothing to who may not see it.
    private Refusal? MayNotTouch(Voucher voucher) => Actor.Role switch
    {
        Role.Citizen when Actor.IsNot(voucher.CitizenId) is not null => Refusal.NotFound(VoucherId),
        Role.InstitutionOperator or Role.Device when voucher.InstitutionId is not { } institution
            || Actor.CannotActFor(institution) is not null => Refusal.NotFound(VoucherId),
        _ => null,
    };
}

/// <summary>Holds a voucher for a check.</summary>
public sealed record SuspendVoucher(Actor Actor, Id<Voucher> VoucherId, string Reason) : VoucherStep(Actor, VoucherId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Voucher voucher, Programme programme, Timestamp now)
    {
        if (VoucherRules.NotUsable(state, voucher, now) is { } notUsable)
            return notUsable;
        voucher = voucher with { Suspended = true };
        return Accept(voucher, [voucher], [new(JournalEvent.VoucherSuspended, voucher.Key, Note: Reason)]);
    }
}

/// <summary>Ends a suspension.</summary>
public sealed record ResumeVoucher(Actor Actor, Id<Voucher> VoucherId, string Reason) : VoucherStep(Actor, VoucherId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Voucher voucher, Programme programme, Timestamp now)
    {
        if (!voucher.Suspended)
            return Refusal.Of(RefusalCode.VoucherNotSuspended, "The voucher is not suspended.",
                ("voucher", voucher.Key));
        voucher = voucher with { Suspended = false };
        return Accept(voucher, [voucher], [new(JournalEvent.VoucherResumed, voucher.Key, Note: Reason)]);
    }
}

/// <summary>Takes an unused voucher back for good; its face returns to the budget.</summary>
public sealed record RevokeVoucher(Actor Actor, Id<Voucher> VoucherId, string Reason) : VoucherStep(Actor, VoucherId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Voucher voucher, Programme programme, Timestamp now)
    {
        if (VoucherRules.NotUsable(state, voucher with { Suspended = false }, now) is { } notUsable)
            return notUsable;
        var line = JournalLine.Transfer(JournalEvent.VoucherRevoked, voucher.Key,
            VoucherRules.FaceAccount(programme, voucher), AccountId.Of(programme, AccountKind.Available),
            voucher.Face, Reason);
        voucher = VoucherRules.Freed(voucher, VoucherState.Revoked) with { Suspended = false };
        return Accept(voucher, [voucher], [line]);
    }
}

/// <summary>Makes a new PIN and forgets wrong attempts.</summary>
public sealed record ResetVoucherPin(Actor Actor, Id<Voucher> VoucherId) : VoucherStep(Actor, VoucherId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.ProgrammeOfficer, Role.Citizen];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Voucher voucher, Programme programme, Timestamp now)
    {
        voucher = voucher with { PinGeneration = voucher.PinGeneration + 1, PinFailures = 0 };
        return Accept(voucher, [voucher], [new(JournalEvent.PinReset, voucher.Key)]);
    }
}

/// <summary>Expires a lapsed voucher or times out its reservation, whichever is due; else changes nothing.</summary>
public sealed record LapseVoucher(Actor Actor, Id<Voucher> VoucherId) : VoucherStep(Actor, VoucherId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.System];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Voucher voucher, Programme programme, Timestamp now)
    {
        if (!voucher.IsLive)
            return Accept(voucher, [], []);
        var from = VoucherRules.FaceAccount(programme, voucher);
        if (voucher.ValidUntil <= now)
        {
            var expired = VoucherRules.Freed(voucher, VoucherState.Expired) with { Suspended = false };
            return Accept(expired, [expired], [JournalLine.Transfer(JournalEvent.VoucherExpired, voucher.Key, from,
                AccountId.Of(programme, AccountKind.Available), voucher.Face)]);
        }

        if (voucher.State != VoucherState.Reserved || voucher.ReservedUntil > now)
            return Accept(voucher, [], []);
        var freed = VoucherRules.Freed(voucher, VoucherState.Active);
        return Accept(freed, [freed], [JournalLine.Transfer(JournalEvent.ReservationTimedOut, voucher.Key, from,
            AccountId.Of(programme, AccountKind.Outstanding), voucher.Face)]);
    }
}
