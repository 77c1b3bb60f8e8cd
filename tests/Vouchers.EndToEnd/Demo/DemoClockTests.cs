using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Cli.Demo.Story;

namespace Vouchers.EndToEnd.Demo;

public sealed class DemoClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider real = new(Now);

    [Test]
    public void MoveTo_Later_JumpsAndThenRunsOn()
    {
        var clock = new DemoClock(real, Now.AddDays(-42));
        clock.MoveTo(Now.AddDays(-7));
        real.Advance(TimeSpan.FromSeconds(3));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(Now.AddDays(-7).AddSeconds(3)));
        clock.MoveToNow();
        Assert.That(clock.GetUtcNow(), Is.EqualTo(real.GetUtcNow()));
    }

    [Test]
    public void MoveTo_Earlier_ChangesNothing()
    {
        var clock = new DemoClock(real, Now.AddDays(-1));
        clock.MoveTo(Now.AddDays(-2));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(Now.AddDays(-1)));
    }

    [Test]
    public void MoveTo_BeyondADueTime_FiresTheTimerAtOnceAndNoOther()
    {
        var clock = new DemoClock(real, Now.AddDays(-42));
        var (hourly, monthly) = (0, 0);
        using var often = clock.CreateTimer(_ => hourly++, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        using var seldom = clock.CreateTimer(
            _ => monthly++, null, TimeSpan.FromDays(30), Timeout.InfiniteTimeSpan);
        clock.MoveTo(Now.AddDays(-35));
        real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((hourly, monthly), Is.EqualTo((1, 0)));
        real.Advance(TimeSpan.FromHours(1));
        Assert.That((hourly, monthly), Is.EqualTo((2, 0)));
        clock.MoveTo(Now.AddDays(-10));
        real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((hourly, monthly), Is.EqualTo((3, 1)));
    }

    [Test]
    public void Dispose_OfATimer_KeepsItFromFiring()
    {
        var clock = new DemoClock(real, Now.AddDays(-42));
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan).Dispose();
        clock.MoveToNow();
        real.Advance(TimeSpan.FromDays(1));
        Assert.That(fired, Is.Zero);
    }
}
