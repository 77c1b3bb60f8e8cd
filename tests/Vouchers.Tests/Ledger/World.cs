using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// A ready world, built by commands only: a funded programme, a course of 40 hours, an institution with a branch
/// and a device, an open session, and citizens who belong to its target group.
/// </summary>
internal sealed class World
{
    /// <summary>The clock at the start: the session's first class.</summary>
    public static readonly Timestamp Start = At("2026-06-01T08:00:00Z");

    public static readonly Id<Programme> Programme = Id<Programme>.Parse("wz-2026");
    public static readonly Id<Course> Course = Id<Course>.Parse("video-3");
    public static readonly Id<Institution> Institution = Id<Institution>.Parse("college");
    public static readonly Id<Branch> Branch = Id<Branch>.Parse("college-north");
    public static readonly Id<Device> Device = Id<Device>.Parse("counter-1");
    public static readonly Id<Session> Session = Id<Session>.Parse("video-3-june");
    public static readonly Id<Citizen> Citizen = Id<Citizen>.Parse("c1");
    public static readonly Id<Citizen> Neighbour = Id<Citizen>.Parse("c2");

    public static readonly Actor Officer = new("officer", Role.ProgrammeOfficer);
    public static readonly Actor Finance = new("finance", Role.Finance);
    public static readonly Actor Auditor = new("auditor", Role.Auditor);
    public static readonly Actor Clerk = new("clerk", Role.InstitutionOperator, Institution);
    public static readonly Actor Counter = new("counter", Role.Device, Institution, Branch, Device);
    public static readonly Actor Holder = new("holder", Role.Citizen, Citizen: Citizen);
    public static readonly Actor Evaluator =
        new("evaluator", Role.EvaluationAgency, Agency: Id<Agency>.Parse("agency"));

    private int drawn;

    public World(ProgrammeRules? rules = null, long budget = 10_000_000)
    {
        Ledger.Now = Start;
        AddProgramme(Programme, rules ?? Rules);
        if (budget > 0)
            Ledger.Do(new FundProgramme(Officer, Programme, Cny(budget), "grant 1"));
        AddCourse(Course, "video", 3, 40);
        AddInstitution(Institution, Branch, Device);
        AddSession(Session, Course, Institution, Branch);
        AddCitizen(Citizen, "rural");
        AddCitizen(Neighbour, "rural");
        Ledger.Do(new RegisterAgency(Officer, new Agency(Evaluator.Agency!.Value, "Agency")));
    }

    public static ProgrammeRules Rules { get; } = new() { TargetGroups = ["rural", "veteran"] };

    public LedgerHarness Ledger { get; } = new();

    public Timestamp Now
    {
        get => Ledger.Now;
        set => Ledger.Now = value;
    }

    public static Money Cny(long fen) => new(fen, Currency.Cny);

    public static Timestamp At(string text) =>
        Timestamp.From(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    public static Enrolment NewEnrolment(Id<Session> session, Id<Citizen> citizen, EnrolmentState state) =>
        new(session, citizen, Institution, state, Start, 0, "", null, "", 0, null);

    /// <summary>A presentation made now.</summary>
    public static Evidence Fresh(Timestamp now) => new Evidence.Presentation(now, now + TimeSpan.FromSeconds(60));

    public static Evidence Paper(bool right = true) =>
        new Evidence.WithPin(EvidenceKind.PaperWithPin, (_, _) => right);

    public void Pass(TimeSpan span) => Now += span;

    public Id<T> Draw<T>()
        where T : Entity => Id<T>.Of(new Guid(++drawn, 0, 0, new byte[8]));

    public NewVoucher DrawVoucher() => new(Draw<Voucher>(), drawn);

    public Programme AddProgramme(Id<Programme> id, ProgrammeRules rules) => Ledger.Do(new CreateProgramme(Officer,
        new Programme(id, 0, "Skills", SubsidyCategory.ProjectBasedTraining, Currency.Cny, Start,
            Start + TimeSpan.FromDays(365), ProgrammeState.None, rules)));

    public void AddCourse(Id<Course> id, string occupation, int level, int hours) => Ledger.Do(
        new PublishCourses(Officer, "2026-1", [new Course(id, "课程", "", occupation, level, hours, "2026-1")]));

    public void AddInstitution(Id<Institution> id, Id<Branch> branch, Id<Device> device)
    {
        Ledger.Do(new RegisterInstitution(Officer, new Institution(id, 0, "College", InstitutionKind.College,
            Start + TimeSpan.FromDays(3_000), false)));
        Ledger.Do(new RegisterBranch(Officer, new Branch(branch, id, "North", "Road 1")));
        Ledger.Do(new RegisterDevice(Officer, new Device(device, id, branch, "Counter", false)));
    }

    public void AddSession(Id<Session> id, Id<Course> course, Id<Institution> institution, Id<Branch> branch,
        SessionKind kind = SessionKind.Training, int capacity = 40) => Ledger.Do(new ScheduleSession(Officer,
            new Session(id, course, institution, branch, kind, Now, Now + TimeSpan.FromDays(10), capacity, 0,
                false)));

    public void AddCitizen(Id<Citizen> id, params string[] groups) => Ledger.Do(new ImportCitizens(Officer,
        [new ImportedCitizen(new Citizen(id, HashOf(id), "王*明"), [.. groups.Select(g => Member(id, g))])]));

    public static string HashOf(Id<Citizen> id) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(id.Value)));

    public static Membership Member(Id<Citizen> citizen, string group) =>
        new(citizen, group, Start - TimeSpan.FromDays(1), Start + TimeSpan.FromDays(1_000), "register");

    public Voucher Issue(Id<Citizen>? citizen = null, string occupation = "video", int level = 3) =>
        Ledger.Do(new IssueVoucher(Officer, Programme, citizen ?? Citizen, occupation, level, DrawVoucher()));

    public Enrolment Enrol(Id<Citizen>? citizen = null, Id<Session>? session = null) =>
        Ledger.Do(new Enrol(Officer, session ?? Session, citizen ?? Citizen, ""));

    public Voucher Reserve(Voucher voucher) => Ledger.Do(new ReserveVoucher(Clerk, voucher.Id, Session));

    public RedeemVoucher RedeemCommand(Voucher voucher, Evidence? shown = null, Money? amount = null,
        Id<Session>? session = null) =>
        new(Clerk, Draw<Redemption>(), voucher.Id, session ?? Session, shown ?? Fresh(Now), amount);

    public Redemption Redeem(
        Voucher voucher, Money? amount = null, Evidence? shown = null, Id<Session>? session = null) =>
        Ledger.Do(RedeemCommand(voucher, shown, amount, session));

    public Enrolment Attend(int hours, Id<Citizen>? citizen = null) => Ledger.Do(
        new RecordAttendance(Clerk, Enrolment.IdOf(Session, citizen ?? Citizen), hours));

    public Enrolment Complete(Id<Citizen>? citizen = null) =>
        Ledger.Do(new CompleteEnrolment(Clerk, Enrolment.IdOf(Session, citizen ?? Citizen)));

    public Enrolment Certify(Id<Citizen>? citizen = null) =>
        Ledger.Do(new CertifyEnrolment(Evaluator, Enrolment.IdOf(Session, citizen ?? Citizen), 3, "N-1"));

    public Voucher Lapse(Voucher voucher) => Ledger.Do(new LapseVoucher(Actor.Clock, voucher.Id));

    public Voucher Read(Voucher voucher) => Ledger.Row(voucher.Id);

    public void SetRules(Func<ProgrammeRules, ProgrammeRules> change) =>
        Ledger.Change(Programme, p => p with { Rules = change(p.Rules) });

    /// <summary>The balance of the programme's account, with the institution where the kind is kept for each.</summary>
    public long Balance(AccountKind kind) => Ledger.Balance(Account(kind));

    public AccountId Account(AccountKind kind) => kind >= AccountKind.Unearned
        ? AccountId.Of(Ledger.Row(Programme), Ledger.Row(Institution), kind)
        : AccountId.Of(Ledger.Row(Programme), kind);
}
