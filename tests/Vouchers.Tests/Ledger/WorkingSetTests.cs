using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class WorkingSetTests
{
    private static readonly Id<Enrolment> Key = Enrolment.IdOf(World.Session, World.Citizen);

    [Test]
    public void Find_NotLoaded_Throws()
    {
        var state = new WorkingSet();
        Assert.That(() => state.Find(World.Citizen), Throws.InvalidOperationException);
        Assert.That(() => state.VouchersOf(World.Citizen), Throws.InvalidOperationException);
        Assert.That(() => state.MembershipsOf(World.Citizen), Throws.InvalidOperationException);
        Assert.That(() => state.CitizenByNationalId("0"), Throws.InvalidOperationException);
        Assert.That(() => state.Balance(AccountId.FromPacked((1L << 32) | 2)), Throws.InvalidOperationException);
        Assert.That(state.Peek(World.Citizen), Is.Null);
        Assert.That(state.Loaded(World.Citizen), Is.Empty);
    }

    [Test]
    public void Missing_NeedNamedTwice_IsLoadedOnce()
    {
        var state = new WorkingSet();
        var need = Need.Of(World.Citizen);
        Assert.That(state.Missing([need, need]), Is.EqualTo(new[] { need }));
        state.Add(new Loaded(need, []));
        Assert.That(state.Missing([need]), Is.Empty);
        Assert.That(state.Find(World.Citizen), Is.Null);
    }

    [Test]
    public void Changes_RowPutTwice_IsWrittenOnceAsItStandsLast()
    {
        var state = new WorkingSet();
        var before = new Citizen(World.Citizen, "0", "王*");
        state.Add(new Loaded(Need.Of(World.Citizen), [new VersionedRow(before, 7)]));
        var (first, last) = (before with { MaskedName = "李*" }, before with { MaskedName = "张*" });
        state.Apply(new Decision.Accepted("") { Puts = [first] });
        state.Apply(new Decision.Accepted("") { Puts = [last] });
        Assert.That(state.Changes().Rows, Is.EqualTo(new[] { new RowWrite(last, 7) }));
    }

    [Test]
    public void Transfer_NegativeAmount_Throws() => Assert.That(
        () => JournalLine.Transfer(JournalEvent.VoucherIssued, "v", default, default, World.Cny(-1)),
        Throws.TypeOf<ArgumentOutOfRangeException>());

    // The pipeline has to ask for a command's needs again once the commands before it were decided.
    [Test]
    public void Run_CommandOnARowThatItsBatchMade_FindsWhatTheRowLeadsTo()
    {
        var world = new World();
        var decisions = world.Ledger.Run(new Enrol(World.Officer, World.Session, World.Citizen, ""),
            new RecordAttendance(World.Clerk, Key, 40), new CompleteEnrolment(World.Clerk, Key));
        Assert.That(decisions, Has.All.InstanceOf<Decision.Accepted>());
        Assert.That(world.Ledger.Row(Key).State, Is.EqualTo(EnrolmentState.Completed));
        Assert.That(world.Ledger.LateLoads, Is.EqualTo(2), "the course, and the citizen's vouchers");
    }
}
