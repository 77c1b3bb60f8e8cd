using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>An account that was changed, is not verified, cools off, or is held: before and after the draft.</summary>
public sealed class PayeeAccountTests
{
    private const string Other = "62220099999";

    [TestCase(71.999, 0, 1)]
    [TestCase(72, 1, 0)]
    public void Collect_AroundTheCoolingOff_FollowsTheClock(double hours, int paid, int heldBack)
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        world.EnterAccount(PayoutWorld.College, Other);
        world.Pass(hours);
        var batch = world.Draft();
        Assert.That((batch.Redemptions, batch.HeldBack), Is.EqualTo((paid, heldBack)));
    }

    [TestCase(23, 24, false)]
    [TestCase(24, 24, true)]
    [TestCase(0, 0, true)]
    [TestCase(-1, 0, false)]
    [TestCase(24 * 366, 24, true)]
    [TestCase(24 * 366 + 1, 24, false)]
    public void Register_CoolingOff_IsWithinItsLimits(int hours, int least, bool isTaken)
    {
        var decision = new PayoutWorld().Ledger.Judge(new RegisterFundingAccount(World.Finance,
            Id<FundingAccount>.Parse("city-2"), PayoutWorld.Bank(Other), Currency.Cny, hours, least));
        Assert.That((decision as Decision.Refused)?.Refusal.Message,
            Is.EqualTo(isTaken ? null : $"cooling_off_hours: must be {least} to 8784, is {hours}"));
    }

    [Test]
    public void Collect_UnverifiedOrHeldOrNoAccount_HoldsBack()
    {
        var world = new PayoutWorld();
        var bare = Id<Institution>.Parse("bare");
        world.AddInstitution(bare);
        world.Redeem(10, bare);
        world.Redeem(20, PayoutWorld.School);
        world.Redeem(40);
        world.Do(new SetPayeeAccount(PayoutWorld.Editor, PayoutWorld.School, PayoutWorld.Bank(Other)));
        world.Do(new HoldPayments(PayoutWorld.Maker, PayoutWorld.College, "asked by the police"));
        world.Pass(hours: 72);
        var batch = world.Draft();
        Assert.That((batch.State, batch.Items, batch.HeldBack), Is.EqualTo((PayoutState.Cancelled, 0, 3)));

        world.Do(new HoldPayments(PayoutWorld.Maker, PayoutWorld.College, ""));
        world.Do(new VerifyPayeeAccount(PayoutWorld.Verifier, PayoutWorld.School, Other));
        Assert.That(world.Draft().Total, Is.EqualTo(PayoutWorld.Cny(60)), "the institution without one still waits");
    }

    [Test]
    public void Approve_AccountChangedAfterTheDraft_IsRefusedUntilItIsMadeAgain()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var batch = world.Draft();
        var approve = new ApprovePayoutBatch(PayoutWorld.Checker, batch.Id);
        world.Do(new SetPayeeAccount(PayoutWorld.Editor, PayoutWorld.College, PayoutWorld.Bank(Other)));
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.PayeeAccountUnverified));
        world.Do(new VerifyPayeeAccount(PayoutWorld.Verifier, PayoutWorld.College, Other));
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.PayeeAccountCoolingOff));
        world.Pass(hours: 72);
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.PayeeAccountChanged));

        world.Cancel(batch);
        world.Do(new ReleasePayoutItem(Actor.Clock, world.OnlyItem(batch).Id));
        batch = world.Approve(world.Draft());
        Assert.That(world.OnlyItem(batch).Payee.AccountNumber, Is.EqualTo(Other));
    }

    // The number is the drafted one again, but somebody else stands for it now.
    [Test]
    public void Approve_AccountChangedAndChangedBackByAnother_IsRefused()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var batch = world.Draft();
        var before = world.OnlyItem(batch).Payee.AccountNumber;
        world.EnterAccount(PayoutWorld.College, Other);
        world.EnterAccount(PayoutWorld.College, before, PayoutWorld.Checker);
        world.Pass(hours: 72);
        Assert.That(world.Refuse(new ApprovePayoutBatch(PayoutWorld.Person("fifth"), batch.Id)),
            Is.EqualTo(RefusalCode.PayeeAccountChanged));
    }

    [Test]
    public void Approve_HeldAfterTheDraft_IsRefusedUntilItIsReleased()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var approve = new ApprovePayoutBatch(PayoutWorld.Checker, world.Draft().Id);
        world.Do(new HoldPayments(PayoutWorld.Maker, PayoutWorld.College, "asked by the police"));
        Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.PaymentsHeld));
        world.Do(new HoldPayments(PayoutWorld.Maker, PayoutWorld.College, ""));
        Assert.That(world.Do(approve).State, Is.EqualTo(PayoutState.Approved));
    }

    // Of several accounts the lowest fault answers, whichever payment comes first.
    [Test]
    public void Approve_TwoAccountsWithFaults_IsRefusedByTheLowest()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        world.Redeem(100, PayoutWorld.School);
        var batch = world.Draft();
        world.EnterAccount(PayoutWorld.College, Other);
        world.Do(new SetPayeeAccount(PayoutWorld.Editor, PayoutWorld.School, PayoutWorld.Bank(Other)));
        Assert.That(world.Refuse(new ApprovePayoutBatch(PayoutWorld.Checker, batch.Id)),
            Is.EqualTo(RefusalCode.PayeeAccountUnverified));
    }

    [Test]
    public void Export_HeldAfterTheApproval_IsRefusedUntilItIsReleased()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        world.Redeem(100, PayoutWorld.School);
        var export = new ExportPayoutBatch(PayoutWorld.Maker, world.Approve(world.Draft()).Id, "abc1");
        world.Do(new HoldPayments(PayoutWorld.Maker, PayoutWorld.School, "asked by the police"));
        Assert.That(world.Refuse(export), Is.EqualTo(RefusalCode.PaymentsHeld));
        world.Do(new HoldPayments(PayoutWorld.Maker, PayoutWorld.School, ""));
        world.Do(export);
        world.Do(new HoldPayments(PayoutWorld.Maker, PayoutWorld.School, "too late"));
        world.Repeat(export);
    }

    // The approved account was verified; who changes it later changes nothing of what is on its way.
    [Test]
    public void Export_AccountChangedAfterTheApproval_PaysToTheApprovedOne()
    {
        var world = new PayoutWorld();
        world.Redeem(100);
        var batch = world.Approve(world.Draft());
        var approved = world.OnlyItem(batch).Payee;
        world.Do(new SetPayeeAccount(PayoutWorld.Editor, PayoutWorld.College, PayoutWorld.Bank(Other)));
        Assert.That(world.OnlyItem(world.Export(batch)).Payee, Is.EqualTo(approved));
    }

    [Test]
    public void Set_AnotherAccount_EndsTheVerificationAndKeepsTheHold()
    {
        var world = new PayoutWorld();
        world.Do(new HoldPayments(PayoutWorld.Maker, PayoutWorld.College, "asked by the police"));
        var account = world.Do(
            new SetPayeeAccount(PayoutWorld.Editor, PayoutWorld.College, PayoutWorld.Bank(Other)));
        Assert.That((account.VerifiedBy, account.VerifiedAt, account.HeldReason, account.ChangedAt),
            Is.EqualTo(("", (Timestamp?)null, "asked by the police", world.Now)));
    }

    [Test]
    public void Set_TheSameAccountAgain_ChangesNothing()
    {
        var world = new PayoutWorld();
        var account = world.Ledger.Row(PayeeAccount.IdOf(PayoutWorld.College));
        world.Repeat(new SetPayeeAccount(PayoutWorld.Maker, PayoutWorld.College, account.Bank));
        world.Repeat(new VerifyPayeeAccount(PayoutWorld.Maker, PayoutWorld.College, account.Bank.AccountNumber));
        world.Repeat(new HoldPayments(PayoutWorld.Maker, PayoutWorld.College, ""));
    }
}
