using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>A bulk issue, step by step, as the service takes the memberships in key order.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BulkIssueTests
{
    private static readonly Id<BulkIssue> Id = Id<BulkIssue>.Parse("bulk");
    private readonly World world = new(World.Rules with { OneLivePerOccupationAndLevel = false });

    [Test]
    public void Start_NobodyToConsider_HasSucceeded()
    {
        var bulk = world.Ledger.Do(new StartBulkIssue(World.Officer, Id, World.Programme, "", "", 0, 0));
        Assert.That(bulk.State, Is.EqualTo(BulkIssueState.Succeeded));
    }

    [Test]
    public void Advance_StepsOfEachSize_IssueOneVoucherToEachCitizen([Range(1, 7)] int size)
    {
        world.AddCitizen(World.Citizen, "rural", "veteran");
        world.AddCitizen(Id<Citizen>.Parse("c3"), "veteran", "rural", "urban");
        Start("");
        var bulk = AdvanceToTheEnd(size);
        Assert.That(world.Ledger.All<Voucher>().Select(v => v.CitizenId.Value),
            Is.EquivalentTo(new[] { "c1", "c2", "c3" }));
        Assert.That((bulk.State, bulk.Considered, bulk.Issued, bulk.Refused),
            Is.EqualTo((BulkIssueState.Succeeded, 6, 3, 0)));
        Assert.That(world.Balance(AccountKind.Outstanding), Is.EqualTo(600_000));
    }

    [Test]
    public void Advance_StepEndsBehindAGroupThatIsNotMeant_StillServesItsCitizen([Range(1, 4)] int size)
    {
        world.AddCitizen(World.Citizen, "artist");
        Start("");
        AdvanceToTheEnd(size);
        Assert.That(world.Ledger.All<Voucher>().Select(v => v.CitizenId.Value), Is.EquivalentTo(new[] { "c1", "c2" }));
    }

    [Test]
    public void Advance_ForOneGroup_FreezesThatGroup()
    {
        world.AddCitizen(World.Citizen, "rural", "veteran");
        Start("veteran");
        var bulk = AdvanceToTheEnd(9);
        Assert.That(world.Ledger.All<Voucher>().Select(v => (v.CitizenId, v.TargetGroup)),
            Is.EqualTo(new[] { (World.Citizen, "veteran") }));
        Assert.That((bulk.Considered, bulk.Issued), Is.EqualTo((3, 1)));
    }

    [Test]
    public void Advance_ForOneGroupThatNoLongerHolds_RefusesWhateverElseHolds()
    {
        world.AddCitizen(World.Citizen, "rural", "veteran");
        world.Ledger.Do(new SetMembership(World.Officer,
            World.Member(World.Citizen, "veteran") with { ValidUntil = world.Now }));
        Start("veteran");
        Assert.That(AdvanceToTheEnd(9).Refused, Is.EqualTo(1));
        Assert.That(world.Ledger.All<BulkIssueReject>().Single().Code, Is.EqualTo(RefusalCode.NotEligible));
    }

    [Test]
    public void Advance_StaleCursor_ChangesNothing()
    {
        Start("");
        var step = Step(Candidates()[..1], "", false);
        world.Ledger.Do(step);
        var (rows, lines) = (world.Ledger.All<Entity>().ToList(), world.Ledger.Journal.Count);
        var again = world.Ledger.Do(step);
        Assert.That(again.Issued, Is.EqualTo(1));
        Assert.That(world.Ledger.All<Entity>(), Is.EqualTo(rows));
        Assert.That(world.Ledger.Journal, Has.Count.EqualTo(lines));
    }

    [Test]
    public void Advance_SameStepTwiceInOneBatch_IsTakenOnce()
    {
        Start("");
        var step = Step(Candidates()[..1], "", false);
        world.Ledger.Run(step, step);
        Assert.That(world.Ledger.All<Voucher>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Advance_BudgetEndsHalfWay_RejectsTheRestByName()
    {
        world.Ledger.SetBalance(world.Account(AccountKind.Available), 399_999);
        world.AddCitizen(Id<Citizen>.Parse("c3"), "rural");
        Start("");
        var bulk = AdvanceToTheEnd(2);
        Assert.That((bulk.State, bulk.Issued, bulk.Refused), Is.EqualTo((BulkIssueState.Succeeded, 1, 2)));
        Assert.That(world.Balance(AccountKind.Available), Is.EqualTo(199_999));
        Assert.That(world.Ledger.All<BulkIssueReject>().Select(r => (r.CitizenId.Value, r.Code)), Is.EqualTo(new[]
        {
            ("c2", RefusalCode.BudgetExhausted), ("c3", RefusalCode.BudgetExhausted),
        }));
    }

    [Test]
    public void Advance_ProgrammeClosedHalfWay_RejectsTheRest()
    {
        Start("");
        world.Ledger.Do(Step(Candidates()[..1], "", false));
        world.Ledger.Do(new CloseProgramme(World.Officer, World.Programme, "spent"));
        world.Ledger.Do(Step(Candidates()[1..], Candidates()[0].MembershipKey, true));
        Assert.That(world.Ledger.All<BulkIssueReject>().Single().Code, Is.EqualTo(RefusalCode.ProgrammeClosed));
    }

    [Test]
    public void Advance_LastStepWithoutCandidates_Finishes()
    {
        Start("");
        world.Ledger.Do(Step(Candidates(), "", false));
        var cursor = world.Ledger.Row(Id).Cursor;
        var bulk = world.Ledger.Do(Step([], cursor, true));
        Assert.That((bulk.State, bulk.Cursor), Is.EqualTo((BulkIssueState.Succeeded, cursor)));
        Assert.That(world.Ledger.Journal[^1].Line.Event, Is.EqualTo(JournalEvent.BulkIssueFinished));
    }

    [Test]
    public void Cancel_Running_StopsAndKeepsWhatWasIssued()
    {
        Start("");
        world.Ledger.Do(Step(Candidates()[..1], "", false));
        var cancelled = world.Ledger.Do(new CancelBulkIssue(World.Officer, Id));
        Assert.That(cancelled.State, Is.EqualTo(BulkIssueState.Cancelled));
        var after = world.Ledger.Do(Step(Candidates()[1..], Candidates()[0].MembershipKey, true));
        Assert.That((after.State, after.Issued), Is.EqualTo((BulkIssueState.Cancelled, 1)));
        Assert.That(world.Ledger.Do(new CancelBulkIssue(World.Officer, Id)), Is.EqualTo(after));
    }

    [Test]
    public void Advance_ManyInOneStep_TakeNeighbouringPlaces()
    {
        Start("");
        AdvanceToTheEnd(9);
        Assert.That(world.Ledger.Row(global::Vouchers.Ledger.Counter.StatusPlaces).Last, Is.EqualTo(2));
        Assert.That(world.Ledger.All<Voucher>().Select(v => v.StatusIndex), Is.Unique);
    }

    private void Start(string group) =>
        world.Ledger.Do(new StartBulkIssue(World.Officer, Id, World.Programme, group, "video", 3, Candidates().Length));

    private BulkCandidate[] Candidates() => [.. world.Ledger.All<Membership>()
        .Select(m => new BulkCandidate(m.Key, m.CitizenId, m.TargetGroup, world.DrawVoucher()))];

    private static AdvanceBulkIssue Step(BulkCandidate[] candidates, string cursor, bool isLast) =>
        new(Actor.Clock, Id, cursor, candidates, isLast);

    private BulkIssue AdvanceToTheEnd(int size)
    {
        var bulk = world.Ledger.Row(Id);
        while (bulk.State == BulkIssueState.Running)
        {
            var next = Candidates().Where(c => string.CompareOrdinal(c.MembershipKey, bulk.Cursor) > 0)
                .Take(size + 1).ToArray();
            bulk = world.Ledger.Do(Step(next[..Math.Min(size, next.Length)], bulk.Cursor, next.Length <= size));
        }

        return bulk;
    }
}
