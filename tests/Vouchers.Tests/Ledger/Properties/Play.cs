using CsCheck;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>One drawn step: what to do, and numbers that choose to whom.</summary>
internal sealed record Move(string Kind, int A, int B, int C);

/// <summary>Moves that are sent together after the clock moved.</summary>
internal sealed record Round(TimeSpan Pass, IReadOnlyList<Move> Moves);

/// <summary>
/// A small town, in which everything runs short: little budget, few seats, tight limits, short validity. It turns
/// drawn moves into commands. Ids follow from the move's place in the play, so that a command can name what an
/// earlier one of its own batch made.
/// </summary>
internal sealed class Play
{
    public static readonly Gen<List<Round>> Rounds = Gen.Select(
        Gen.Frequency((6, TimeSpan.FromSeconds(20)), (3, TimeSpan.FromHours(5)), (2, TimeSpan.FromHours(30)),
            (1, TimeSpan.FromDays(12))),
        Gen.Select(Gen.Frequency((5, "issue"), (4, "enrol"), (5, "reserve"), (2, "release"), (8, "redeem"),
                (3, "redeem by PIN"), (2, "void"), (2, "suspend"), (3, "resume"), (1, "revoke"), (3, "lapse"),
                (6, "attend"), (6, "complete"), (7, "certify"), (1, "withdraw"), (1, "fund"), (1, "reset PIN"),
                (5, "take back completion"), (5, "take back certificate"), (3, "excuse"), (3, "decide"),
                (6, "reinstate")),
            Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], (kind, a, b, c) => new Move(kind, a, b, c)).List[1, 6],
        (pass, moves) => new Round(pass, moves)).List[6, 24];

    private static readonly Id<Citizen>[] Citizens = [World.Citizen, World.Neighbour, Id<Citizen>.Parse("c3")];
    private static readonly Id<Programme>[] Programmes = [World.Programme, Id<Programme>.Parse("wz-second")];
    private static readonly Id<Institution> School = Id<Institution>.Parse("school");
    private readonly World world;
    private readonly Id<Session>[] sessions;

    // What a move can be about: rows that stood when the round began, and what its earlier moves try to make.
    private readonly List<Id<Voucher>> vouchers = [];
    private readonly List<Id<Redemption>> redemptions = [];
    private readonly List<Id<Redemption>> unearned = [];
    private readonly List<Id<ForceMajeure>> excuses = [];
    private readonly List<Enrolment> finished = [];
    private readonly Dictionary<Id<Voucher>, Id<Session>[]> sessionsOf = [];
    private int moves;

    public Play()
    {
        var rules = World.Rules with
        {
            ValidityDays = 20,
            CapMinorUnits = 2_000,
            HourlyRateMinorUnits = 40,
            CoPaymentBasisPoints = 1_250,
            ReservationHours = 24,
            ExposureLimitMinorUnits = 5_000,
            MaxTrainingsPerYear = MaxTrainings,
            SessionClosesHoursAfter = 24 * 60,
        };
        world = new World(rules, budget: 9_000);
        world.AddProgramme(Programmes[1], rules with { Vesting = Vesting.OnCertificate, AttendancePercent = 50 });
        world.Ledger.Do(new FundProgramme(World.Officer, Programmes[1], World.Cny(5_000), "grant"));
        world.AddCitizen(Citizens[2], "veteran");
        var (branch, low) = (Id<Branch>.Parse("school-1"), Id<Course>.Parse("video-2"));
        world.AddInstitution(School, branch, Id<Device>.Parse("counter-9"));
        world.AddCourse(low, "video", 2, 10);
        sessions = [World.Session, Id<Session>.Parse("low"), Id<Session>.Parse("low-2")];
        world.AddSession(sessions[1], low, School, branch, capacity: 2);
        world.AddSession(sessions[2], low, World.Institution, World.Branch, capacity: 2);
        foreach (var session in sessions)
            Ledger.Change(session, s => s with { EndsAt = s.EndsAt + TimeSpan.FromDays(100) });
        foreach (var citizen in Citizens)
            world.Enrol(citizen);
        world.Enrol(Citizens[0], sessions[1]);
        world.Enrol(Citizens[1], sessions[2]);
    }

    public const int MaxTrainings = 2;

    public LedgerHarness Ledger => world.Ledger;

    /// <summary>Moves the clock and looks at what the moves of this round can be about.</summary>
    public void Begin(Round round)
    {
        world.Pass(round.Pass);
        vouchers.Clear();
        redemptions.Clear();
        sessionsOf.Clear();
        foreach (var voucher in Ledger.All<Voucher>())
        {
            if (!voucher.IsLive && voucher.State != VoucherState.Redeemed)
                continue;
            vouchers.Add(voucher.Id);
            sessionsOf[voucher.Id] = [.. Ledger.All<Enrolment>()
                .Where(e => e.CitizenId == voucher.CitizenId && e.Counts).Select(e => e.SessionId)];
        }

        redemptions.AddRange(Ledger.All<Redemption>().Where(r => r.VoidedAt is null).Select(r => r.Id));
        finished.Clear();
        finished.AddRange(Ledger.All<Enrolment>().Where(e => e.State is EnrolmentState.Completed
            or EnrolmentState.Certified));
        unearned.Clear();
        unearned.AddRange(Ledger.All<Redemption>().Where(r => r.State == RedemptionState.Confirmed).Select(r => r.Id));
        excuses.Clear();
        excuses.AddRange(Ledger.All<ForceMajeure>().Where(f => f.DecidedAt is null).Select(f => f.Id));
    }

    public Command ToCommand(Move move)
    {
        moves++;
        var citizen = Citizens[move.A % Citizens.Length];
        var session = sessions[move.B % sessions.Length];
        var enrolment = Enrolment.IdOf(session, citizen);
        var clerk = World.Clerk with { Institution = session == sessions[1] ? School : World.Institution };
        return move.Kind switch
        {
            "issue" => Issue(move, citizen),
            "enrol" => new Enrol(World.Officer, session, citizen, ""),
            "reserve" => new ReserveVoucher(Actor.Clock, Voucher(move), SessionFor(move)),
            "release" => new ReleaseVoucher(World.Officer, Voucher(move)),
            "redeem" => Redeem(move,
                new Evidence.Presentation(world.Now - TimeSpan.FromSeconds(move.C % 40),
                    world.Now + TimeSpan.FromSeconds(9))),
            "redeem by PIN" => Redeem(move, World.Paper(right: move.C % 3 > 0)),
            "void" => new VoidRedemption(World.Officer, Recent(redemptions, move.C), "slip"),
            "suspend" => new SuspendVoucher(World.Officer, Voucher(move), "check"),
            "resume" => new ResumeVoucher(World.Officer, Voucher(move), "cleared"),
            "revoke" => new RevokeVoucher(World.Officer, Voucher(move), "left"),
            "lapse" => new LapseVoucher(Actor.Clock, Voucher(move)),
            "attend" => new RecordAttendance(clerk, enrolment,
                move.C >= 80 ? move.C % 8 : session == sessions[0] ? 40 : 10),
            "complete" => new CompleteEnrolment(clerk, enrolment),
            "certify" => new CertifyEnrolment(
                World.Evaluator, Finished(move, EnrolmentState.Completed, enrolment), 2, "N-1"),
            "withdraw" => new WithdrawEnrolment(clerk, enrolment, "moved"),
            "take back completion" => new TakeBackCompletion(move.C % 2 == 0 ? clerk : World.Officer,
                Finished(move, EnrolmentState.Completed, enrolment), "slip"),
            "take back certificate" => new TakeBackCertificate(World.Evaluator,
                Finished(move, EnrolmentState.Certified, enrolment), "slip"),
            "reinstate" => new ReinstateEnrolment(World.Officer, enrolment, "slip"),
            "excuse" => Excuse(move),
            "decide" => new DecideForceMajeure(Officer(move), Recent(excuses, move.A), move.C % 4 > 0),
            "fund" => new FundProgramme(World.Finance, Programmes[move.A % 2], World.Cny(move.C + 1), "grant"),
            "reset PIN" => new ResetVoucherPin(World.Officer, Voucher(move)),
            _ => throw new InvalidOperationException($"{move.Kind} is no move."),
        };
    }

    private IssueVoucher Issue(Move move, Id<Citizen> citizen)
    {
        var id = Made<Voucher>();
        vouchers.Add(id);
        var (occupation, level) = (move.C % 3) switch { 0 => ("", 0), 1 => ("video", 2), _ => ("video", 0) };
        return new IssueVoucher(World.Officer, Programmes[move.B % 2], citizen, occupation, level,
            new(id, moves, World.Places));
    }

    private RedeemVoucher Redeem(Move move, Evidence shown)
    {
        var voucher = Voucher(move);
        var session = SessionFor(move);
        var id = Made<Redemption>();
        redemptions.Add(id);
        var amount = move.C % 7 == 0 ? World.Cny(1 + move.C) : (Money?)null;
        var clerk = World.Clerk with { Institution = session == sessions[1] ? School : World.Institution };
        return new RedeemVoucher(clerk, id, voucher, session, shown, amount);
    }

    private Id<Enrolment> Finished(Move move, EnrolmentState state, Id<Enrolment> drawn) =>
        finished.Where(e => e.State == state).ToList() is { Count: > 0 } fitting && move.C % 5 > 0
            ? fitting[move.A % fitting.Count].Id
            : drawn;

    private RequestForceMajeure Excuse(Move move)
    {
        var id = Made<ForceMajeure>();
        excuses.Add(id);
        return new RequestForceMajeure(
            Officer(move), id, Recent(move.A % 4 > 0 ? unearned : redemptions, move.C), "typhoon");
    }

    private static Actor Officer(Move move) => World.Officer with { Subject = $"officer-{move.B % 2}" };

    private Id<Voucher> Voucher(Move move) => Recent(vouchers, move.A);

    // Mostly a session in which the holder is enrolled.
    private Id<Session> SessionFor(Move move) =>
        move.B % 5 > 0 && sessionsOf.TryGetValue(Voucher(move), out var enrolled) && enrolled.Length > 0
            ? enrolled[move.B % enrolled.Length]
            : sessions[move.B % sessions.Length];

    private Id<T> Made<T>()
        where T : Entity => Id<T>.Of(new Guid(moves, 1, 0, new byte[8]));

    private static Id<T> Recent<T>(List<Id<T>> ids, int back)
        where T : Entity => ids.Count == 0 ? Id<T>.Parse("none-yet") : ids[^(back % Math.Min(ids.Count, 6) + 1)];
}
