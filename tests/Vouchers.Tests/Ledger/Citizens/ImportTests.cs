using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class ImportTests
{
    [Test]
    public void Import_KnownAndNew_CountsBothAndKeepsOtherMemberships()
    {
        var world = new World();
        var renamed = world.Ledger.Row(World.Citizen) with { MaskedName = "李*" };
        var newcomer = new Citizen(Id<Citizen>.Parse("c9"), World.HashOf(Id<Citizen>.Parse("c9")), "张*");
        var imported = world.Ledger.Do(new ImportCitizens(World.Officer,
        [
            new(renamed, [World.Member(World.Citizen, "veteran")]), new(newcomer, []),
        ]));
        Assert.That(imported, Is.EqualTo(new Imported(1, 1)));
        Assert.That(world.Ledger.Row(World.Citizen).MaskedName, Is.EqualTo("李*"));
        Assert.That(world.Ledger.All<Membership>().Select(m => m.Key),
            Is.EquivalentTo(new[] { "c1.rural", "c1.veteran", "c2.rural" }));
    }

    [Test]
    public void Import_OneFault_ImportsNobody()
    {
        var world = new World();
        var newcomer = new Citizen(Id<Citizen>.Parse("c9"), "9", "张*");
        var duplicate = new Citizen(Id<Citizen>.Parse("c10"), World.HashOf(World.Citizen), "王*明");
        var refusal = world.Ledger.Refuse(new ImportCitizens(World.Officer, [new(newcomer, []), new(duplicate, [])]));
        Assert.That((refusal.Code, refusal.Facts["existing"]), Is.EqualTo((RefusalCode.DuplicateCitizen, "c1")));
        Assert.That(world.Ledger.Find(newcomer.Id), Is.Null);
    }

    [Test]
    public void Import_SameNationalIdTwiceInOneBatch_RefusesTheSecond()
    {
        var world = new World();
        ImportCitizens Import(string id) =>
            new(World.Officer, [new(new Citizen(Id<Citizen>.Parse(id), "9", "张*"), [])]);
        var decisions = world.Ledger.Run(Import("c9"), Import("c10"));
        Assert.That((decisions[1] as Decision.Refused)?.Refusal.Code, Is.EqualTo(RefusalCode.DuplicateCitizen));
    }

    [Test]
    public void Import_MembershipInTheBatchOfTheIssue_MakesEligible()
    {
        var world = new World();
        var newcomer = Id<Citizen>.Parse("c9");
        var imported = new ImportedCitizen(new Citizen(newcomer, "9", "张*"), [World.Member(newcomer, "rural")]);
        var decisions = world.Ledger.Run(new ImportCitizens(World.Officer, [imported]),
            new IssueVoucher(World.Officer, World.Programme, newcomer, "", 0, world.DrawVoucher()));
        Assert.That(decisions, Has.All.InstanceOf<Decision.Accepted>());
    }
}
