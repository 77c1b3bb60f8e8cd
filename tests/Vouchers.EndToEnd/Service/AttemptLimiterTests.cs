using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

[TestFixture]
internal sealed class AttemptLimiterTests
{
    private readonly ShiftedTime time = new();

    [Test]
    public void Take_AfterTheLimit_WaitsForARefill()
    {
        var limiter = new AttemptLimiter(3, TimeSpan.FromMinutes(1), time);
        for (var i = 0; i < 3; i++)
            Assert.That(limiter.Take("a").Refusal, Is.Null);

        var refusal = limiter.Take("a").Refusal!;
        Assert.That(refusal.Code, Is.EqualTo(RefusalCode.TooManyAttempts));
        Assert.That(refusal.Facts[RefusalStatus.RetryAfterFact], Is.EqualTo("60"));
        Assert.That(limiter.Take("b").Refusal, Is.Null, "Another caller is not held up.");

        time.Advance(TimeSpan.FromSeconds(61));
        Assert.That(limiter.Take("a").Refusal, Is.Null);
        Assert.That(limiter.Take("a").Refusal, Is.Not.Null);
    }

    [Test]
    public void Take_ThatSucceeds_CostsNothing()
    {
        var limiter = new AttemptLimiter(2, TimeSpan.FromMinutes(1), time);
        for (var i = 0; i < 10; i++)
        {
            var (attempt, refusal) = limiter.Take("a");
            Assert.That(refusal, Is.Null);
            attempt!.Succeed();
            attempt.Dispose();
        }
    }
}
