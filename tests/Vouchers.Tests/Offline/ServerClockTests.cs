using System.Net;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Vouchers.Client.Offline;
using Vouchers.Tests.Credentials;

namespace Vouchers.Tests.Offline;

/// <summary>A till learns the service's time from its answers, and only from those.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ServerClockTests
{
    private static readonly DateTimeOffset Start = Sample.Now;

    private readonly FakeTimeProvider till = new(Start);

    [TestCase(60)]
    [TestCase(-60)]
    [TestCase(0)]
    public async Task Answer_WithADate_SetsTheClockToHalfASecond(int minutesAhead)
    {
        var clock = new ServerClock(till);
        await AskAsync(clock, HttpMethod.Post, Start.AddMinutes(minutesAhead));
        Assert.That((clock.GetUtcNow() - till.GetUtcNow()).TotalSeconds,
            Is.EqualTo(minutesAhead * 60).Within(0.5));
    }

    [Test]
    public async Task Answer_ThatACacheMayHaveGiven_SaysNothing()
    {
        var clock = new ServerClock(till);
        await AskAsync(clock, HttpMethod.Get, Start.AddHours(1));
        Assert.That(clock.Offset, Is.Null);
    }

    [Test]
    public async Task Answer_WithinTheSameSecond_LeavesTheClock()
    {
        var clock = new ServerClock(till);
        await AskAsync(clock, HttpMethod.Post, Start.AddHours(1));
        var learned = clock.Offset;
        till.Advance(TimeSpan.FromSeconds(0.4));
        await AskAsync(clock, HttpMethod.Post, Start.AddHours(1));
        Assert.That(clock.Offset, Is.EqualTo(learned));
    }

    [Test]
    public async Task Restore_WhatWasKnown_DoesNotOverruleAnAnswer()
    {
        var clock = new ServerClock(till);
        clock.Restore(TimeSpan.FromMinutes(7));
        Assert.That(clock.GetUtcNow(), Is.EqualTo(Start.AddMinutes(7)));
        await AskAsync(clock, HttpMethod.Post, Start);
        clock.Restore(TimeSpan.FromMinutes(7));
        Assert.That(clock.Offset!.Value.TotalSeconds, Is.EqualTo(0.5));
    }

    private static async Task AskAsync(ServerClock clock, HttpMethod method, DateTimeOffset date)
    {
        using var handler = clock.Listening(new Dated(date));
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(method, "http://vouchers.example/");
        using var answer = await client.SendAsync(request, CancellationToken.None);
    }

    private sealed class Dated(DateTimeOffset date) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK);
            answer.Headers.Date = date;
            return Task.FromResult(answer);
        }
    }
}
