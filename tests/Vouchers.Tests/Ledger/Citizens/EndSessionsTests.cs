using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class EndSessionsTests
{
    [TestCase(-1_000, true)]
    [TestCase(0, true)]
    [TestCase(1_000, false)]
    public void Ended_TokenOfThatAge_IsRefusedUpToTheMoment(int milliseconds, bool refused)
    {
        var ended = new EndedSessions(EndedSessions.IdOf(World.Citizen), new World().Now);

        Assert.That(
            ended.Refuse(ended.EndedAt.ToDateTimeOffset().AddMilliseconds(milliseconds)), Is.EqualTo(refused));
    }

    [Test]
    public void EndSessions_ByTheCitizen_IsJournalledAndLaterOnesMoveIt()
    {
        var world = new World();
        var citizen = new Actor("c", Role.Citizen, Citizen: World.Citizen);

        var first = world.Ledger.Do(new EndSessions(citizen, World.Citizen));
        world.Pass(TimeSpan.FromHours(1));
        var second = world.Ledger.Do(new EndSessions(World.Officer, World.Citizen));

        Assert.That(second.EndedAt, Is.EqualTo(first.EndedAt + TimeSpan.FromHours(1)));
        Assert.That(world.Ledger.Row(EndedSessions.IdOf(World.Citizen)), Is.EqualTo(second));
    }
}
