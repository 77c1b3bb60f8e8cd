using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>
/// A step that proves the service, and so may earn what was redeemed for it; or takes the proof back. It may come late:
/// after the session, the voucher's validity or the programme's end, for what is owed does not lapse.
/// </summary>
public abstract record EarningStep(Actor Actor, Id<Enrolment> EnrolmentId) : EnrolmentStep(Actor, EnrolmentId)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        foreach (var need in base.Needs(known))
            yield return need;
        if (known.Peek(EnrolmentId) is not { } enrolment)
            yield break;
        yield return Need.VouchersOf(enrolment.CitizenId);
        foreach (var voucher in Redeemed(known, enrolment))
        {
            yield return Need.Of(voucher.ProgrammeId);
            yield return Need.Of(voucher.RedemptionId!.Value);
            if (known.Peek(voucher.ProgrammeId) is not { } programme
                || known.Peek(enrolment.InstitutionId) is not { } institution)
                continue;
            yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Unearned));
            yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Payable));
        }
    }

    /// <summary>The redeemed voucher of the enrolment with its programme, where there is one.</summary>
    protected static (Voucher Voucher, Programme Programme)? Paying(ILedgerState state, Enrolment enrolment) =>
        Redeemed(state, enrolment).Select(v => (v, state.Find(v.ProgrammeId)!))
            .Cast<(Voucher, Programme)?>().FirstOrDefault();

    /// <summary>Accepts the step, and earns where the programme's gate is now met.</summary>
    protected static Decision AcceptAndEarn(
        ILedgerState state, Enrolment enrolment, Course course, JournalEvent happened, string? note, Timestamp now)
    {
        List<Entity> puts = [enrolment];
        List<JournalLine> lines = [new(happened, enrolment.Key, Note: note)];
        foreach (var voucher in Redeemed(state, enrolment))
        {
            var programme = state.Find(voucher.ProgrammeId)!;
            var redemption = state.Find(voucher.RedemptionId!.Value)!;
            if (redemption.State != RedemptionState.Confirmed || !Earning.IsMet(programme.Rules, enrolment, course))
                continue;
            puts.Add(redemption with { State = RedemptionState.Earned, EarnedAt = now });
            lines.Add(Earning.Line(programme, state.Find(enrolment.InstitutionId)!, redemption));
        }

        puts.AddRange(Live(state, enrolment));
        return Accept(enrolment, puts, lines);
    }

    /// <summary>
    /// Another node may be redeeming a live voucher for this enrolment, as it stood before this step, and would leave
    /// it unearned for good, or earned by what is gone. Written unchanged, the voucher has a new version: one of the
    /// two decides again.
    /// </summary>
    protected static IEnumerable<Voucher> Live(ILedgerState state, Enrolment enrolment) =>
        state.Loaded(enrolment.CitizenId).Where(v => v.IsLive);

    /// <summary>The redeemed vouchers of the enrolment.</summary>
    protected static IEnumerable<Voucher> Redeemed(ILedgerState state, Enrolment enrolment) =>
        state.Loaded(enrolment.CitizenId).Where(v => v.State == VoucherState.Redeemed
            && v.SessionId == enrolment.SessionId && v.RedemptionId is not null);
}

/// <summary>Ends a course that was attended enough.</summary>
public sealed record CompleteEnrolment(Actor Actor, Id<Enrolment> EnrolmentId) : EarningStep(Actor, EnrolmentId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.InstitutionOperator, Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now)
    {
        if (session.Cancelled)
            return Cancelled(session);
        if (enrolment.State != EnrolmentState.Attending)
            return OutOfOrder(enrolment, "Attending", " Record its attendance first.");
        var course = state.Find(session.CourseId)!;
        var percent = Paying(state, enrolment)?.Programme.Rules.AttendancePercent
            ?? new ProgrammeRules().AttendancePercent;
        if (!Earning.IsAttended(enrolment, course, percent))
            return Refusal.Of(RefusalCode.AttendanceTooLow,
                $"{enrolment.AttendedHours} of {course.ClassHours} hours were attended; completion asks for " +
                $"{percent} %.",
                ("attended_hours", enrolment.AttendedHours.ToString(CultureInfo.InvariantCulture)),
                ("class_hours", course.ClassHours.ToString(CultureInfo.InvariantCulture)),
                ("percent", percent.ToString(CultureInfo.InvariantCulture)));
        return AcceptAndEarn(state, enrolment with { State = EnrolmentState.Completed, CompletedAt = now }, course,
            JournalEvent.Completed, null, now);
    }
}

/// <summary>The agency confirms a level and its certificate.</summary>
public sealed record CertifyEnrolment(Actor Actor, Id<Enrolment> EnrolmentId, int Level, string CertificateNumber)
    : EarningStep(Actor, EnrolmentId)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.EvaluationAgency];

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        Actor.Agency is { } agency ? base.Needs(known).Append(Need.Of(agency)) : base.Needs(known);

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now) =>
        Actor.Agency is null && Actor.Lacks(Allowed) is null
            ? Refusal.Of(RefusalCode.NotPermitted, "Only an agency's own token confirms a level.",
                ("role", Actor.Role.ToString()))
            : base.Decide(state, now);

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now)
    {
        // A token outlives what it names, and an issuer may name what the bureau never registered.
        if (Actor.Agency is { } agency && state.Find(agency) is null)
            return Refusal.NotFound(agency);
        if (session.Cancelled)
            return Cancelled(session);
        if (enrolment.State != EnrolmentState.Completed)
            return OutOfOrder(enrolment, "Completed", " Complete it first.");
        var certified = enrolment with
        {
            State = EnrolmentState.Certified,
            CertificateNumber = CertificateNumber,
            CertifiedLevel = Level,
            AgencyId = Actor.Agency,
        };
        return AcceptAndEarn(state, certified, state.Find(session.CourseId)!, JournalEvent.Certified,
            CertificateNumber, now);
    }
}

/// <summary>The gate between a redemption and money that is owed.</summary>
internal static class Earning
{
    /// <summary>True where the enrolment meets the gate.</summary>
    public static bool IsMet(ProgrammeRules rules, Enrolment enrolment, Course course) => rules.Vesting switch
    {
        Vesting.OnRedemption => true,
        // Completed before it was redeemed, the course was judged by another programme's attendance or by none's.
        Vesting.OnCompletion => enrolment.State is EnrolmentState.Completed or EnrolmentState.Certified
            && IsAttended(enrolment, course, rules.AttendancePercent),
        Vesting.OnCertificate => enrolment.State is EnrolmentState.Certified,
        _ => throw new InvalidOperationException($"No gate is known for {rules.Vesting}."),
    };

    /// <summary>True where this part of the class hours was attended.</summary>
    public static bool IsAttended(Enrolment enrolment, Course course, int percent) =>
        (long)enrolment.AttendedHours * 100 >= (long)course.ClassHours * percent;

    /// <summary>The transfer from what is redeemed to what is owed.</summary>
    public static JournalLine Line(Programme programme, Institution institution, Redemption redemption) =>
        JournalLine.Transfer(JournalEvent.RedemptionEarned, redemption.VoucherId.Value,
            AccountId.Of(programme, institution, AccountKind.Unearned),
            AccountId.Of(programme, institution, AccountKind.Payable), redemption.Amount, redemption.Receipt);

    /// <summary>The transfer from what is owed back to what is redeemed.</summary>
    public static JournalLine Undone(
        Programme programme, Institution institution, Redemption redemption, string reason) =>
        JournalLine.Transfer(JournalEvent.RedemptionUnearned, redemption.VoucherId.Value,
            AccountId.Of(programme, institution, AccountKind.Payable),
            AccountId.Of(programme, institution, AccountKind.Unearned), redemption.Amount,
            $"{redemption.Receipt}: {reason}");
}
