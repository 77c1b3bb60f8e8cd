namespace Vouchers.Ledger;

/// <summary>Publishes courses as one batch: all or none.</summary>
public sealed record PublishCourses(Actor Actor, string Batch, IReadOnlyList<Course> Courses)
    : Command<IReadOnlyList<Course>>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => Courses.Select(c => Need.Of(c.Id));

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        var seen = new HashSet<Id<Course>>();
        foreach (var course in Courses)
        {
            if (!seen.Add(course.Id))
                return Refusal.Invalid("courses", $"course '{course.Id}' stands twice in the batch");
        }

        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        foreach (var course in Courses)
        {
            if (state.Find(course.Id) is not null)
                return Refusal.AlreadyExists(course.Id);
        }

        var note = $"batch {Batch}";
        return Accept(Courses, [.. Courses],
            [.. Courses.Select(c => new JournalLine(JournalEvent.CoursesPublished, c.Key, Note: note))]);
    }
}

/// <summary>Registers an agency that evaluates skill levels.</summary>
public sealed record RegisterAgency(Actor Actor, Agency Agency) : Command<Agency>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(Agency.Id)];

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        return state.Find(Agency.Id) is not null
            ? Refusal.AlreadyExists(Agency.Id)
            : Accept(Agency, [Agency], [new(JournalEvent.AgencyRegistered, Agency.Key)]);
    }
}
