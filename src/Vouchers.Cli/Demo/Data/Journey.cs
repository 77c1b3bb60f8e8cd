namespace Vouchers.Cli.Demo.Data;

/// <summary>How far a voucher gets.</summary>
internal enum Fate
{
    /// <summary>Nobody ever opens it.</summary>
    Unused,

    /// <summary>Its holder looks at it and leaves it.</summary>
    Viewed,

    /// <summary>A seat and the voucher are reserved, and the holder does not come.</summary>
    NoShow,

    /// <summary>It is redeemed.</summary>
    Redeemed,

    /// <summary>It is reserved for a session that has not begun.</summary>
    Booked,

    /// <summary>It has a part of its own in the story.</summary>
    Cast,
}

/// <summary>One voucher's way: who gets it from which programme, and what comes of it.</summary>
/// <param name="CitizenId">The holder.</param>
/// <param name="Group">The group that makes the holder eligible.</param>
/// <param name="ProgrammeId">Who pays.</param>
/// <param name="ByBulk">True where the bulk issue makes it; else it is claimed, or issued by name.</param>
/// <param name="Fate">How far it gets.</param>
/// <param name="Session">The session that it is for; null where it is never used.</param>
/// <param name="AttendedHours">Class hours that the holder attends.</param>
/// <param name="Certified">True where the holder passes the examination.</param>
internal sealed record Journey(
    string CitizenId,
    string Group,
    string ProgrammeId,
    bool ByBulk,
    Fate Fate,
    SessionPlan? Session = null,
    int AttendedHours = 0,
    bool Certified = false)
{
    /// <summary>Bulk vouchers fit any course of the programme; the others name one occupation and level.</summary>
    public string Occupation => ByBulk ? "" : Planned.Course.Occupation;

    public int Level => ByBulk ? 0 : Planned.Course.Level;

    /// <summary>The session, where the journey must have one.</summary>
    public SessionPlan Planned => Session ?? throw new InvalidOperationException($"{CitizenId} goes to no session.");

    /// <summary>True where the voucher is redeemed for a session of this term.</summary>
    public bool IsUsedIn(Term term) => Fate == Fate.Redeemed && Planned.Term == term;

    /// <summary>True where enough class hours are attended to complete the course.</summary>
    public bool Completes => IsUsedIn(Term.Past)
        && AttendedHours * 100 >= Planned.Course.ClassHours * ProgrammeTable.Find(ProgrammeId).AttendancePercent
        && AttendedHours > 0;
}
