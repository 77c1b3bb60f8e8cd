using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Service;
using Vouchers.Storage;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Vouchers.EndToEnd.Service;

/// <summary>The service in front of a database that fails, and of one that came back.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FailingStoreTests
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly Mock<ILedgerStore> store = new();

    [Test]
    public async Task Health_StoreFails_TurnsCallersAwayUntilItIsCalm()
    {
        await using var service = await StartAsync();
        var balances = new V1.JournalService.JournalServiceClient(service.Channel);
        var health = new Health.HealthClient(service.Channel);
        Task AskAsync() => balances.ListBalancesAsync(new(), service.As("auditor")).ResponseAsync;

        Answers(fails: true);
        await Expect.FailureAsync(AskAsync, StatusCode.Unavailable, "STORE_UNAVAILABLE");
        Assert.That((await health.CheckAsync(new())).Status, Is.EqualTo(ServingStatus.NotServing));
        Assert.That((await service.Web.GetAsync("/readyz")).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await service.Web.GetAsync("/healthz")).StatusCode, Is.EqualTo(HttpStatusCode.OK),
            "It lives, and a restart would not help.");

        Answers(fails: false);
        await AskAsync();
        Assert.That((await health.CheckAsync(new())).Status, Is.EqualTo(ServingStatus.NotServing),
            "One success proves little.");

        time.Advance(Readiness.Calm);
        await AskAsync();
        Assert.That((await health.CheckAsync(new())).Status, Is.EqualTo(ServingStatus.Serving));
        Assert.That((await service.Web.GetAsync("/readyz")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public void Readiness_FailuresBetweenSuccesses_KeepCallersAway()
    {
        var readiness = new Readiness(time);
        readiness.Advance(ServingState.Serving);

        Assert.That(readiness.StoreAnswered(fails: true), Is.True);
        for (var i = 0; i < 10; i++)
        {
            time.Advance(Readiness.Calm - TimeSpan.FromSeconds(1));
            Assert.That(readiness.StoreAnswered(fails: false), Is.False);
            Assert.That(readiness.StoreAnswered(fails: true), Is.False);
            Assert.That(readiness.Now.Health.CanServe, Is.False);
        }

        time.Advance(Readiness.Calm);
        Assert.That(readiness.StoreAnswered(fails: false), Is.True);
        Assert.That(readiness.Now.Health.CanServe, Is.True);
    }

    private void Answers(bool fails)
    {
        var balances = store.Setup(s => s.ListBalancesAsync(It.IsAny<CancellationToken>()));
        if (fails)
            balances.ThrowsAsync(new StoreUnavailableException("The disk is on fire."));
        else
            balances.ReturnsAsync([]);
        // The names of the accounts.
        store.Setup(s => s.ListAsync<Programme>(It.IsAny<RowQuery>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);
        store.Setup(s => s.ListAsync<Institution>(It.IsAny<RowQuery>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync([]);
        store.Setup(s => s.ListAsync<FundingAccount>(It.IsAny<RowQuery>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync([]);
    }

    // Without background work, so that nothing but the test uses the store.
    private Task<RunningService> StartAsync() => RunningService.StartAsync(
        options => options with
        {
            ExpiryIntervalSeconds = 0, BulkIssueIntervalSeconds = 0, PayoutIntervalSeconds = 0,
            KeyRotationIntervalHours = 0, AnswerRetentionDays = 0,
        },
        time,
        configure: services => services.AddSingleton<ILedgerStore>(provider => new WatchedStore(
            store.Object, provider.GetRequiredService<Readiness>(), NullLogger<WatchedStore>.Instance)));
}
