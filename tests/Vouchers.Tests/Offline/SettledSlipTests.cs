using NUnit.Framework;
using Vouchers.Client.Offline;
using Vouchers.Tests.Credentials;
using Vouchers.V1;
using State = Vouchers.V1.OfflineRecord.Types.State;

namespace Vouchers.Tests.Offline;

/// <summary>Slips of which the service said what became of them.</summary>
public sealed class SettledSlipTests
{
    [TestCase(State.Confirmed, SlipState.Confirmed, false)]
    [TestCase(State.Conflict, SlipState.Conflict, true)]
    [TestCase(State.Dismissed, SlipState.Dismissed, true)]
    public async Task Slips_NeedAttention_WhenTheyAreNoRedemption(State told, SlipState state, bool needsAttention)
    {
        using var till = new Till();
        using var counter = await SettledAsync(till, 1, told);
        Assert.That(counter.Slips.Select(s => (s.State, s.NeedsAttention)), Is.EqualTo([(state, needsAttention)]));

        await counter.AcknowledgeAsync(1);

        Assert.That(counter.Slips.Single().NeedsAttention, Is.False);
    }

    [TestCase(-120, OfflineRule.None)]
    [TestCase(-61, OfflineRule.AcceptedHere)]
    public async Task Check_AVoucherThatALaterListHasAsValidAgain_WasVoided(int minutes, OfflineRule rule)
    {
        // The list is an hour old.
        using var till = new Till();
        using var counter = await SettledAsync(till, 1, State.Confirmed, Sample.Now.AddMinutes(minutes));
        var check = await counter.CheckAsync(Till.Text(Till.Shown(1)), Till.Session);
        Assert.That((check as OfflineCheck.Refused)?.Rule ?? OfflineRule.None, Is.EqualTo(rule));
    }

    [TestCase(State.Conflict, OfflineRule.AcceptedHere)]
    [TestCase(State.Dismissed, OfflineRule.None)]
    public async Task Check_AVoucherThatTheBureauStillDecides_IsNotAcceptedAgain(State told, OfflineRule rule)
    {
        using var till = new Till();
        using var counter = await SettledAsync(till, 1, told);
        var check = await counter.CheckAsync(Till.Text(Till.Shown(1)), Till.Session);
        Assert.That((check as OfflineCheck.Refused)?.Rule ?? OfflineRule.None, Is.EqualTo(rule));
    }

    [Test]
    public async Task Allowance_OfWhatIsInConflict_TakesAPlaceAndNoSum()
    {
        using var till = new Till();
        using var counter = await SettledAsync(till, 1, State.Conflict);
        Assert.That((counter.Allowance!.CountLeft, counter.Allowance.SumLeft.MinorUnits), Is.EqualTo((49, 5_000_000)));
    }

    [Test]
    public async Task Sync_AMonthLater_ForgetsWhatIsSettledAndKeepsTheLast()
    {
        using var till = new Till();
        using (await SettledAsync(till, 3, State.Confirmed))
        {
        }
        till.Time.Advance(TimeSpan.FromDays(31));
        using var counter = await till.OpenAsync();

        (await counter.SyncAsync()).Require();

        Assert.That(counter.Slips.Select(s => s.Sequence), Is.EqualTo([3]));
        using var again = await till.OpenAsync();
        Assert.That(again.Slips.Select(s => s.State), Is.EqualTo([SlipState.Confirmed]));
    }

    [Test]
    public async Task Sync_AMonthLater_KeepsWhatNobodyRead()
    {
        using var till = new Till();
        using (await SettledAsync(till, 3, State.Dismissed))
        {
        }
        till.Time.Advance(TimeSpan.FromDays(31));
        using var counter = await till.OpenAsync();

        (await counter.SyncAsync()).Require();

        Assert.That(counter.Slips, Has.Count.EqualTo(3));
    }

    private static async Task<OfflineCounter> SettledAsync(
        Till till, byte slips, State told, DateTimeOffset? syncedAt = null)
    {
        using (var counter = await till.PreparedAsync())
        {
            for (byte voucher = 1; voucher <= slips; voucher++)
            {
                var check = await counter.CheckAsync(Till.Text(Till.Shown(voucher)), Till.Session);
                var slip = Till.Captured(await counter.CaptureAsync(Till.Acceptable(check)));
                await till.AnsweredAsync(slip.Sequence, new OfflineRecord
                {
                    Id = slip.RecordId, Sequence = slip.Sequence, State = told,
                    SyncedAt = Till.Stamp(syncedAt ?? Sample.Now),
                });
            }
        }
        return await till.OpenAsync();
    }
}
