using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Who may stand behind a payout with whom. No one person moves money alone.</summary>
public sealed class FourEyesTests
{
    // Maker, checker, last editor of the account, verifier: equal letters are one person. These are all the ways
    // in which four tasks can fall to people.
    [TestCase("abcd", "")]
    [TestCase("abca", "", Description = "the maker may have verified the account")]
    [TestCase("abcb", "", Description = "and so may the checker")]
    [TestCase("abcc", "verify")]
    [TestCase("aabc", "approve")]
    [TestCase("aaba", "approve")]
    [TestCase("aabb", "verify")]
    [TestCase("abac", "approve")]
    [TestCase("abab", "approve")]
    [TestCase("abaa", "verify")]
    [TestCase("abbc", "approve")]
    [TestCase("abba", "approve")]
    [TestCase("abbb", "verify")]
    [TestCase("aaab", "approve")]
    [TestCase("aaaa", "verify")]
    public void Payout_WhoDidWhat_IsRefusedWhereOnePersonChecksHerself(string people, string refusedAt)
    {
        var (maker, checker, editor, verifier) =
            (Somebody(people[0]), Somebody(people[1]), Somebody(people[2]), Somebody(people[3]));
        var world = new PayoutWorld();
        var bank = PayoutWorld.Bank("62220099999");
        world.Do(new SetPayeeAccount(editor, PayoutWorld.College, bank));
        var verify = new VerifyPayeeAccount(verifier, PayoutWorld.College, bank.AccountNumber);
        if (refusedAt == "verify")
        {
            Assert.That(world.Refuse(verify), Is.EqualTo(RefusalCode.SamePerson));
            return;
        }

        Assert.That(world.Do(verify).VerifiedBy, Is.EqualTo(verifier.Subject));
        world.Pass(hours: 72);
        world.Redeem(100);
        var approve = new ApprovePayoutBatch(checker, world.Draft(maker).Id);
        if (refusedAt == "approve")
            Assert.That(world.Refuse(approve), Is.EqualTo(RefusalCode.SamePerson));
        else
            Assert.That(world.Do(approve).ApprovedBy, Is.EqualTo(checker.Subject));
    }

    [Test]
    public void Payout_AllWaysToShareFourTasks_AreListed()
    {
        var listed = typeof(FourEyesTests)
            .GetMethod(nameof(Payout_WhoDidWhat_IsRefusedWhereOnePersonChecksHerself))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>()
            .Select(c => (string)c.Arguments[0]!);
        string[] letters = ["a", "b", "c", "d"];
        var all = from a in letters
                  from b in letters
                  from c in letters
                  from d in letters
                  select string.Concat(((string[])[a, b, c, d]).Select(l => letters[
                      ((string[])[a, b, c, d]).Distinct().ToList().IndexOf(l)]));
        Assert.That(listed, Is.EquivalentTo(all.Distinct()));
    }

    [Test]
    public void Approve_EditorOfTheInstitutionWithAnOfficeRole_IsRefused()
    {
        var world = new PayoutWorld();
        var bursar = new Actor("bursar", Role.InstitutionOperator, PayoutWorld.College);
        world.EnterAccount(PayoutWorld.College, "62220099999", bursar);
        world.Pass(hours: 72);
        world.Redeem(100);
        Assert.That(world.Refuse(new ApprovePayoutBatch(PayoutWorld.Person("bursar"), world.Draft().Id)),
            Is.EqualTo(RefusalCode.SamePerson));
    }

    // One payment of several whose account the checker entered is enough.
    [Test]
    public void Approve_EditorOfTheLastAccountOnly_IsRefused()
    {
        var world = new PayoutWorld();
        world.EnterAccount(PayoutWorld.School, "62220099999", PayoutWorld.Checker);
        world.Pass(hours: 72);
        world.Redeem(100);
        world.Redeem(100, PayoutWorld.School);
        Assert.That(world.Refuse(new ApprovePayoutBatch(PayoutWorld.Checker, world.Draft().Id)),
            Is.EqualTo(RefusalCode.SamePerson));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void DecideClawBack_WhoAskedForIt_IsRefused(bool isApproved)
    {
        var world = new PayoutWorld();
        var asked = world.Do(
            new RequestClawBack(PayoutWorld.Maker, world.Draw<ClawBack>(), world.Redeem(100).Id, "never held"));
        Assert.That(world.Refuse(new DecideClawBack(PayoutWorld.Maker, asked.Id, isApproved)),
            Is.EqualTo(RefusalCode.SamePerson));
    }

    private static Actor Somebody(char letter) => PayoutWorld.Person($"person-{letter}");
}
