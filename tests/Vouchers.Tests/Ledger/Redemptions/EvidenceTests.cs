using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What is shown at the counter: a live presentation, or paper and code with a PIN.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EvidenceTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(1);
    private readonly World world;
    private readonly Voucher voucher;

    public EvidenceTests()
    {
        world = new World();
        world.Enrol();
        voucher = world.Issue();
    }

    // A code made at 0 s lapses at 60 s; clocks may be 30 s apart.
    [TestCase(-30_000_001, RefusalCode.PresentationNotYetValid)]
    [TestCase(-30_000_000, null)]
    [TestCase(0, null)]
    [TestCase(60_000_000, null)]
    [TestCase(89_999_999, null)]
    [TestCase(90_000_000, RefusalCode.PresentationExpired)]
    public void NotFresh_AtTheBoundary_GrantsTheSkewExactly(long microseconds, RefusalCode? expected)
    {
        var shown = new Evidence.Presentation(World.Start, World.Start + TimeSpan.FromSeconds(60));
        Assert.That(shown.NotFresh(World.Start + TimeSpan.FromMicroseconds(microseconds))?.Code, Is.EqualTo(expected));
    }

    [Test]
    public void Redeem_PresentationUsedBeforeAVoid_IsReplayed()
    {
        var shown = World.Fresh(world.Now);
        var redemption = world.Redeem(voucher, shown: shown);
        world.Ledger.Do(new VoidRedemption(World.Clerk, redemption.Id, "slip"));
        Assert.That(world.Ledger.Refuse(world.RedeemCommand(voucher, shown)).Code,
            Is.EqualTo(RefusalCode.PresentationReplayed));
        Assert.That(world.Ledger.Refuse(world.RedeemCommand(voucher, World.Fresh(world.Now - Tick))).Code,
            Is.EqualTo(RefusalCode.PresentationReplayed));
        Assert.That(world.Redeem(voucher, shown: World.Fresh(world.Now + Tick)).State,
            Is.EqualTo(RedemptionState.Confirmed));
    }

    [Test]
    public void Redeem_PaperBetweenTwoPresentations_KeepsTheFloor()
    {
        var shown = World.Fresh(world.Now);
        world.Ledger.Do(new VoidRedemption(World.Clerk, world.Redeem(voucher, shown: shown).Id, "slip"));
        world.Ledger.Do(new VoidRedemption(World.Clerk, world.Redeem(voucher, shown: World.Paper()).Id, "slip"));
        Assert.That(world.Ledger.Refuse(world.RedeemCommand(voucher, shown)).Code,
            Is.EqualTo(RefusalCode.PresentationReplayed));
    }

    [Test]
    public void Redeem_WrongPins_AreCountedThenLock()
    {
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var wrong = world.Ledger.Refuse(world.RedeemCommand(voucher, World.Paper(right: false)));
            Assert.That(wrong.Code, Is.EqualTo(RefusalCode.PinWrong));
            Assert.That(wrong.Message, Does.Contain($"{5 - attempt} of 5 attempts are left"));
            Assert.That(world.Read(voucher).PinFailures, Is.EqualTo(attempt));
        }

        Assert.That(world.Ledger.Refuse(world.RedeemCommand(voucher, World.Paper())).Code,
            Is.EqualTo(RefusalCode.PinLocked));
        Assert.That(world.Read(voucher).PinFailures, Is.EqualTo(5));
    }

    [Test]
    public void Redeem_WrongPinsInOneBatch_AreCountedOneByOne()
    {
        var batch = Enumerable.Range(0, 6).Select(_ => world.RedeemCommand(voucher, World.Paper(right: false)));
        var codes = world.Ledger.Run([.. batch]).Select(d => ((Decision.Refused)d).Refusal.Code);
        Assert.That(codes, Is.EqualTo(
            Enumerable.Repeat(RefusalCode.PinWrong, 5).Append(RefusalCode.PinLocked)));
    }

    [Test]
    public void Redeem_LockedByPin_StillTakesAPresentation()
    {
        world.Ledger.Change(voucher.Id, v => v with { PinFailures = 5 });
        Assert.That(world.Ledger.Judge(world.RedeemCommand(voucher)), Is.InstanceOf<Decision.Accepted>());
    }

    [Test]
    public void ResetPin_Locked_RenewsThePinAndForgetsTheFailures()
    {
        world.Ledger.Change(voucher.Id, v => v with { PinFailures = 5 });
        var reset = world.Ledger.Do(new ResetVoucherPin(World.Holder, voucher.Id));
        Assert.That((reset.PinGeneration, reset.PinFailures), Is.EqualTo((1, 0)));
        var seen = new List<(Id<Voucher>, int)>();
        var paper = new Evidence.WithPin(EvidenceKind.PaperWithPin, (id, generation) =>
        {
            seen.Add((id, generation));
            return true;
        });
        Assert.That(world.Ledger.Judge(world.RedeemCommand(voucher, paper)), Is.InstanceOf<Decision.Accepted>());
        Assert.That(seen, Is.EqualTo(new[] { (voucher.Id, 1) }));
    }

    [Test]
    public void Redeem_RightPinAfterWrongOnes_ForgetsThem()
    {
        world.Ledger.Refuse(world.RedeemCommand(voucher, World.Paper(right: false)));
        Assert.That(world.Redeem(voucher, shown: World.Paper()).Evidence, Is.EqualTo(EvidenceKind.PaperWithPin));
        Assert.That(world.Read(voucher).PinFailures, Is.Zero);
    }
}
