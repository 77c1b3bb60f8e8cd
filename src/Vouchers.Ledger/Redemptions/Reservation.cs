namespace Vouchers.Ledger;

/// <summary>Binds a voucher to a session of one institution, with a time limit.</summary>
public sealed record ReserveVoucher(Actor Actor, Id<Voucher> VoucherId, Id<Session> SessionId) : Command<Voucher>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        CounterNeeds.Of(known, VoucherId, SessionId, Actor);

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.InstitutionOperator, Role.Device, Role.Citizen) is { } lacks)
            return lacks;
        var (maybeSession, maybeVoucher) = (state.Find(SessionId), state.Find(VoucherId));
        if (Actor.Role != Role.Citizen && maybeSession is not null
            && Actor.CannotActFor(maybeSession.InstitutionId) is { } other)
            return other;
        if (Actor.Role == Role.Citizen && maybeVoucher is not null
            && Actor.IsNot(maybeVoucher.CitizenId) is { } notMine)
            return notMine;
        if (maybeSession is not { } session)
            return Refusal.NotFound(SessionId);
        if (maybeVoucher is not { } voucher)
            return Refusal.NotFound(VoucherId);
        if (VoucherRules.NotUsable(state, voucher, now) is { } notUsable)
            return notUsable;
        var programme = state.Find(voucher.ProgrammeId)!;
        var course = state.Find(session.CourseId)!;
        if (voucher.State == VoucherState.Reserved && voucher.ReservedUntil > now)
            return VoucherRules.ReservedElsewhere(voucher, session, now) ?? AlreadyReserved(voucher);
        if (state.Find(session.InstitutionId)!.MayNotAct(now) is { } mayNot)
            return mayNot;
        if (CounterNeeds.DeviceRefuses(state, Actor) is { } deviceRefused)
            return deviceRefused;
        if (session.Cancelled)
            return SessionRules.CancelledRefusal(session);
        if (now >= session.EndsAt)
            return SessionRules.NotOpenForRedemption(session, programme.Rules with { SessionClosesHoursAfter = 0 },
                now)!;
        if (CounterNeeds.NotEnrolled(state, voucher, session) is { } notEnrolled)
            return notEnrolled;
        if (SessionRules.NotCovered(programme, voucher, course) is { } notCovered)
            return notCovered;
        var until = now + TimeSpan.FromHours(programme.Rules.ReservationHours);
        var reserved = voucher with
        {
            State = VoucherState.Reserved,
            SessionId = session.Id,
            InstitutionId = session.InstitutionId,
            ReservedUntil = until < voucher.ValidUntil ? until : voucher.ValidUntil,
        };
        var (outstanding, held) = (AccountId.Of(programme, AccountKind.Outstanding),
            AccountId.Of(programme, AccountKind.Reserved));
        List<JournalLine> lines = [];
        // A reservation ends on time even where the clock's step, which would free its face, comes late.
        if (voucher.State == VoucherState.Reserved)
            lines.Add(JournalLine.Transfer(JournalEvent.ReservationTimedOut, voucher.Key, held, outstanding,
                voucher.Face));
        lines.Add(JournalLine.Transfer(JournalEvent.VoucherReserved, voucher.Key, outstanding, held, voucher.Face,
            session.Id.Value));
        return Accept(reserved, [reserved], lines);
    }

    private static Refusal AlreadyReserved(Voucher voucher) => Refusal.Of(RefusalCode.VoucherReserved,
        $"The voucher is reserved for session '{voucher.SessionId}' until {voucher.ReservedUntil}.",
        ("session", voucher.SessionId?.Value ?? ""), ("institution", voucher.InstitutionId?.Value ?? ""),
        ("reserved_until", voucher.ReservedUntil?.ToString() ?? ""));
}

/// <summary>Ends a reservation before its time.</summary>
public sealed record ReleaseVoucher(Actor Actor, Id<Voucher> VoucherId) : VoucherStep(Actor, VoucherId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed =>
        [Role.InstitutionOperator, Role.Device, Role.Citizen, Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Voucher voucher, Programme programme, Timestamp now)
    {
        if (VoucherRules.NotUsable(state, voucher with { Suspended = false }, now) is { } notUsable)
            return notUsable;
        if (voucher.State != VoucherState.Reserved)
            return Refusal.Of(RefusalCode.VoucherNotReserved, "The voucher is not reserved.",
                ("voucher", voucher.Key));
        if (CounterNeeds.DeviceRefuses(state, Actor) is { } deviceRefused)
            return deviceRefused;
        var line = JournalLine.Transfer(JournalEvent.ReservationReleased, voucher.Key,
            AccountId.Of(programme, AccountKind.Reserved), AccountId.Of(programme, AccountKind.Outstanding),
            voucher.Face, voucher.SessionId?.Value);
        voucher = VoucherRules.Freed(voucher, VoucherState.Active);
        return Accept(voucher, [voucher], [line]);
    }
}
