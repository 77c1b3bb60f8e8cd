using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;
using Vouchers.V1;

namespace Vouchers.EndToEnd.Client;

/// <summary>Whole days of a till, drawn at random, against the whole service.</summary>
[TestFixture]
internal sealed class OfflineDayTests
{
    private RunningService service = null!;
    private Scene scene = null!;
    private int tills;

    private enum Act
    {
        Capture,
        Sync,
        Prepare,
        Kill,
    }

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
        // Without a voucher there is no status list yet.
        await scene.HolderAsync("vtc");
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    /// <summary>
    /// Any order of accepting, sending and starting again, with a memory and a line that fail in between: in the end
    /// each slip in the memory is one redemption, and each voucher that a clerk was told of as accepted has one.
    /// </summary>
    [Test]
    public async Task AnyDay_OfAnyTroubles_BringsEachSlipInOnce() =>
        await Gen.Select(Gen.Enum<Act>(), Gen.Enum<StoreFault>(), Gen.Enum<LineFault>()).Array[3, 14]
            .SampleAsync(LiveThroughAsync, iter: 12, threads: 1);

    private async Task LiveThroughAsync((Act Act, StoreFault Store, LineFault Line)[] day)
    {
        await using var till = await OfflineTill.OpenAsync(
            scene, service.Services.GetRequiredService<KeyStore>().Root, $"vtc-day-{Interlocked.Increment(ref tills)}");
        List<string> accepted = [];
        foreach (var (act, store, line) in day)
        {
            switch (act)
            {
                case Act.Capture:
                    var (citizen, voucher) = await scene.HolderAsync("vtc");
                    var text = await scene.PresentAsync(citizen, voucher.Id);
                    till.Store.Next = store;
                    if (await till.TryCaptureAsync(text) is CaptureOutcome.Captured { Slip: var slip })
                        accepted.Add(slip.RecordId);
                    break;
                case Act.Sync:
                    (till.Store.Next, till.Line.Next) = (store, line);
                    await TroubledAsync(() => till.Counter.SyncAsync());
                    break;
                case Act.Prepare:
                    (till.Store.Next, till.Line.Next) = (store, line);
                    await TroubledAsync(till.PrepareAsync);
                    break;
                default:
                    await till.RestartAsync();
                    break;
            }
            (till.Store.Next, till.Line.Next) = (StoreFault.None, LineFault.None);
        }

        await till.RestartAsync();
        (await till.Counter.SyncAsync()).Require();
        var slips = till.Counter.Slips;
        Assert.That(accepted, Is.SubsetOf(slips.Select(s => s.RecordId)));
        Assert.That(slips.Select(s => s.Sequence).Order(), Is.EqualTo(Enumerable.Range(1, slips.Count)));
        Assert.That(slips.Select(s => s.State), Is.All.EqualTo(SlipState.Confirmed));
        var records = await new OfflineService.OfflineServiceClient(service.Channel).ListOfflineRecordsAsync(
            new() { DeviceId = till.Device.Id, PageSize = 100 }, scene.Officer);
        Assert.That(records.Records.Select(r => r.Id), Is.EquivalentTo(slips.Select(s => s.RecordId)));
        foreach (var slip in slips)
            await OfflineTill.AssertRedeemedOnceAsync(scene, slip);
    }

    private static async Task TroubledAsync<T>(Func<Task<T>> act)
    {
        try
        {
            await act();
        }
        catch (DeviceStoreException)
        {
            // The clerk sees it and tries again.
        }
    }
}
