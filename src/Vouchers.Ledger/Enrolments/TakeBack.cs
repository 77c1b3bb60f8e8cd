namespace Vouchers.Ledger;

/// <summary>
/// Takes evidence back that was recorded in error, by a new entry that says why. What it earned is unearned again,
/// unless it stands without it: by the programme's gate, or by force majeure.
/// </summary>
public abstract record TakeBackStep(Actor Actor, Id<Enrolment> EnrolmentId, string Reason)
    : EarningStep(Actor, EnrolmentId)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => known.Peek(EnrolmentId) is { } enrolment
        ? base.Needs(known).Append(Need.ForceMajeuresOf(enrolment.InstitutionId))
        : base.Needs(known);

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now) =>
        Reason.Length == 0 ? Refusal.Invalid("reason", "must be given") : base.Decide(state, now);

    /// <summary>Accepts the step, and takes back what is no longer earned; refuses where that is paid.</summary>
    protected Decision AcceptAndUnearn(ILedgerState state, Enrolment enrolment, Course course, JournalEvent happened)
    {
        List<Entity> puts = [enrolment];
        List<JournalLine> lines = [new(happened, enrolment.Key, Note: Reason)];
        foreach (var voucher in Redeemed(state, enrolment))
        {
            var programme = state.Find(voucher.ProgrammeId)!;
            var redemption = state.Find(voucher.RedemptionId!.Value)!;
            if (redemption.EarnedAt is null || Earning.IsMet(programme.Rules, enrolment, course)
                || IsByForceMajeure(state, redemption))
                continue;
            if (MayNotUnearn(redemption) is { } mayNot)
                return mayNot;
            // What was clawed back is no longer owed: nothing is left to take back.
            if (redemption.State != RedemptionState.Earned)
                continue;
            puts.Add(redemption with { State = RedemptionState.Confirmed, EarnedAt = null });
            lines.Add(Earning.Undone(programme, state.Find(enrolment.InstitutionId)!, redemption, Reason));
        }

        puts.AddRange(Live(state, enrolment));
        return Accept(enrolment, puts, lines);
    }

    private static bool IsByForceMajeure(ILedgerState state, Redemption redemption) =>
        state.All<ForceMajeure>(Need.ForceMajeuresOf(redemption.InstitutionId))
            .Any(f => f.RedemptionId == redemption.Id && f.State == ForceMajeureState.Approved);

    private Refusal? MayNotUnearn(Redemption redemption)
    {
        if (redemption.State is RedemptionState.InPayout or RedemptionState.Paid)
        {
            var batch = redemption.PayoutItemId!.Value.Value.Split('.')[0];
            var wayOut = redemption.State == RedemptionState.Paid
                ? "Have the money clawed back first."
                : "Cancel the batch before its export, or have the money clawed back once it is paid.";
            return Refusal.Of(RefusalCode.RedemptionInPayout,
                $"Receipt {redemption.Receipt} is {redemption.State} in batch {batch}. {wayOut}",
                ("receipt", redemption.Receipt), ("state", redemption.State.ToString()), ("batch", batch));
        }

        // The institution is owed the money: that it was owed wrongly is for the bureau to say.
        return redemption.State == RedemptionState.Earned && Actor.Role == Role.InstitutionOperator
            ? Refusal.Of(RefusalCode.RedemptionEarned,
                $"Receipt {redemption.Receipt} earned {redemption.Amount} at {redemption.EarnedAt}; a programme " +
                "officer takes the completion back.",
                ("receipt", redemption.Receipt), ("earned_at", redemption.EarnedAt?.ToString() ?? ""))
            : null;
    }
}

/// <summary>Takes a completion back: the enrolment goes on as it was attended.</summary>
public sealed record TakeBackCompletion(Actor Actor, Id<Enrolment> EnrolmentId, string Reason)
    : TakeBackStep(Actor, EnrolmentId, Reason)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.InstitutionOperator, Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now) =>
        enrolment.State == EnrolmentState.Completed
            ? AcceptAndUnearn(state, enrolment with { State = EnrolmentState.Attending, CompletedAt = null },
                state.Find(session.CourseId)!, JournalEvent.CompletionTakenBack)
            : OutOfOrder(enrolment, "Completed");
}

/// <summary>Takes a certificate back, by the agency that confirmed it or by an officer.</summary>
public sealed record TakeBackCertificate(Actor Actor, Id<Enrolment> EnrolmentId, string Reason)
    : TakeBackStep(Actor, EnrolmentId, Reason)
{
    /// <inheritdoc/>
    protected override Role[] Allowed => [Role.EvaluationAgency, Role.ProgrammeOfficer];

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, Enrolment enrolment, Session session, Timestamp now)
    {
        if (enrolment.State != EnrolmentState.Certified)
            return OutOfOrder(enrolment, "Certified");
        if (Actor.Role == Role.EvaluationAgency && Actor.Agency != enrolment.AgencyId)
            return Refusal.Of(RefusalCode.OtherInstitution,
                $"Agency '{enrolment.AgencyId}' confirmed certificate {enrolment.CertificateNumber}; it or an " +
                "officer takes it back.", ("agency", enrolment.AgencyId?.Value ?? ""));
        var completed = enrolment with
        {
            State = EnrolmentState.Completed, CertificateNumber = "", CertifiedLevel = 0, AgencyId = null,
        };
        return AcceptAndUnearn(state, completed, state.Find(session.CourseId)!, JournalEvent.CertificateTakenBack);
    }
}
