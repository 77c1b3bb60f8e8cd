using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Who may be given a voucher, and who may use it: the limits at their edges.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class IssueRulesTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);
    private readonly World world = new();

    // Midnight of the new year in UTC+8 is 16:00 UTC.
    [TestCase("2025-12-31T15:59:59.999999Z", true)]
    [TestCase("2025-12-31T16:00:00Z", false)]
    [TestCase("2026-01-01T00:00:00Z", false)]
    [TestCase("2026-12-31T15:59:59.999999Z", false)]
    [TestCase("2026-12-31T16:00:00Z", true)]
    public void TooManyTrainings_AcrossNewYear_CountsTheCitysYear(string redeemedAt, bool allowed)
    {
        world.Ledger.Put(IssueTables.AddPastTraining(world, 1, World.At(redeemedAt)));
        world.SetRules(r => r with { MaxTrainingsPerYear = 1 });
        Assert.That(Judge(), Is.EqualTo(allowed ? (RefusalCode?)null : RefusalCode.TooManyTrainings));
    }

    [TestCase("2026-12-31T15:59:59.999999Z", RefusalCode.TooManyTrainings)]
    [TestCase("2026-12-31T16:00:00Z", null)]
    public void Redeem_LimitUsedUp_OpensWithTheNewYear(string now, RefusalCode? expected)
    {
        world.Enrol();
        var voucher = world.Issue();
        world.Ledger.Put(IssueTables.AddPastTraining(world, 1));
        world.SetRules(r => r with { MaxTrainingsPerYear = 1 });
        world.Ledger.Change(voucher.Id, v => v with { ValidUntil = World.At("2027-06-01T00:00:00Z") });
        world.Ledger.Change(World.Session, s => s with { EndsAt = World.At("2027-02-01T00:00:00Z") });
        world.Now = World.At(now);
        var decision = world.Ledger.Judge(world.RedeemCommand(voucher));
        Assert.That((decision as Decision.Refused)?.Refusal.Code, Is.EqualTo(expected));
    }

    [Test]
    public void TooManyTrainings_LiveVouchers_CountAsPromised()
    {
        world.SetRules(r => r with { MaxTrainingsPerYear = 2 });
        var first = world.Issue(level: 1);
        world.Issue(level: 2);
        Assert.That(Judge(), Is.EqualTo(RefusalCode.TooManyTrainings));
        world.Now = first.ValidUntil;
        Assert.That(Judge(), Is.Null, "A lapsed voucher promises nothing, expired by the clock or not.");
    }

    [Test]
    public void TooManyTrainings_LimitOfZero_IsNone()
    {
        world.SetRules(r => r with { MaxTrainingsPerYear = 0 });
        for (var level = 1; level <= 5; level++)
            world.Issue(level: level);
        Assert.That(world.Ledger.All<Voucher>().Count(), Is.EqualTo(5));
    }

    [Test]
    public void TooManyTrainings_VoidedRedemption_GivesTheTrainingBack()
    {
        world.SetRules(r => r with { MaxTrainingsPerYear = 1 });
        world.Enrol();
        var redemption = world.Redeem(world.Issue());
        Assert.That(Judge(), Is.EqualTo(RefusalCode.TooManyTrainings));
        world.Ledger.Do(new VoidRedemption(World.Clerk, redemption.Id, "slip"));
        world.Ledger.Do(new RevokeVoucher(World.Officer, redemption.VoucherId, "left"));
        Assert.That(Judge(), Is.Null);
    }

    [TestCase("video", 3, RefusalCode.LiveVoucherExists)]
    [TestCase("video", 4, null)]
    [TestCase("media", 3, null)]
    [TestCase("", 3, null)]
    public void LiveVoucher_SameOccupationAndLevel_IsTheOnlyOne(string occupation, int level, RefusalCode? expected)
    {
        world.Issue();
        Assert.That(Judge(occupation, level), Is.EqualTo(expected));
    }

    [Test]
    public void LiveVoucher_Lapsed_MakesRoom()
    {
        var voucher = world.Issue();
        world.Now = voucher.ValidUntil - Tick;
        Assert.That(Judge(), Is.EqualTo(RefusalCode.LiveVoucherExists));
        world.Pass(Tick);
        Assert.That(Judge(), Is.Null);
    }

    [Test]
    public void LiveVoucher_WithoutOccupation_IsOnePerProgramme()
    {
        world.Issue(occupation: "", level: 0);
        Assert.That(Judge("", 0), Is.EqualTo(RefusalCode.LiveVoucherExists));
        var second = Id<Programme>.Parse("second");
        world.AddProgramme(second, World.Rules);
        world.Ledger.Do(new FundProgramme(World.Officer, second, World.Cny(200_000), "grant 2"));
        Assert.That(world.Ledger.Judge(new IssueVoucher(World.Officer, second, World.Citizen, "", 0,
            world.DrawVoucher())), Is.InstanceOf<Decision.Accepted>());
    }

    [Test]
    public void LiveVoucher_OfAnotherProgramme_CountsForTheOccupation()
    {
        world.Issue();
        var second = Id<Programme>.Parse("second");
        world.AddProgramme(second, World.Rules);
        Assert.That(world.Ledger.Refuse(new IssueVoucher(World.Officer, second, World.Citizen, "video", 3,
            world.DrawVoucher())).Code, Is.EqualTo(RefusalCode.LiveVoucherExists));
    }

    [TestCase(1, RefusalCode.LowerLevel)]
    [TestCase(2, null)]
    [TestCase(3, null)]
    [TestCase(0, null)]
    public void LowerLevel_AfterAHigherOne_IsRefused(int level, RefusalCode? expected)
    {
        world.Ledger.Put(IssueTables.AddPastTraining(world, 2));
        Assert.That(Judge("video", level), Is.EqualTo(expected));
        Assert.That(Judge("media", level), Is.Null);
    }

    [Test]
    public void LowerLevel_RedeemedInTheSameBatch_IsSeen()
    {
        world.Enrol();
        var low = world.Issue(level: 0);
        var voucher = world.Issue();
        var lowCourse = Id<Course>.Parse("video-1");
        var lowSession = Id<Session>.Parse("video-1-june");
        world.AddCourse(lowCourse, "video", 1, 8);
        world.AddSession(lowSession, lowCourse, World.Institution, World.Branch);
        world.Enrol(session: lowSession);
        var decisions = world.Ledger.Run(world.RedeemCommand(voucher),
            world.RedeemCommand(low, session: lowSession),
            new IssueVoucher(World.Officer, World.Programme, World.Citizen, "video", 2, world.DrawVoucher()));
        Assert.That(decisions.Skip(1).Select(d => (d as Decision.Refused)?.Refusal.Code),
            Has.All.EqualTo(RefusalCode.LowerLevel));
    }

    [Test]
    public void NotEligible_MembershipAtItsEdges_HoldsFromInclusiveUntilExclusive()
    {
        var until = world.Now + TimeSpan.FromDays(2);
        world.Ledger.Do(new SetMembership(World.Officer,
            World.Member(World.Citizen, "rural") with { ValidFrom = world.Now + Tick, ValidUntil = until }));
        Assert.That(Judge(), Is.EqualTo(RefusalCode.NotEligible));
        world.Pass(Tick);
        Assert.That(Judge(), Is.Null);
        world.Now = until;
        Assert.That(Judge(), Is.EqualTo(RefusalCode.NotEligible));
    }

    [Test]
    public void Issue_CitizenInTwoGroups_FreezesTheProgrammesFirst()
    {
        world.AddCitizen(World.Citizen, "veteran", "rural");
        var voucher = world.Issue();
        Assert.That(voucher.TargetGroup, Is.EqualTo("rural"));
        world.Ledger.Do(new SetMembership(World.Officer,
            World.Member(World.Citizen, "rural") with { ValidUntil = world.Now }));
        Assert.That(world.Read(voucher).TargetGroup, Is.EqualTo("rural"));
    }

    [Test]
    public void BudgetExhausted_LastFace_IsIssuedToTheFen()
    {
        var small = new World(budget: 399_999);
        small.Issue();
        var refusal = small.Ledger.Refuse(
            new IssueVoucher(World.Officer, World.Programme, World.Neighbour, "", 0, small.DrawVoucher()));
        Assert.That((refusal.Code, refusal.Facts["available"]), Is.EqualTo((RefusalCode.BudgetExhausted, "199999")));
        small.Ledger.Do(new FundProgramme(World.Finance, World.Programme, World.Cny(1), "grant 2"));
        small.Issue(World.Neighbour);
        Assert.That(small.Balance(AccountKind.Available), Is.Zero);
    }

    [Test]
    public void BudgetExhausted_TwoInOneBatch_IssuesOne()
    {
        var small = new World(budget: 200_000);
        var decisions = small.Ledger.Run(
            new IssueVoucher(World.Officer, World.Programme, World.Citizen, "", 0, small.DrawVoucher()),
            new IssueVoucher(World.Officer, World.Programme, World.Neighbour, "", 0, small.DrawVoucher()));
        Assert.That((decisions[1] as Decision.Refused)?.Refusal.Code, Is.EqualTo(RefusalCode.BudgetExhausted));
    }

    private RefusalCode? Judge(string occupation = "video", int level = 3) => (world.Ledger.Judge(new IssueVoucher(
        World.Officer, World.Programme, World.Citizen, occupation, level, world.DrawVoucher()))
        as Decision.Refused)?.Refusal.Code;
}
