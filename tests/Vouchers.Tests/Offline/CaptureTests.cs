using NUnit.Framework;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.Testing;
using Vouchers.Tests.Credentials;

namespace Vouchers.Tests.Offline;

/// <summary>A slip is accepted when it is durable, and follows the one before, whatever happens between.</summary>
public sealed class CaptureTests
{
    [Test]
    public async Task Capture_OneAfterTheOther_AreAChainThatTheDeviceSigned()
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        for (byte voucher = 1; voucher <= 3; voucher++)
            Till.Captured(await CaptureAsync(counter, voucher));

        ReadOnlyMemory<byte> before = new byte[OfflineClaims.HashBytes];
        foreach (var (bytes, sequence) in (await SlipsAsync(till)).Zip([1L, 2L, 3L]))
        {
            Assert.That(OfflineSlip.TryRead(bytes, till.PublicKey, out var slip, out var fault), $"{fault}");
            Assert.That(slip!.Claims.Sequence, Is.EqualTo(sequence));
            Assert.That(slip.Claims.PreviousHash.ToArray(), Is.EqualTo(before.ToArray()));
            Assert.That(slip.Claims.CapturedAt, Is.EqualTo(Sample.Now.AddSeconds(20)));
            before = slip.Hash;
        }
    }

    [Test]
    public async Task Capture_AfterAStart_GoesOnWhereTheDeviceStood()
    {
        using var till = new Till();
        using (var killed = await till.PreparedAsync())
            Till.Captured(await CaptureAsync(killed, 1));

        using var counter = await till.OpenAsync();
        var slip = Till.Captured(await CaptureAsync(counter, 2));

        Assert.That(slip.Sequence, Is.EqualTo(2));
        Assert.That(counter.Slips.Select(s => s.Sequence), Is.EqualTo([2, 1]));
        Assert.That(counter.Slips[1].MaskedName, Is.EqualTo(Sample.Claims.MaskedName));
    }

    [Test]
    public async Task Capture_TheSameVoucherAgain_TellsTheFirstReceipt()
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        var slip = Till.Captured(await CaptureAsync(counter, 1));

        var check = (OfflineCheck.Refused)await counter.CheckAsync(Till.Text(Till.Shown()), Till.Session);

        Assert.That(check.Rule, Is.EqualTo(OfflineRule.AcceptedHere));
        Assert.That(check.Refusal.Message, Does.Contain(slip.Receipt));
    }

    [Test]
    public async Task Capture_WhenTheClerkWaitedTooLong_IsRefusedAndStoresNothing()
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        var check = Till.Acceptable(await counter.CheckAsync(Till.Text(Till.Shown()), Till.Session));

        till.Time.SetUtcNow(check.Until);
        var outcome = await counter.CaptureAsync(check);

        Assert.That((outcome as CaptureOutcome.Refused)?.Check.Rule, Is.EqualTo(OfflineRule.CodeLapsed));
        Assert.That(await SlipsAsync(till), Is.Empty);
    }

    [Test]
    public async Task Capture_TheClockWentBackSinceTheLastSlip_IsRefused()
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        Till.Captured(await CaptureAsync(counter, 1));

        till.Time.AdjustTime(Sample.Now.AddSeconds(-20));
        var check = (OfflineCheck.Refused)await counter.CheckAsync(Till.Text(Till.Shown(2)), Till.Session);

        Assert.That(check.Rule, Is.EqualTo(OfflineRule.ClockUnsure));
    }

    [Test]
    public async Task Capture_WhenTheMemoryIsFull_SaysSoAndAcceptsNothing()
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        Till.Captured(await CaptureAsync(counter, 1));
        var check = Till.Acceptable(await counter.CheckAsync(Till.Text(Till.Shown(2)), Till.Session));

        till.Store.Next = StoreFault.NothingWritten;
        var outcome = await counter.CaptureAsync(check);

        Assert.That((outcome as CaptureOutcome.NotStored)?.What, Does.Contain("full"));
        Assert.That(counter.Slips, Has.Count.EqualTo(1));
        Assert.That(Till.Captured(await counter.CaptureAsync(check)).Sequence, Is.EqualTo(2), "once there is room");
    }

    [Test]
    public async Task Capture_WhenOnlyTheAnswerOfTheMemoryIsLost_IsSeenAndNotTakenTwice()
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        var check = Till.Acceptable(await counter.CheckAsync(Till.Text(Till.Shown()), Till.Session));

        till.Store.Next = StoreFault.AnswerLost;
        Assert.That(await counter.CaptureAsync(check), Is.InstanceOf<CaptureOutcome.NotStored>());

        Assert.That(counter.Slips, Has.Count.EqualTo(1));
        var again = (CaptureOutcome.Refused)await counter.CaptureAsync(check);
        Assert.That(again.Check.Rule, Is.EqualTo(OfflineRule.AcceptedHere));
        Assert.That(Till.Captured(await CaptureAsync(counter, 2)).Sequence, Is.EqualTo(2));
    }

    [Test]
    public async Task Capture_InManyTabsAtOnce_IsOneChain()
    {
        using var till = new Till();
        await till.PrepareAsync();
        OfflineCounter[] tabs = [await till.OpenAsync(), await till.OpenAsync(), await till.OpenAsync()];

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 12).Select(async i =>
            await CaptureAsync(tabs[i % tabs.Length], (byte)i)));
        var same = await Task.WhenAll(tabs.Select(async tab => await CaptureAsync(tab, 99)));

        Assert.That(outcomes.Select(o => Till.Captured(o).Sequence), Is.EquivalentTo(Enumerable.Range(1, 12)));
        Assert.That(same.OfType<CaptureOutcome.Captured>().Count(), Is.EqualTo(1), "one voucher, one slip");
        using var counter = await till.OpenAsync();
        Assert.That(counter.Slips, Has.Count.EqualTo(13));
        foreach (var tab in tabs)
            tab.Dispose();
    }

    [Test]
    public async Task Open_WithASlipThatIsDamagedOrMissing_SaysSo()
    {
        using var till = new Till();
        using (var counter = await till.PreparedAsync())
        {
            for (byte voucher = 1; voucher <= 3; voucher++)
                Till.Captured(await CaptureAsync(counter, voucher));
        }
        var second = DeviceKeys.Numbered(DeviceKeys.Slips, 2);
        var kept = (await SlipsAsync(till))[1];

        await till.Store.WriteAsync([new DeviceWrite.Remove(second)]);
        await Assert.ThatAsync(till.OpenAsync, Throws.TypeOf<DeviceStoreException>());
        await till.Store.WriteAsync([new DeviceWrite.Set(second, kept[..^1])]);
        await Assert.ThatAsync(till.OpenAsync, Throws.TypeOf<DeviceStoreException>());
        await till.Store.WriteAsync([new DeviceWrite.Set(second, kept)]);
        await Assert.ThatAsync(till.OpenAsync, Throws.Nothing);
    }

    private static async Task<CaptureOutcome> CaptureAsync(OfflineCounter counter, byte voucher) =>
        await counter.CheckAsync(Till.Text(Till.Shown(voucher)), Till.Session) switch
        {
            OfflineCheck.Acceptable check => await counter.CaptureAsync(check),
            OfflineCheck.Refused refused => new CaptureOutcome.Refused(refused),
            _ => throw new InvalidOperationException(),
        };

    private static async Task<List<byte[]>> SlipsAsync(Till till) =>
    [
        .. (await till.Store.LoadAsync(CancellationToken.None))
            .Where(entry => DeviceKeys.IsNumbered(entry.Key, DeviceKeys.Slips, out _))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value),
    ];
}
