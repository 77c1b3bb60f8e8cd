using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

public sealed class ReceiptTests
{
    private static readonly Id<Redemption> Id = Id<Redemption>.Parse("01jx4m6qzk8r5v0c2n7w9t3h1b");

    [Test]
    public void Receipt_OfAnyRedemption_ReadsBack()
    {
        for (var i = 0; i < 100; i++)
        {
            var id = Id<Redemption>.Of(Guid.CreateVersion7());
            Assert.That(Redemption.TryReadReceipt(Redemption.ReceiptOf(id), out var read), Is.True);
            Assert.That(read, Is.EqualTo(id));
        }
    }

    [TestCase("R-01JX4M6QZK-8R5V0C2N-7W9T3H1B")]
    [TestCase("r-01jx4m6qzk-8r5v0c2n-7w9t3h1b")]
    [TestCase("  R 01JX4 M6QZK 8R5V 0C2N 7W9T 3H1B\t")]
    [TestCase("R01JX4M6QZK8R5V0C2N7W9T3H1B")]
    [TestCase("01JX4M6QZK–8R5V0C2N—7W9T3H1B")]
    [TestCase("R-OIJX4M6QZK-8R5VoC2N-7W9T3HlB")]
    [TestCase("Ｒ－０１ｊｘ４ｍ６ｑｚｋ－８Ｒ５Ｖ０Ｃ２Ｎ　７Ｗ９Ｔ３Ｈ１Ｂ")]
    public void Receipt_AsPeopleTypeIt_IsRead(string typed)
    {
        Assert.That(Redemption.TryReadReceipt(typed, out var read), Is.True);
        Assert.That(read, Is.EqualTo(Id));
    }

    [TestCase("")]
    [TestCase("R-")]
    [TestCase("R-01JX4M6QZK-8R5V0C2N-7W9T3H1")]
    [TestCase("R-01JX4M6QZK-8R5V0C2N-7W9T3H1BB")]
    [TestCase("R-R01JX4M6QZK-8R5V0C2N-7W9T3H1B")]
    [TestCase("R-81JX4M6QZK-8R5V0C2N-7W9T3H1B")]
    [TestCase("R-01JX4M6QZK-8R5V0C2N-7W9T3H1U")]
    [TestCase("R-01JX4M6QZK-8R5V0C2N-7W9T3H1.")]
    [TestCase("R-01JX4M6QZK-8R5V0C2N-7W9T3H1券")]
    public void Receipt_ThatCannotBeOne_IsNotRead(string typed)
    {
        Assert.That(Redemption.TryReadReceipt(typed, out var read), Is.False);
        Assert.That(read, Is.EqualTo(default(Id<Redemption>)));
    }
}
