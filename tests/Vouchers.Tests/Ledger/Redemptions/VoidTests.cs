using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class VoidTests
{
    [Test]
    public void Void_BeforeTheLapse_RestoresVoucherAndFace()
    {
        var world = Redeemed(out var voucher, out var redemption);
        var voided = Void(world, redemption);
        Assert.That((voided.State, voided.VoidedAt, voided.VoidReason),
            Is.EqualTo((RedemptionState.Voided, (Timestamp?)world.Now, "slip")));
        var restored = world.Read(voucher);
        Assert.That((restored.State, restored.Face, restored.RedemptionId, restored.RedeemedAt, restored.SessionId),
            Is.EqualTo((VoucherState.Active, World.Cny(200_000), (Id<Redemption>?)null, (Timestamp?)null,
                (Id<Session>?)null)));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Outstanding),
            world.Balance(AccountKind.Unearned)), Is.EqualTo((9_800_000, 200_000, 0)));
    }

    [Test]
    public void Void_Earned_TakesItFromThePayable()
    {
        var world = Redeemed(out _, out var redemption, World.Rules with { Vesting = Vesting.OnRedemption });
        Assert.That((redemption.State, world.Balance(AccountKind.Payable)),
            Is.EqualTo((RedemptionState.Earned, 100_000)));
        Void(world, redemption);
        Assert.That((world.Balance(AccountKind.Payable), world.Balance(AccountKind.Outstanding)),
            Is.EqualTo((0, 200_000)));
    }

    [TestCase(-1, VoucherState.Active)]
    [TestCase(0, VoucherState.Expired)]
    public void Void_AroundTheLapse_FollowsTheClock(int microseconds, VoucherState expected)
    {
        var rules = World.Rules with { ValidityDays = 1, VoidWindowHours = 48 };
        var world = Redeemed(out var voucher, out var redemption, rules);
        world.Now = voucher.ValidUntil + TimeSpan.FromMicroseconds(microseconds);
        Void(world, redemption);
        Assert.That(world.Read(voucher).State, Is.EqualTo(expected));
        var outstanding = expected == VoucherState.Active ? 200_000 : 0;
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Outstanding)),
            Is.EqualTo((10_000_000 - outstanding, outstanding)));
    }

    [Test]
    public void Void_RestPromisedToOthersMeanwhile_RestoresWhatTheBudgetHas()
    {
        // A budget of one face and a half: the second voucher takes a face of the 200,000 that are left.
        var world = Redeemed(out var voucher, out var redemption, budget: 330_000);
        world.Issue(World.Neighbour);
        Assert.That(world.Balance(AccountKind.Available), Is.EqualTo(30_000));
        Void(world, redemption);
        Assert.That(world.Read(voucher).Face, Is.EqualTo(World.Cny(130_000)));
        Assert.That((world.Balance(AccountKind.Available), world.Balance(AccountKind.Outstanding)),
            Is.EqualTo((0, 330_000)));
    }

    [Test]
    public void Void_RestWhollyGone_RestoresTheAmount()
    {
        var world = Redeemed(out var voucher, out var redemption, budget: 300_000);
        world.Issue(World.Neighbour);
        Void(world, redemption);
        Assert.That(world.Read(voucher).Face, Is.EqualTo(World.Cny(100_000)));
        Assert.That(world.Ledger.Journal[^1].Line.Event, Is.EqualTo(JournalEvent.RedemptionVoided));
        // Redeemed again, it pays what it still holds.
        world.Pass(TimeSpan.FromSeconds(1));
        Assert.That(world.Redeem(voucher).Amount, Is.EqualTo(World.Cny(100_000)));
    }

    [TestCase(-1, null)]
    [TestCase(0, RefusalCode.VoidWindowClosed)]
    public void Void_AtTheEndOfTheWindow_ClosesExclusive(int microseconds, RefusalCode? expected)
    {
        var world = Redeemed(out _, out var redemption);
        world.Pass(TimeSpan.FromHours(24) + TimeSpan.FromMicroseconds(microseconds));
        var decision = world.Ledger.Judge(new VoidRedemption(World.Clerk, redemption.Id, "slip"));
        Assert.That((decision as Decision.Refused)?.Refusal.Code, Is.EqualTo(expected));
    }

    [Test]
    public void Void_Twice_TellsTheFirst()
    {
        var world = Redeemed(out _, out var redemption);
        Void(world, redemption);
        var refusal = world.Ledger.Refuse(new VoidRedemption(World.Officer, redemption.Id, "again"));
        Assert.That((refusal.Code, refusal.Facts["receipt"]),
            Is.EqualTo((RefusalCode.RedemptionVoided, redemption.Receipt)));
    }

    // However late: that its money was taken back already says more than that the window is closed.
    [TestCase(1)]
    [TestCase(25)]
    public void Void_AfterAClawBack_TellsThatNothingIsLeft(int hours)
    {
        var world = Redeemed(out _, out var redemption);
        world.Ledger.Change(redemption.Id, r => r with { State = RedemptionState.ClawedBack });
        world.Pass(TimeSpan.FromHours(hours));
        var refusal = world.Ledger.Refuse(new VoidRedemption(World.Clerk, redemption.Id, "slip"));
        Assert.That((refusal.Code, refusal.Facts["state"]), Is.EqualTo((RefusalCode.RedemptionVoided, "ClawedBack")));
        Assert.That(refusal.Message, Does.Contain($"{redemption.Receipt} was clawed back"));
    }

    [TestCase(RedemptionState.InPayout)]
    [TestCase(RedemptionState.Paid)]
    public void Void_OnItsWayToTheBank_IsRefused(RedemptionState state)
    {
        var world = Redeemed(out _, out var redemption);
        world.Ledger.Change(redemption.Id, r => r with { State = state });
        Assert.That(world.Ledger.Refuse(new VoidRedemption(World.Clerk, redemption.Id, "slip")).Code,
            Is.EqualTo(RefusalCode.RedemptionInPayout));
    }

    [Test]
    public void Void_ThenRedeemAgain_KeepsBothRedemptions()
    {
        var world = Redeemed(out var voucher, out var redemption);
        Void(world, redemption);
        world.Pass(TimeSpan.FromSeconds(1));
        var second = world.Redeem(voucher);
        Assert.That(world.Ledger.All<Redemption>().Select(r => r.State),
            Is.EqualTo(new[] { RedemptionState.Voided, RedemptionState.Confirmed }));
        Assert.That(world.Read(voucher).RedemptionId, Is.EqualTo(second.Id));
    }

    private static Redemption Void(World world, Redemption redemption) =>
        world.Ledger.Do(new VoidRedemption(World.Clerk, redemption.Id, "slip"));

    private static World Redeemed(out Voucher voucher, out Redemption redemption, ProgrammeRules? rules = null,
        long budget = 10_000_000)
    {
        var world = new World(rules, budget);
        world.Enrol();
        voucher = world.Issue();
        redemption = world.Redeem(voucher);
        return world;
    }
}
