using Grpc.Core;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Counter;

/// <summary>
/// The line to the service: whether it stands, what is fetched while it does for the time when it does not, and what is
/// brought in when it is back. Safe within the one thread of a browser.
/// </summary>
internal sealed class Line(Desk desk) : IDisposable
{
    private static readonly TimeSpan WhileUp = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WhileDown = TimeSpan.FromSeconds(10);

    private readonly List<LateAnswer> late = [];
    private TaskCompletionSource look = new();

    /// <summary>Something of the line is another than before.</summary>
    public event Action? Changed;

    /// <summary>Takes up the answer of the outstanding redemption where the clerk waits for it; else false.</summary>
    public Func<LateAnswer, Task<bool>>? Awaited { get; set; }

    /// <summary>The service did not answer the last time.</summary>
    public bool IsDown { get; private set; }

    /// <summary>The counter without a line; null where the device's memory cannot be used.</summary>
    public OfflineCounter? Counter { get; private set; }

    /// <summary>Why the device's memory cannot be used; empty where it can.</summary>
    public string StoreFault { get; private set; } = "";

    /// <summary>Why the service prepares this device for no time without a line; null where it does.</summary>
    public VoucherRefusal? Unprepared { get; private set; }

    /// <summary>Why the service takes no slips in; null where it does.</summary>
    public VoucherRefusal? NotBroughtIn { get; private set; }

    /// <summary>How many slips became redemptions since the clerk last looked.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Answers that came when nobody waited for them any more.</summary>
    public IReadOnlyList<LateAnswer> Late => late;

    /// <summary>Slips that are no redemptions, and of which the clerk must know.</summary>
    public IEnumerable<CapturedSlip> Troubles => Counter?.Slips.Where(slip => slip.NeedsAttention) ?? [];

    /// <summary>How many slips are not brought in yet.</summary>
    public int Waiting => Counter?.Slips.Count(slip => slip.State == SlipState.Provisional) ?? 0;

    /// <summary>Reads the device's memory.</summary>
    public async Task OpenAsync(KeptDevice device, BrowserKey key)
    {
        try
        {
            Counter = P256PublicKey.TryParse(device.TrustRoot, out var root)
                ? await OfflineCounter.OpenAsync(new()
                {
                    Device = new() { Id = device.Id, InstitutionId = device.InstitutionId, BranchId = device.BranchId },
                    Key = key, Root = root, Store = new BrowserStore(desk.Browser), Client = desk.Client,
                    Clock = desk.Clock, Signatures = new BrowserSignatures(desk.Browser),
                })
                : throw new DeviceStoreException("the pinned key is damaged");
        }
        catch (DeviceStoreException e)
        {
            StoreFault = e.Message;
        }
    }

    /// <summary>Looks after the line for as long as the app runs.</summary>
    public async Task WatchAsync()
    {
        await desk.Opened;
        while (true)
        {
            await RoundAsync();
            await Task.WhenAny(Task.Delay(IsDown ? WhileDown : WhileUp, desk.Clock), look.Task);
            look = new();
        }
    }

    /// <summary>Brings in what waits, and fetches what is needed without the line.</summary>
    public async Task RoundAsync()
    {
        try
        {
            if (await SettleAsync() && await SyncAsync())
                await PrepareAsync();
        }
        catch (Exception e) when (e is DeviceStoreException or BrowserException)
        {
            StoreFault = e.Message;
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // A service that fails, or answers something else than was asked, is no better than none.
            IsDown = true;
        }
        Changed?.Invoke();
    }

    /// <summary>Looks after it now.</summary>
    public void Look() => look.TrySetResult();

    /// <summary>The till was answered, or was not.</summary>
    public void Heard(bool isAnswered)
    {
        if (isAnswered != IsDown)
            return;
        IsDown = !isAnswered;
        Changed?.Invoke();
        Look();
    }

    /// <summary>Accepts a voucher, as the clerk says.</summary>
    public async Task<CaptureOutcome> CaptureAsync(OfflineCheck.Acceptable check)
    {
        var outcome = await Counter!.CaptureAsync(check);
        Changed?.Invoke();
        // It may be back by now, and then the slip need not wait.
        if (!IsDown)
            Look();
        return outcome;
    }

    /// <summary>The clerk has read what became of a slip.</summary>
    /// <exception cref="DeviceStoreException">It could not be noted, and is shown again.</exception>
    public async Task AcknowledgeAsync(CapturedSlip slip)
    {
        await Counter!.AcknowledgeAsync(slip.Sequence);
        Changed?.Invoke();
    }

    /// <summary>An answer for which nobody waits any more; one that tells nothing is asked for again.</summary>
    public void Take(LateAnswer answer)
    {
        if (!OutstandingRedemption.IsFinal(answer.Outcome))
            return;
        late.Add(answer);
        Changed?.Invoke();
    }

    /// <summary>The clerk has read an answer that came late.</summary>
    public void Acknowledge(LateAnswer answer)
    {
        late.Remove(answer);
        Changed?.Invoke();
    }

    /// <summary>The clerk has read how many slips are redemptions.</summary>
    public void AcknowledgeConfirmed()
    {
        Confirmed = 0;
        Changed?.Invoke();
    }

    public void Dispose() => Counter?.Dispose();

    private async Task<bool> SettleAsync()
    {
        if (desk.Outstanding.Kept is not { } kept)
            return true;
        // Whoever asks already shows the answer, and then the line is looked after again.
        if (desk.Outstanding.IsAsked)
            return false;
        var outcome = await desk.Outstanding.AskAsync(kept);
        IsDown = outcome is Outcome<Redemption>.Unavailable;
        if (IsDown)
            return false;
        var answer = new LateAnswer(kept, outcome);
        if (Awaited is not { } waiting || !await waiting(answer))
            Take(answer);
        return true;
    }

    private async Task<bool> SyncAsync()
    {
        // What cannot go on without a line still has to learn that it is back.
        if (Counter is not { } counter)
        {
            await SessionList.AskAsync(desk);
            return false;
        }
        var outcome = await counter.SyncAsync();
        IsDown = outcome is Outcome<SyncReport>.Unavailable;
        NotBroughtIn = (outcome as Outcome<SyncReport>.Refused)?.Refusal;
        if (outcome is not Outcome<SyncReport>.Ok { Value: var report })
            return !IsDown;
        StoreFault = "";
        var confirmed = report.Changed.Where(slip => slip.State == SlipState.Confirmed).ToList();
        Confirmed += confirmed.Count;
        foreach (var slip in confirmed)
            await desk.RememberHolderAsync(slip.VoucherId, slip.MaskedName);
        return true;
    }

    private async Task PrepareAsync()
    {
        if (await SessionList.OfTheseDaysAsync(desk) is not { Count: > 0 } sessions)
            return;
        var outcome = await Counter!.PrepareAsync(sessions.Select(session => session.Id));
        IsDown = outcome is Outcome<OfflineAllowance>.Unavailable;
        Unprepared = (outcome as Outcome<OfflineAllowance>.Refused)?.Refusal;
    }
}

/// <summary>The answer of a redemption that was asked for before.</summary>
public sealed record LateAnswer(KeptRedemption Asked, Outcome<Redemption> Outcome);
