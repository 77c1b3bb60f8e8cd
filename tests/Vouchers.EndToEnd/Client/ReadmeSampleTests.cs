using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Client;

internal sealed class ReadmeSampleTests
{
    [Test]
    public async Task Sample_RedeemedAndRefused_TellsBoth()
    {
        await using var server = await CounterServer.StartAsync();

        Assert.That(await RunAsync(server), Is.EqualTo("Redeemed, receipt 2026-000001."));
        server.OnRedeem = (_, _) => throw CounterServer.Refusal(
            StatusCode.FailedPrecondition, "SESSION_FULL", "40 of 40 seats taken");
        Assert.That(await RunAsync(server), Is.EqualTo("Refused. SESSION_FULL: 40 of 40 seats taken"));
        Assert.That(server.Authorizations, Is.All.EqualTo("Bearer t"));
    }

    private static Task<string> RunAsync(CounterServer server) =>
        ReadmeSample.RedeemAsync(server.Address, "t", "TV1:TEST", "s-1");
}
