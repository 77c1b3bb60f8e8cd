using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger.Offline;

/// <summary>What becomes of a redemption that a device captured while its line was down.</summary>
public sealed class SettleTests
{
    private static readonly Id<Institution> Other = Id<Institution>.Parse("school");
    private static readonly Id<Branch> OtherBranch = Id<Branch>.Parse("school-south");
    private static readonly Id<Session> OtherSession = Id<Session>.Parse("video-3-july");
    private static readonly Actor OtherCounter =
        new("other", Role.Device, Other, OtherBranch, Id<Device>.Parse("counter-2"));

    private World world = null!;
    private OfflineCounter counter = null!;
    private Voucher voucher = null!;

    [SetUp]
    public void SetUp()
    {
        world = new World(OfflineCounter.Rules);
        counter = new OfflineCounter(world);
        voucher = counter.Voucher();
    }

    [Test]
    public void Settle_GoodSlip_IsTheRedemptionOfItsOwnNumberAndTime()
    {
        var slip = counter.Capture(voucher);
        world.Pass(TimeSpan.FromHours(20));
        var record = world.Ledger.Do(slip);

        Assert.That(record.State, Is.EqualTo(OfflineRecordState.Confirmed));
        var redemption = world.Ledger.Row(record.RedemptionId!.Value);
        Assert.That(redemption.Id.Value, Is.EqualTo(slip.Id.Value));
        Assert.That(redemption.RedeemedAt, Is.EqualTo(World.Start));
        Assert.That(redemption.Evidence, Is.EqualTo(EvidenceKind.OfflinePresentation));
        Assert.That(redemption.RedeemedBy, Is.EqualTo("device:counter-1"));
        var lease = world.Ledger.Row(counter.Lease);
        Assert.That((lease.UsedCount, lease.UsedMinorUnits), Is.EqualTo((1, 100_000L)));
    }

    [Test]
    public void Settle_SentAgain_ChangesNothingAndIsAnsweredAlike()
    {
        var slip = counter.Capture(voucher);
        var first = world.Ledger.Do(slip);
        var lines = world.Ledger.Journal.Count;

        Assert.That(world.Ledger.Do(slip), Is.EqualTo(first));
        Assert.That(world.Ledger.Journal, Has.Count.EqualTo(lines));
        Assert.That(world.Ledger.Row(counter.Lease).UsedCount, Is.EqualTo(1));
    }

    [Test]
    public void Settle_RedeemedOnlineMeanwhile_IsInConflictWithTheFactsOfTheFirstUse()
    {
        var slip = counter.Capture(voucher);
        world.Pass(TimeSpan.FromMinutes(5));
        var online = world.Redeem(voucher);
        var record = world.Ledger.Do(slip);

        Assert.That(record.Conflict!.Code, Is.EqualTo(RefusalCode.VoucherRedeemed));
        Assert.That(record.Conflict.Message, Does.Contain(online.Receipt));
        Assert.That(record.Conflict.Facts, Is.SupersetOf(new Dictionary<string, string>
        {
            ["redeemed_at"] = online.RedeemedAt.ToString(), ["receipt"] = online.Receipt,
            ["institution"] = world.Ledger.Row(World.Institution).Name, ["branch"] = world.Ledger.Row(World.Branch).Name,
        }));
        Assert.That(world.Ledger.Row(online.Id).State, Is.EqualTo(RedemptionState.Confirmed));
    }

    [Test]
    public void Settle_TwoDevices_EarlierEvidenceWinsThoughItComesLater()
    {
        var other = AddOtherCounter();
        var early = other.Capture(voucher);
        world.Pass(TimeSpan.FromMinutes(2));
        var late = counter.Capture(voucher);
        var lost = world.Ledger.Do(late);
        Assert.That(lost.State, Is.EqualTo(OfflineRecordState.Confirmed));

        var won = world.Ledger.Do(early);

        Assert.That(won.State, Is.EqualTo(OfflineRecordState.Confirmed));
        lost = world.Ledger.Row(lost.Id);
        Assert.That((lost.State, lost.Conflict?.Code),
            Is.EqualTo((OfflineRecordState.Conflict, RefusalCode.VoucherRedeemed)));
        Assert.That(lost.Conflict!.Facts, Is.SupersetOf(new Dictionary<string, string>
        {
            ["shown_at"] = World.Start.ToString(), ["institution"] = world.Ledger.Row(Other).Name,
            ["branch"] = world.Ledger.Row(OtherBranch).Name,
            ["receipt"] = Redemption.ReceiptOf(won.RedemptionId!.Value),
            ["voided_receipt"] = Redemption.ReceiptOf(Id<Redemption>.Parse(lost.Id.Value)),
        }));
        var standing = world.Ledger.All<Redemption>().Where(r => r.State != RedemptionState.Voided).ToList();
        Assert.That(standing.Select(r => r.Id), Is.EqualTo(new[] { won.RedemptionId!.Value }));
        Assert.That(world.Read(voucher).RedemptionId, Is.EqualTo(won.RedemptionId));
        Assert.That(world.Balance(AccountKind.Unearned), Is.Zero, "of the loser");
    }

    [Test]
    public void Settle_SameCodeShownAtTwoCounters_TheFirstInStays()
    {
        var other = AddOtherCounter();
        var first = world.Ledger.Do(counter.Capture(voucher));
        var second = world.Ledger.Do(other.Capture(voucher));

        Assert.That(world.Ledger.Row(first.Id).State, Is.EqualTo(OfflineRecordState.Confirmed));
        Assert.That(second.Conflict!.Code, Is.EqualTo(RefusalCode.VoucherRedeemed));
    }

    [Test]
    public void Settle_EarlierEvidenceOfAnUnfitSession_UndoesNothing()
    {
        var other = AddOtherCounter();
        var early = other.Capture(voucher);
        world.Pass(TimeSpan.FromMinutes(2));
        var standing = world.Ledger.Do(counter.Capture(voucher));
        world.Ledger.Change(OtherSession, s => s with { Cancelled = true });

        var record = world.Ledger.Do(early);

        Assert.That(record.Conflict!.Code, Is.EqualTo(RefusalCode.SessionCancelled));
        Assert.That(world.Ledger.Row(standing.Id).State, Is.EqualTo(OfflineRecordState.Confirmed));
        Assert.That(world.Ledger.Row(standing.RedemptionId!.Value).State, Is.EqualTo(RedemptionState.Confirmed));
    }

    [Test]
    public void Settle_SlipMissing_TheNextIsInConflictAndThoseAfterGoOn()
    {
        var missing = counter.Capture(voucher);
        var next = world.Ledger.Do(counter.Capture(counter.Voucher(World.Neighbour)));
        world.AddCitizen(Id<Citizen>.Parse("c3"), "rural");
        var after = world.Ledger.Do(counter.Capture(counter.Voucher(Id<Citizen>.Parse("c3"))));

        Assert.That(next.Conflict!.Code, Is.EqualTo(RefusalCode.OfflineChainBroken));
        Assert.That(after.State, Is.EqualTo(OfflineRecordState.Confirmed));
        Assert.That(world.Ledger.Do(missing).Conflict!.Code, Is.EqualTo(RefusalCode.OfflineChainBroken));
        Assert.That(world.Ledger.Row(DeviceKey.IdOf(World.Device)).Sequence, Is.EqualTo(3));
    }

    [Test]
    public void Settle_EarnedOnRedemption_IsOwedFromTheSyncOn()
    {
        world.SetRules(r => r with { Vesting = Vesting.OnRedemption });
        var slip = counter.Capture(voucher);
        world.Pass(TimeSpan.FromHours(20));
        var record = world.Ledger.Do(slip);

        Assert.That(world.Ledger.Row(record.RedemptionId!.Value).EarnedAt, Is.EqualTo(world.Now));
    }

    [Test]
    public void Decide_AcceptedAfterEnrolment_RedeemsAsOfTheEvidence()
    {
        world.Ledger.Change(Enrolment.IdOf(World.Session, World.Citizen),
            e => e with { State = EnrolmentState.Withdrawn });
        var record = world.Ledger.Do(counter.Capture(voucher));
        Assert.That(record.Conflict!.Code, Is.EqualTo(RefusalCode.EnrolmentEnded));
        world.Ledger.Change(Enrolment.IdOf(World.Session, World.Citizen),
            e => e with { State = EnrolmentState.Enrolled });
        world.Ledger.Do(new RevokeDevice(World.Officer, World.Device, "stolen"));

        var decided = world.Ledger.Do(new DecideOfflineConflict(
            World.Officer, record.Id, world.Draw<Redemption>(), true, "the list was signed"));

        Assert.That(decided.State, Is.EqualTo(OfflineRecordState.Confirmed));
        Assert.That(world.Ledger.Row(decided.RedemptionId!.Value).RedeemedAt, Is.EqualTo(World.Start));
        Assert.That(decided.DecidedBy, Is.EqualTo("officer"));
    }

    [Test]
    public void Decide_Declined_LeavesTheVoucherAndCannotBeDecidedAgain()
    {
        world.Ledger.Change(World.Session, s => s with { Cancelled = true });
        var record = world.Ledger.Do(counter.Capture(voucher));
        var decline = new DecideOfflineConflict(
            World.Officer, record.Id, world.Draw<Redemption>(), false, "no class was held");

        Assert.That(world.Ledger.Do(decline).State, Is.EqualTo(OfflineRecordState.Dismissed));
        Assert.That(world.Read(voucher).State, Is.EqualTo(VoucherState.Active));
        Assert.That(world.Ledger.Refuse(decline with { RedemptionId = world.Draw<Redemption>() }).Code,
            Is.EqualTo(RefusalCode.ConflictOutOfOrder));
    }

    private OfflineCounter AddOtherCounter()
    {
        world.AddInstitution(Other, OtherBranch, OtherCounter.Device!.Value);
        world.AddSession(OtherSession, World.Course, Other, OtherBranch);
        var other = new OfflineCounter(world, OtherCounter, OtherSession);
        world.Enrol(null, OtherSession);
        return other;
    }
}
