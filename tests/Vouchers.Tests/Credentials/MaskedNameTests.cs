using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class MaskedNameTests
{
    [TestCase("王小明", "王*明")]
    [TestCase("王明", "王*")]
    [TestCase("王", "王")]
    [TestCase("欧阳小明", "欧**明")]
    [TestCase("王 明", "王*")]
    [TestCase("买买提·吐尔逊", "买*****逊")]
    [TestCase("𠮷田", "𠮷*")]
    [TestCase("John Smith", "J*** S****")]
    [TestCase("  John   Smith ", "J*** S****")]
    [TestCase("Christopher Montgomery", "C*** M***")]
    [TestCase("Élodie", "É*****")]
    [TestCase("Anna Maria Josepha Amalia Wilhelmina", "A*** M*** J*** A")]
    [TestCase("", "*")]
    [TestCase(" \t", "*")]
    public void Of_Name_KeepsWhatAClerkCanCompare(string name, string masked) =>
        Assert.That(MaskedName.Of(name), Is.EqualTo(masked));

    [Test]
    public void Of_AnyText_FitsTheClaimAndCutsNoCharacter()
    {
        var random = new Random(5);
        string[] pieces = ["王", "𠮷", "a", "É", " ", "·", "😀", "\uD800", "ب", "\u3000"];
        for (var i = 0; i < 5_000; i++)
        {
            var masked = MaskedName.Of(string.Concat(random.GetItems(pieces, random.Next(40))));
            Assert.That(System.Text.Encoding.UTF8.GetByteCount(masked), Is.InRange(1, MaskedName.MaximumBytes));
            foreach (var rune in masked.EnumerateRunes())
                Assert.That(rune.ToString(), Is.Not.Empty);
            Sample.Text(Sample.Claims with { MaskedName = masked });
        }
    }
}
