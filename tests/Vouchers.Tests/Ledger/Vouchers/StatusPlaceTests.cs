using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The places that vouchers take in status lists.</summary>
public sealed class StatusPlaceTests
{
    [Test]
    public void Issue_WholeList_TakesEachPlaceOnce()
    {
        // One step for a whole list: a rule that allows many vouchers, and two citizens who take turns.
        var world = new World(World.Rules with
        {
            OneLivePerOccupationAndLevel = false,
            MaxTrainingsPerYear = 0,
            FixedFaceMinorUnits = 1,
        });
        var state = new WorkingSet();
        var command = Next(0);
        while (state.Missing(command.Needs(state)) is { Count: > 0 } missing)
            missing.ForEach(n => state.Add(world.Ledger.Find(n)));
        var taken = new bool[NewVoucher.StatusListSize];
        var neighbours = 0;
        var before = -2;
        for (var place = 0; place < taken.Length; place++)
        {
            var decision = command.Decide(state, world.Now);
            var voucher = (Voucher)((Decision.Accepted)decision).Answer;
            if (voucher.StatusList != 0 || taken[voucher.StatusIndex])
                Assert.Fail($"Place {place} went to {voucher.StatusList}/{voucher.StatusIndex}, which is taken.");
            taken[voucher.StatusIndex] = true;
            neighbours += Math.Abs(voucher.StatusIndex - before) == 1 ? 1 : 0;
            before = voucher.StatusIndex;
            // Only the counter moves: the vouchers themselves would fill the memory.
            state.Apply(new Decision.Accepted("") { Puts = [.. decision.Puts.OfType<Counter>()] });
        }

        Assert.That(Array.TrueForAll(taken, t => t), Is.True);
        // Two in 2^20 neighbours would be the mean of a random order.
        Assert.That(neighbours, Is.LessThan(20), "Neighbours in the list were issued together.");
        Assert.That(((Voucher)((Decision.Accepted)command.Decide(state, world.Now)).Answer).StatusList, Is.EqualTo(1));

        IssueVoucher Next(int code) => new(World.Officer, World.Programme, World.Citizen, "", 0,
            new NewVoucher(world.Draw<Voucher>(), code));
    }
}
