using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>Who may be given a voucher: the same rules for one voucher, a claim and a bulk issue.</summary>
internal static class IssueRules
{
    // The calendar year of the training limit is that of the city.

    /// <summary>The rows that the rules read.</summary>
    public static IEnumerable<Need> Needs(ILedgerState known, Id<Citizen> citizen)
    {
        yield return Need.Of(citizen);
        yield return Need.MembershipsOf(citizen);
        yield return Need.VouchersOf(citizen);
        foreach (var need in TrainingNeeds(known, citizen))
            yield return need;
    }

    /// <summary>The sessions and courses of the citizen's redeemed vouchers.</summary>
    public static IEnumerable<Need> TrainingNeeds(ILedgerState known, Id<Citizen> citizen)
    {
        foreach (var voucher in known.Loaded(citizen))
        {
            if (voucher is not { State: VoucherState.Redeemed, SessionId: { } sessionId })
                continue;
            yield return Need.Of(sessionId);
            if (known.Peek(sessionId) is { } session)
                yield return Need.Of(session.CourseId);
        }
    }

    /// <summary>The refusal of a programme that issues no more.</summary>
    public static Refusal Closed(Programme programme) => Refusal.Of(RefusalCode.ProgrammeClosed,
        $"Programme '{programme.Id}' is closed.", ("programme", programme.Key));

    /// <summary>Null when the programme issues at this time.</summary>
    public static Refusal? NotIssuing(Programme programme, Timestamp now)
    {
        if (programme.State != ProgrammeState.Active)
            return Closed(programme);
        return programme.ValidFrom <= now && now < programme.ValidUntil
            ? null
            : Refusal.Of(RefusalCode.ProgrammeClosed,
                $"Programme '{programme.Id}' issues from {programme.ValidFrom} until {programme.ValidUntil}; it is " +
                $"{now}.", ("programme", programme.Key), ("valid_from", programme.ValidFrom.ToString()),
                ("valid_until", programme.ValidUntil.ToString()));
    }

    /// <summary>
    /// The group that makes the citizen eligible now, only this one where it is not empty; null where none does.
    /// </summary>
    public static Membership? EligibleBy(
        ILedgerState state, Programme programme, Id<Citizen> citizen, Timestamp now, string targetGroup = "") =>
        state.MembershipsOf(citizen)
            .Where(m => (targetGroup.Length == 0 || m.TargetGroup == targetGroup)
                && programme.Rules.TargetGroups.Contains(m.TargetGroup) && m.HoldsAt(now))
            .OrderBy(m => programme.Rules.TargetGroups.IndexOf(m.TargetGroup))
            .FirstOrDefault();

    /// <summary>The refusal of a citizen who belongs to none of the programme's groups now.</summary>
    public static Refusal NotEligible(ILedgerState state, Programme programme, Id<Citizen> citizen)
    {
        var has = state.MembershipsOf(citizen);
        var groups = has.Count == 0
            ? "none"
            : string.Join(", ", has.Select(m => $"{m.TargetGroup} until {m.ValidUntil}"));
        return Refusal.Of(RefusalCode.NotEligible,
            $"Programme '{programme.Id}' is for {string.Join(", ", programme.Rules.TargetGroups)}; the citizen's " +
            $"groups: {groups}.", ("programme", programme.Key),
            ("target_groups", string.Join(",", programme.Rules.TargetGroups)));
    }

    /// <summary>Null when the vouchers that the citizen has and had allow one more.</summary>
    public static Refusal? TooMany(
        ILedgerState state, Programme programme, Id<Citizen> citizen, string occupation, int level, Timestamp now)
    {
        var rules = programme.Rules;
        var vouchers = state.VouchersOf(citizen);
        if (rules.OneLivePerOccupationAndLevel && vouchers.FirstOrDefault(v => v.ValidUntil > now
            && IsLiveFor(v, programme, occupation, level)) is { } live)
            return Refusal.Of(RefusalCode.LiveVoucherExists,
                $"The citizen has live voucher '{live.Id}' for the same occupation and level until " +
                $"{live.ValidUntil}.", ("voucher", live.Key), ("valid_until", live.ValidUntil.ToString()));
        var thisYear = TrainingsIn(vouchers, now) + vouchers.Count(v => v.IsLive && v.ValidUntil > now);
        if (rules.MaxTrainingsPerYear > 0 && thisYear >= rules.MaxTrainingsPerYear)
            return TooManyTrainings(thisYear, rules.MaxTrainingsPerYear);
        return Lower(state, rules, citizen, occupation, level);
    }

    /// <summary>True where the citizen was given another voucher of the kind while this one was redeemed.</summary>
    public static bool IsReplaced(ILedgerState state, Programme programme, Voucher voucher) =>
        programme.Rules.OneLivePerOccupationAndLevel && state.VouchersOf(voucher.CitizenId).Any(v =>
            v.Id != voucher.Id && IsLiveFor(v, programme, voucher.Occupation, voucher.Level));

    /// <summary>Null when a training at this course keeps the citizen's yearly limit and levels.</summary>
    public static Refusal? TrainingNotAllowed(
        ILedgerState state, ProgrammeRules rules, Id<Citizen> citizen, Course course, Timestamp now)
    {
        var trainings = TrainingsIn(state.VouchersOf(citizen), now);
        return rules.MaxTrainingsPerYear > 0 && trainings >= rules.MaxTrainingsPerYear
            ? TooManyTrainings(trainings, rules.MaxTrainingsPerYear)
            : Lower(state, rules, citizen, course.Occupation, course.Level);
    }

    /// <summary>Null when no other voucher of the citizen paid for this session.</summary>
    public static Refusal? AlreadyPaid(ILedgerState state, Id<Citizen> citizen, Session session) =>
        state.VouchersOf(citizen).FirstOrDefault(v => v.State == VoucherState.Redeemed && v.SessionId == session.Id)
            is { } paid
            ? Refusal.Of(RefusalCode.TrainingAlreadyPaid,
                $"Voucher '{paid.Id}' of the same citizen paid for session '{session.Id}' already.",
                ("voucher", paid.Key), ("session", session.Key))
            : null;

    private static Refusal? Lower(
        ILedgerState state, ProgrammeRules rules, Id<Citizen> citizen, string occupation, int level)
    {
        if (!rules.NeverLowerLevel || occupation.Length == 0 || level == 0)
            return null;
        var highest = state.VouchersOf(citizen)
            .Where(v => v is { State: VoucherState.Redeemed, SessionId: not null })
            .Select(v => state.Peek(v.SessionId!.Value) is { } session ? state.Peek(session.CourseId) : null)
            .Where(c => c?.Occupation == occupation)
            .Max(c => c?.Level) ?? 0;
        return level < highest
            ? Refusal.Of(RefusalCode.LowerLevel,
                $"The citizen was trained at level {highest} of {occupation} already; this is level {level}.",
                ("occupation", occupation), ("highest", highest.ToString(CultureInfo.InvariantCulture)),
                ("level", level.ToString(CultureInfo.InvariantCulture)))
            : null;
    }

    private static bool IsLiveFor(Voucher voucher, Programme programme, string occupation, int level) =>
        voucher.IsLive && voucher.Occupation == occupation && voucher.Level == level
        && (occupation.Length > 0 || voucher.ProgrammeId == programme.Id);

    private static int TrainingsIn(IReadOnlyList<Voucher> vouchers, Timestamp now) =>
        vouchers.Count(v => v.State == VoucherState.Redeemed && v.RedeemedAt is { } at && Year(at) == Year(now));

    private static int Year(Timestamp time) => time.CityDay.Year;

    private static Refusal TooManyTrainings(int found, int limit) => Refusal.Of(RefusalCode.TooManyTrainings,
        $"{found} of {limit} subsidised trainings of this calendar year are used or promised.",
        ("trainings", found.ToString(CultureInfo.InvariantCulture)),
        ("limit", limit.ToString(CultureInfo.InvariantCulture)));
}
