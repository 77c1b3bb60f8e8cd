using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Rows that get or change their owner within a batch, loaded before or after.</summary>
public sealed class OwnedRowsTests
{
    private static readonly Id<PayoutItem> First = Id<PayoutItem>.Parse("pay-000001.p1.i1");
    private static readonly Id<PayoutItem> Second = Id<PayoutItem>.Parse("pay-000002.p1.i1");
    private static readonly Id<PayoutBatch> Batch = Id<PayoutBatch>.Parse("pay-000001");

    [Test]
    public void All_RowThatLeftItsOwner_IsNotAmongThem()
    {
        var state = new WorkingSet();
        var (leaves, stays) = (Redemption("a", First), Redemption("b", First));
        Load(state, Need.RedemptionsOf(First), leaves, stays);
        Apply(state, leaves with { PayoutItemId = null });
        Assert.That(In(state, First), Is.EqualTo(new[] { stays }));
    }

    [Test]
    public void All_RowThatLeftAndCameBack_IsAmongThemOnce()
    {
        var state = new WorkingSet();
        var row = Redemption("a", First);
        Load(state, Need.RedemptionsOf(First), row);
        Apply(state, row with { PayoutItemId = null });
        Apply(state, row with { State = RedemptionState.Paid });
        Assert.That(In(state, First), Is.EqualTo(new[] { row with { State = RedemptionState.Paid } }));
        Assert.That(state.Changes().Rows, Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void All_RowThatMovedToAnotherOwner_IsTheOthersWheneverThatIsLoaded(bool isLoadedBefore)
    {
        var state = new WorkingSet();
        var (moves, rests) = (Redemption("a", First), Redemption("b", Second));
        Load(state, Need.RedemptionsOf(First), moves);
        if (isLoadedBefore)
            Load(state, Need.RedemptionsOf(Second), rests);
        var moved = moves with { PayoutItemId = Second };
        Apply(state, moved);
        if (!isLoadedBefore)
            Load(state, Need.RedemptionsOf(Second), rests);
        Assert.That(In(state, First), Is.Empty);
        Assert.That(In(state, Second), Is.EqualTo(new[] { rests, moved }), "new ones last");
    }

    // The store still finds the row where it was; the batch took it away already, and wrote it at its version.
    [Test]
    public void All_RowThatLeftBeforeItsOwnerWasLoaded_IsNotAmongThem()
    {
        var state = new WorkingSet();
        var row = Redemption("a", First);
        Load(state, Need.Of(row.Id), row);
        Apply(state, row with { PayoutItemId = null });
        Load(state, Need.RedemptionsOf(First), row);
        Assert.That(In(state, First), Is.Empty);
        Assert.That(state.Changes().Rows, Is.EqualTo(new[] { new RowWrite(row with { PayoutItemId = null }, 7) }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void All_NewRow_IsAmongThemWheneverTheyAreLoaded(bool isLoadedBefore)
    {
        var state = new WorkingSet();
        if (isLoadedBefore)
            LoadOwners();
        Apply(state, Item(2), new Netting(Batch, First, Owed(2).Id, 5), Owed(2));
        if (!isLoadedBefore)
            LoadOwners();
        Assert.That(state.All<PayoutItem>(Need.ItemsOf(Batch)), Is.EqualTo(new[] { Item(1), Item(2) }));
        Assert.That(state.All<Netting>(Need.NettingsOf(Batch)), Has.Count.EqualTo(1));
        Assert.That(state.All<ClawBack>(Need.ClawBacksOf(World.Institution)), Is.EqualTo(new[] { Owed(1), Owed(2) }));

        void LoadOwners()
        {
            Load(state, Need.ItemsOf(Batch), Item(1));
            Load(state, Need.NettingsOf(Batch));
            Load(state, Need.ClawBacksOf(World.Institution), Owed(1));
        }
    }

    // A row that its owner found is known by its id, and the other way round; neither hides what was written.
    [Test]
    public void Find_RowWrittenBeforeItIsLoadedByItsId_IsTheWrittenOne()
    {
        var state = new WorkingSet();
        Load(state, Need.ItemsOf(Batch), Item(1));
        Apply(state, Item(1) with { State = PayoutItemState.Sent }, Item(2));
        Load(state, Need.Of(Item(1).Id), Item(1));
        Load(state, Need.Of(Item(2).Id));
        Assert.That((state.Find(Item(1).Id)!.State, state.Find(Item(2).Id)),
            Is.EqualTo((PayoutItemState.Sent, Item(2))));
    }

    [Test]
    public void All_NotLoaded_Throws()
    {
        var state = new WorkingSet();
        Assert.That(() => In(state, First), Throws.InvalidOperationException);
        Assert.That(state.AllLoaded<Redemption>(Need.RedemptionsOf(First)), Is.Empty);
    }

    // In one batch: the bank refuses a payment, and what it paid for is collected, approved, sent and paid again.
    [Test]
    public void Run_RejectedAndPaidAgainInOneBatch_PaysOnce()
    {
        var world = new PayoutWorld();
        Redemption[] redemptions = [world.Redeem(100), world.Redeem(10)];
        world.Send();
        var again = Id<PayoutBatch>.Parse("pay-000002");
        var decisions = world.Ledger.Run(
            new RecordBankAnswer(PayoutWorld.Maker, First, true, "AM04"),
            new StartPayoutBatch(PayoutWorld.Maker, PayoutWorld.City, world.Now, world.Now),
            new CollectPayout(Actor.Clock, again, "", [redemptions[0].Id], false),
            new CollectPayout(Actor.Clock, again, redemptions[0].Key, [redemptions[1].Id], true),
            new ApprovePayoutBatch(PayoutWorld.Checker, again),
            new ExportPayoutBatch(PayoutWorld.Maker, again, "abc2"),
            new SettlePayoutItem(PayoutWorld.Maker, Second, "line 1"));
        Assert.That(decisions, Has.All.InstanceOf<Decision.Accepted>());
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
        Assert.That((world.Owed(), world.Ledger.Row(Second).Redemptions), Is.EqualTo(((0L, 0L, 110L, 0L), 2)));
    }

    [Test]
    public void Run_CancelledAndFreedInOneBatch_IsPayable()
    {
        var world = new PayoutWorld();
        var redemption = world.Redeem(100);
        world.Do(world.NextStep(world.Start(), size: 1));
        var decisions = world.Ledger.Run(new CancelPayoutBatch(PayoutWorld.Maker, Batch, "wrong day"),
            new ReleasePayoutItem(Actor.Clock, First),
            new VoidRedemption(World.Officer, redemption.Id, "slip"));
        Assert.That(decisions, Has.All.InstanceOf<Decision.Accepted>());
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
    }

    // The claw-back is opened, planned, taken off and opened again without a commit between.
    [Test]
    public void Run_ClawedBackNettedAndRejectedInOneBatch_IsOpenAgain()
    {
        var world = new PayoutWorld();
        var wrong = world.Redeem(30);
        world.Pay();
        var next = world.Redeem(100);
        var clawBack = world.Draw<ClawBack>();
        var (batch, item) = (Id<PayoutBatch>.Parse("pay-000002"), Second);
        var decisions = world.Ledger.Run(
            new RequestClawBack(PayoutWorld.Maker, clawBack, wrong.Id, "never held"),
            new DecideClawBack(PayoutWorld.Checker, clawBack, true),
            new StartPayoutBatch(PayoutWorld.Maker, PayoutWorld.City, world.Now, world.Now),
            new CollectPayout(Actor.Clock, batch, "", [next.Id], true),
            new ApprovePayoutBatch(PayoutWorld.Checker, batch),
            new ExportPayoutBatch(PayoutWorld.Maker, batch, "abc2"),
            new RecordBankAnswer(PayoutWorld.Maker, item, true, "AC04"),
            new RepayClawBack(PayoutWorld.Maker, clawBack, PayoutWorld.Cny(30), "line 2"));
        Assert.That(decisions, Has.All.InstanceOf<Decision.Accepted>());
        Assert.That(Invariants.FirstBroken(world.Ledger), Is.Null);
        Assert.That((world.Ledger.Row(item).NettedMinorUnits, world.Owed()), Is.EqualTo((30L, (100L, 0L, 0L, 0L))));
    }

    private static Redemption Redemption(string id, Id<PayoutItem> item) => new(Id<Redemption>.Parse(id), "R-1",
        Id<Voucher>.Parse("v"), World.Citizen, World.Programme, World.Institution, World.Branch, null, World.Session,
        World.Cny(1), World.Cny(1), EvidenceKind.Presentation, World.Start, "clerk", RedemptionState.InPayout, null, "",
        World.Start, item);

    private static PayoutItem Item(int institution) => new(Batch, World.Programme, World.Institution, 1, institution,
        World.Cny(1), 0, 1, PayoutWorld.Bank("62220"), "editor", PayoutItemState.Pending, "", null);

    private static ClawBack Owed(int number) => new(Id<ClawBack>.Parse($"claw-{number}"),
        Id<Redemption>.Parse($"redemption-{number}"), null, World.Programme, World.Institution, World.Cny(9), 9, 0, 0,
        ClawBackState.Open, "never held", "maker", World.Start, "checker", World.Start);

    private static void Load(WorkingSet state, Need need, params Entity[] rows) =>
        state.Add(new Loaded(need, [.. rows.Select(r => new VersionedRow(r, 7))]));

    private static void Apply(WorkingSet state, params Entity[] puts) =>
        state.Apply(new Decision.Accepted("") { Puts = puts });

    private static IReadOnlyList<Redemption> In(WorkingSet state, Id<PayoutItem> item) =>
        state.All<Redemption>(Need.RedemptionsOf(item));
}
