using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Data;

/// <summary>When a session runs, seen from the story's end.</summary>
internal enum Term
{
    /// <summary>It is over.</summary>
    Past,

    /// <summary>It runs now.</summary>
    Running,

    /// <summary>It has not begun.</summary>
    Future,
}

/// <summary>A session with what the planner must know beside the API's fields.</summary>
internal sealed record SessionPlan(Session Session, Course Course, string ProgrammeId, Term Term);

/// <summary>Draws up the 220 sessions: 210 trainings, 8 of further study at universities, 2 competitions.</summary>
internal sealed class SessionPlanner(
    IReadOnlyList<(string ProgrammeId, Course Course)> courses, IReadOnlyList<House> houses, Timeline timeline,
    SeededRandom random)
{
    // Past, running and future trainings of each programme: 210 in all, by demand.
    private static readonly (string ProgrammeId, int Past, int Running, int Future)[] Trainings =
    [
        (ProgrammeTable.PreEmployment, 30, 15, 8),
        (ProgrammeTable.Project, 28, 14, 7),
        (ProgrammeTable.Professional, 28, 14, 7),
        (ProgrammeTable.Qualification, 20, 10, 5),
        (ProgrammeTable.Entrepreneurship, 8, 4, 3),
        (ProgrammeTable.Teacher, 5, 3, 1),
    ];

    private readonly List<SessionPlan> plans = [];

    public IReadOnlyList<SessionPlan> All()
    {
        foreach (var (programme, past, running, future) in Trainings)
        {
            Add(programme, Term.Past, past, SessionKind.Training, HostsOf(programme));
            Add(programme, Term.Running, running, SessionKind.Training, HostsOf(programme));
            Add(programme, Term.Future, future, SessionKind.Training, HostsOf(programme));
        }

        var universities = Hosts(InstitutionKind.University);
        Add(ProgrammeTable.Apprenticeship, Term.Past, 5, SessionKind.FurtherStudy, universities);
        Add(ProgrammeTable.Apprenticeship, Term.Running, 2, SessionKind.FurtherStudy, universities);
        Add(ProgrammeTable.Apprenticeship, Term.Future, 1, SessionKind.FurtherStudy, universities);
        Add(ProgrammeTable.Project, Term.Past, 1, SessionKind.Competition, Hosts(InstitutionKind.PublicTrainingBase));
        Add(ProgrammeTable.Project, Term.Future, 1, SessionKind.Competition, Hosts(InstitutionKind.PublicTrainingBase));
        return plans;
    }

    private House[] HostsOf(string programme) => programme switch
    {
        ProgrammeTable.PreEmployment => Hosts(InstitutionKind.University, InstitutionKind.College),
        ProgrammeTable.Professional => Hosts(InstitutionKind.Enterprise, InstitutionKind.College),
        ProgrammeTable.Qualification => Hosts(InstitutionKind.PublicTrainingBase, InstitutionKind.PrivateSchool),
        ProgrammeTable.Teacher => Hosts(InstitutionKind.University),
        ProgrammeTable.Entrepreneurship => Hosts(InstitutionKind.PrivateSchool, InstitutionKind.Enterprise),
        _ => Hosts(InstitutionKind.PrivateSchool, InstitutionKind.PublicTrainingBase, InstitutionKind.Enterprise),
    };

    private House[] Hosts(params InstitutionKind[] kinds) =>
        [.. houses.Where(house => kinds.Contains(house.Institution.Kind))];

    private void Add(string programme, Term term, int count, SessionKind kind, House[] hosts)
    {
        var taught = courses.Where(entry => entry.ProgrammeId == programme).ToArray();
        for (var i = 0; i < count; i++)
        {
            // Courses and hosts take turns, so that none is left out; the branch is drawn.
            var course = taught[plans.Count % taught.Length].Course;
            var host = hosts[plans.Count % hosts.Length];
            var (start, end) = DatesOf(term, kind);
            plans.Add(new SessionPlan(
                new Session
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"s-{plans.Count + 1:000}"),
                    CourseId = course.Id,
                    InstitutionId = host.Institution.Id,
                    BranchId = random.Pick(host.Branches).Id,
                    Kind = kind,
                    StartsAt = Timestamp.FromDateTimeOffset(start),
                    EndsAt = Timestamp.FromDateTimeOffset(end),
                },
                course, programme, term));
        }
    }

    // Redemption opens a day before a session's start, so a wave's sessions all start around its day.
    private (DateTimeOffset Start, DateTimeOffset End) DatesOf(Term term, SessionKind kind) => (term, kind) switch
    {
        (Term.Past, SessionKind.Competition) => (timeline.At(29, 9), timeline.At(30, 17)),
        (Term.Past, _) => (timeline.At(random.Between(6, 8), 9), timeline.At(random.Between(20, 26), 17)),
        (Term.Running, _) => (timeline.At(random.Between(33, 35), 9), timeline.At(random.Between(46, 56), 17)),
        _ => (timeline.At(random.Between(48, 60), 9), timeline.At(random.Between(66, 80), 17)),
    };
}
