using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>A counter whose line is down: it has a lease, and chains what it captures.</summary>
internal sealed class OfflineCounter
{
    private readonly World world;
    private readonly Actor actor;
    private string last = CapturedRedemption.NoHash;
    private long sequence;

    public OfflineCounter(World world, Actor? actor = null, Id<Session>? session = null)
    {
        (this.world, this.actor, Session) = (world, actor ?? World.Counter, session ?? World.Session);
        Enrol(world, this.actor);
        Lease = world.Draw<Lease>();
        world.Ledger.Do(new GrantLease(this.actor, Lease, 50, World.Cny(5_000_000), TimeSpan.FromHours(48)));
    }

    public static ProgrammeRules Rules { get; } = World.Rules with { OfflineAllowed = true };

    public Id<Lease> Lease { get; }

    public Id<Session> Session { get; }

    public static void Enrol(World world, Actor? actor = null)
    {
        var device = (actor ?? World.Counter).Device!.Value;
        world.Ledger.Do(new OfferDeviceEnrolment(
            World.Officer, device, "hash", world.Now + TimeSpan.FromMinutes(15)));
        world.Ledger.Do(new EnrolDevice(new("anybody", Role.None), device, "hash", $"key of {device}"));
    }

    /// <summary>A record as it lies in the books, with another hash than the command's.</summary>
    public static OfflineRecord Recorded(SettleOfflineRecord command, string hash) => new(
        command.Id, command.Captured with { Hash = hash }, World.Institution, World.Branch, World.Start,
        OfflineRecordState.Conflict, null, Refusal.Of(RefusalCode.LeaseLapsed, "late"), "", null, "");

    /// <summary>A voucher of a citizen who is enrolled in the session.</summary>
    public Voucher Voucher(Id<Citizen>? citizen = null)
    {
        world.Enrol(citizen, Session);
        return world.Issue(citizen);
    }

    /// <summary>What the device brings in later, of a voucher that is shown now.</summary>
    public SettleOfflineRecord Capture(Voucher voucher, Timestamp? shownAt = null, Money? amount = null)
    {
        var shown = shownAt ?? world.Now;
        var captured = new CapturedRedemption(
            actor.Device!.Value, Lease, ++sequence, last, $"{actor.Device}-{sequence}", voucher.Id, Session,
            amount ?? World.Cny(100_000), shown, shown, shown + TimeSpan.FromSeconds(60));
        last = captured.Hash;
        return new SettleOfflineRecord(actor, world.Draw<OfflineRecord>(), captured, null);
    }
}
