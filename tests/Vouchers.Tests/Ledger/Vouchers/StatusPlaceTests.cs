using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>The places that vouchers take in status lists.</summary>
public sealed class StatusPlaceTests
{
    private static readonly StatusPlaces Places = new(new byte[32]);

    [Test]
    public void At_WholeList_TakesEachPlaceOnce()
    {
        var taken = new int[StatusPlaces.ListSize];
        Parallel.For(0, taken.Length, number =>
        {
            var (list, index) = Places.At(number);
            if (list == 0)
                Interlocked.Increment(ref taken[index]);
        });

        Assert.That(Array.TrueForAll(taken, times => times == 1), Is.True);
    }

    [Test]
    public void At_ListIsFull_TheNextBegins()
    {
        Assert.That(Places.At(StatusPlaces.ListSize - 1).List, Is.Zero);
        Assert.That(Places.At(StatusPlaces.ListSize).List, Is.EqualTo(1));
        Assert.That(Places.At(3L * StatusPlaces.ListSize + 5).List, Is.EqualTo(3));
    }

    [Test]
    public void At_SameKeyElsewhere_IsTheSamePlace()
    {
        var elsewhere = new StatusPlaces(new byte[32]);

        Assert.That(FirstOf(elsewhere), Is.EqualTo(FirstOf(Places)));
    }

    [Test]
    public void At_KnownKey_IsWhereItEverWas() => Assert.That(
        new long[] { 0, 1, 2, StatusPlaces.ListSize }.Select(number => Places.At(number).Index),
        Is.EqualTo(new[] { 597_475, 9_896, 893_627, 937_965 }), "Another order would give places out that are taken.");

    [Test]
    public void At_OtherKeyOrOtherList_IsAnotherOrder()
    {
        var ours = FirstOf(Places);
        var others = FirstOf(new StatusPlaces(Enumerable.Repeat((byte)1, 32).ToArray()));
        var next = FirstOf(Places, from: StatusPlaces.ListSize);

        Assert.That(Alike(ours, others), Is.LessThan(3));
        Assert.That(Alike(ours, next), Is.LessThan(3));
    }

    [Test]
    public void At_OneAfterAnother_AreNoNeighbours()
    {
        var places = FirstOf(Places);
        var neighbours = places.Zip(places.Skip(1)).Count(pair => Math.Abs(pair.First - pair.Second) == 1);

        // Two in 2^20 would be the mean of a random order.
        Assert.That(neighbours, Is.LessThan(3));
    }

    [Test]
    public void Issue_TakesThePlaceOfTheCounter()
    {
        var world = new World();
        var voucher = world.Issue();

        Assert.That((voucher.StatusList, voucher.StatusIndex), Is.EqualTo(World.Places.At(0)));
    }

    private static int[] FirstOf(StatusPlaces places, int from = 0) =>
        [.. Enumerable.Range(from, 5_000).Select(number => places.At(number).Index)];

    private static int Alike(int[] one, int[] other) => one.Zip(other).Count(pair => pair.First == pair.Second);
}
