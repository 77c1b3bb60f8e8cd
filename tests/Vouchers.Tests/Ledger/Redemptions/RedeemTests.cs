using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class RedeemTests
{
    [Test]
    public void Redeem_CourseBelowTheFace_PaysTheValueAndReturnsTheRest()
    {
        var world = Ready(World.Rules, out var voucher);
        var redemption = world.Redeem(voucher);
        Assert.That(redemption.Amount, Is.EqualTo(World.Cny(100_000)));
        Assert.That(redemption.Face, Is.EqualTo(World.Cny(200_000)));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Outstanding),
            world.Balance(AccountKind.Unearned)), Is.EqualTo((9_900_000, 0, 100_000)));
        var used = world.Read(voucher);
        Assert.That((used.State, used.RedemptionId, used.RedeemedAt),
            Is.EqualTo((VoucherState.Redeemed, (Id<Redemption>?)redemption.Id, (Timestamp?)world.Now)));
    }

    [Test]
    public void Redeem_SecondTimeInOneBatch_TellsTheFirstUse()
    {
        var world = Ready(World.Rules, out var voucher);
        var decisions = world.Ledger.Run(world.RedeemCommand(voucher), world.RedeemCommand(voucher));
        var first = (Redemption)((Decision.Accepted)decisions[0]).Answer;
        var refusal = ((Decision.Refused)decisions[1]).Refusal;
        Assert.That(refusal.Code, Is.EqualTo(RefusalCode.VoucherRedeemed));
        Assert.That(refusal.Facts, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["voucher"] = voucher.Key,
            ["redeemed_at"] = world.Now.ToString(),
            ["institution"] = "College",
            ["branch"] = "North",
            ["receipt"] = first.Receipt,
        }));
        Assert.That(world.Ledger.All<Redemption>().Count(), Is.EqualTo(1));
    }

    // Hourly rate × hours up to the cap, less the co-payment, rounded down.
    [TestCase(2_500, 200_000, 0, 40, 100_000)]
    [TestCase(2_500, 200_000, 0, 79, 197_500)]
    [TestCase(2_500, 200_000, 0, 80, 200_000)]
    [TestCase(2_500, 200_000, 0, 81, 200_000)]
    [TestCase(2_500, 200_000, 2_000, 80, 160_000)]
    [TestCase(33, 1_000, 3_333, 1, 22)]
    [TestCase(1, 1_000, 1, 1, 0)]
    [TestCase(2_500, 200_000, 10_000, 80, 0)]
    [TestCase(2_500, 200_000, 9_999, 80, 20)]
    public void Subsidy_HourlyRate_IsCappedAndRoundedDown(long rate, long cap, int coPayment, int hours, long expected)
    {
        var rules = new ProgrammeRules
        {
            HourlyRateMinorUnits = rate,
            CapMinorUnits = cap,
            CoPaymentBasisPoints = coPayment,
        };
        Assert.That((rules.SubsidyMinorUnits(hours), rules.FaceMinorUnits), Is.EqualTo((expected, cap)));
    }

    [TestCase(0, 50_000)]
    [TestCase(1_234, 43_830)]
    public void Subsidy_FixedFace_IgnoresHours(int coPayment, long expected)
    {
        var rules = new ProgrammeRules { FixedFaceMinorUnits = 50_000, CoPaymentBasisPoints = coPayment };
        Assert.That((rules.SubsidyMinorUnits(1), rules.SubsidyMinorUnits(10_000), rules.FaceMinorUnits),
            Is.EqualTo((expected, expected, 50_000)));
    }

    [Test]
    public void Redeem_RulesRaisedAfterIssue_PaysAtMostTheFrozenFace()
    {
        var world = Ready(World.Rules with { CapMinorUnits = 60_000 }, out var voucher);
        world.SetRules(r => r with { CapMinorUnits = 200_000 });
        Assert.That(world.Redeem(voucher).Amount, Is.EqualTo(World.Cny(60_000)));
    }

    [Test]
    public void Redeem_PartOfTheValue_ReturnsTheRestOfTheFace()
    {
        var world = Ready(World.Rules, out var voucher);
        world.Redeem(voucher, World.Cny(1));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Unearned)),
            Is.EqualTo((9_999_999, 1)));
    }

    [TestCase(100_000, true)]
    [TestCase(100_001, false)]
    public void Redeem_AskedAmount_IsAtMostTheValue(long amount, bool accepted)
    {
        var world = Ready(World.Rules, out var voucher);
        var decision = world.Ledger.Judge(world.RedeemCommand(voucher, amount: World.Cny(amount)));
        Assert.That(decision is Decision.Accepted, Is.EqualTo(accepted));
    }

    [TestCase(200_000, true)]
    [TestCase(199_999, false)]
    public void Redeem_ExposureLimit_HoldsToTheFen(long limit, bool accepted)
    {
        var world = Ready(World.Rules with { ExposureLimitMinorUnits = limit, Vesting = Vesting.OnRedemption },
            out var voucher);
        // What is owed counts whether or not it is earned.
        world.Redeem(voucher);
        world.Enrol(World.Neighbour);
        var second = world.Issue(World.Neighbour);
        var decision = world.Ledger.Judge(world.RedeemCommand(second));
        Assert.That(decision is Decision.Accepted, Is.EqualTo(accepted));
        if (decision is Decision.Refused refused)
            Assert.That(refused.Refusal.Facts["owed"], Is.EqualTo("100000"));
    }

    [Test]
    public void Redeem_ExposureInClearing_CountsToo()
    {
        var world = Ready(World.Rules with { ExposureLimitMinorUnits = 100_000 }, out var voucher);
        world.Ledger.SetBalance(world.Account(AccountKind.Clearing), 1);
        Assert.That(world.Ledger.Refuse(world.RedeemCommand(voucher)).Code, Is.EqualTo(RefusalCode.ExposureLimit));
    }

    [Test]
    public void Redeem_ExposureLimit_WatchesTheAccountsItReads()
    {
        var world = Ready(World.Rules with { ExposureLimitMinorUnits = 100_000 }, out var voucher);
        var unearned = world.Account(AccountKind.Unearned);
        Assert.That(ExpectedVersion(), Is.Zero);
        world.SetRules(r => r with { ExposureLimitMinorUnits = 0 });
        Assert.That(ExpectedVersion(), Is.Null);

        long? ExpectedVersion()
        {
            var state = new WorkingSet();
            var command = world.RedeemCommand(voucher);
            while (state.Missing(command.Needs(state)) is { Count: > 0 } missing)
                missing.ForEach(n => state.Add(world.Ledger.Find(n)));
            state.Apply(command.Decide(state, world.Now));
            return state.Changes().Balances.Single(b => b.Account == unearned).ExpectedVersion;
        }
    }

    // The window opens 24 hours before the first class and closes 24 hours after the last.
    [TestCase(-24 * 3_600, 0, true)]
    [TestCase(-24 * 3_600, -1, false)]
    [TestCase(240 * 3_600 + 24 * 3_600, -1, true)]
    [TestCase(240 * 3_600 + 24 * 3_600, 0, false)]
    public void Redeem_SessionWindow_OpensInclusiveAndClosesExclusive(int seconds, int microseconds, bool open)
    {
        var world = Ready(World.Rules, out var voucher);
        world.Ledger.Change(World.Programme, p => p with { ValidFrom = World.Start - TimeSpan.FromDays(9) });
        var session = world.Ledger.Row(World.Session);
        Assert.That(session.EndsAt, Is.EqualTo(session.StartsAt + TimeSpan.FromHours(240)));
        world.Now = session.StartsAt + TimeSpan.FromSeconds(seconds) + TimeSpan.FromMicroseconds(microseconds);
        var decision = world.Ledger.Judge(world.RedeemCommand(voucher));
        Assert.That(decision is Decision.Accepted, Is.EqualTo(open));
        if (decision is Decision.Refused refused)
            Assert.That(refused.Refusal.Code, Is.EqualTo(RefusalCode.SessionClosed));
    }

    [Test]
    public void Redeem_ProgrammeClosed_IsAllowed()
    {
        var world = Ready(World.Rules, out var voucher);
        world.Ledger.Do(new CloseProgramme(World.Officer, World.Programme, "spent"));
        Assert.That(world.Redeem(voucher).State, Is.EqualTo(RedemptionState.Confirmed));
    }

    [TestCase("", 0, true)]
    [TestCase("video", 0, true)]
    [TestCase("", 3, true)]
    [TestCase("video", 2, false)]
    [TestCase("media", 3, false)]
    public void Redeem_VoucherForAnOccupationAndLevel_CoversThemOnly(string occupation, int level, bool covered)
    {
        var world = new World();
        world.Enrol();
        var voucher = world.Issue(occupation: occupation, level: level);
        var decision = world.Ledger.Judge(world.RedeemCommand(voucher));
        Assert.That(decision is Decision.Accepted, Is.EqualTo(covered));
        if (decision is Decision.Refused refused)
            Assert.That(refused.Refusal.Code, Is.EqualTo(RefusalCode.CourseNotCovered));
    }

    [TestCase("media", RefusalCode.CourseNotCovered)]
    [TestCase("video", RefusalCode.NotEnrolled)]
    public void Redeem_AskedBeyondTheEnrolment_TellsFirstWhatAnEnrolmentWouldNotMend(
        string occupation, RefusalCode told)
    {
        var world = new World();
        var voucher = world.Issue(occupation: occupation, level: 3);
        var command = world.RedeemCommand(voucher);

        Assert.That(CodeOf(command), Is.EqualTo(RefusalCode.NotEnrolled));
        Assert.That(CodeOf(command with { AsksBeyondEnrolment = true }), Is.EqualTo(told));

        RefusalCode CodeOf(RedeemVoucher asked) => ((Decision.Refused)world.Ledger.Judge(asked)).Refusal.Code;
    }

    [Test]
    public void Redeem_BalanceTheBooksLack_ThrowsInsteadOfGoingBelowZero()
    {
        var world = Ready(World.Rules, out var voucher);
        world.Ledger.SetBalance(world.Account(AccountKind.Outstanding), 199_999);
        Assert.That(() => world.Redeem(voucher), Throws.InvalidOperationException.With.Message.Contains("below zero"));
    }

    private static World Ready(ProgrammeRules rules, out Voucher voucher)
    {
        var world = new World(rules);
        world.Enrol();
        voucher = world.Issue();
        return world;
    }
}
