namespace Vouchers.Ledger;

/// <summary>
/// What a programme's vouchers pay for a session at a counter whose line is down: as much of the rules of a redemption
/// as can be told before a voucher is shown.
/// </summary>
/// <param name="ProgrammeId">The programme.</param>
/// <param name="OpensAt">From when on the session takes redemptions.</param>
/// <param name="ClosesAt">Until when, excluded.</param>
/// <param name="Value">What a voucher pays, unless its own face is less.</param>
/// <param name="Cap">The most that may be accepted for one voucher; null where there is no such limit.</param>
/// <param name="Refusal">Why none may be accepted; null where it may.</param>
public sealed record OfflineTerm(
    Id<Programme> ProgrammeId, Timestamp OpensAt, Timestamp ClosesAt, Money Value, Money? Cap, Refusal? Refusal)
{
    /// <summary>The term of a programme for a session, asked by a counter of its institution.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="session">The session.</param>
    /// <param name="course">The session's course.</param>
    /// <param name="counter">The counter's branch.</param>
    public static OfflineTerm Of(Programme programme, Session session, Course course, Id<Branch>? counter)
    {
        var (opens, closes) = SessionRules.Window(session, programme.Rules);
        var cap = programme.Rules.OfflineCapMinorUnits;
        return new OfflineTerm(
            programme.Id, opens, closes,
            new Money(programme.Rules.SubsidyMinorUnits(course.ClassHours), programme.Currency),
            cap == 0 ? null : new Money(cap, programme.Currency),
            SessionRules.AtOtherBranch(session, counter)
            ?? (session.Cancelled ? SessionRules.CancelledRefusal(session) : null)
            ?? SessionRules.NotCovered(programme, course)
            ?? OfflineRules.NotAllowed(programme));
    }
}
