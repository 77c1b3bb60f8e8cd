using Grpc.Net.Client.Web;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>The counter as a whole: which device it is, its line to the service, its language and its session.</summary>
internal sealed class Desk : IDisposable
{
    private const string Language = "language";

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private readonly HttpMessageHandler handler;
    private readonly Uri address;
    private VoucherClient? client;
    private Task<DeviceTokens>? tokens;
    private DateOnly picked;

    /// <summary>A counter that is not open yet.</summary>
    /// <param name="browser">Its browser.</param>
    /// <param name="address">The service's.</param>
    /// <param name="transport">Carries the bytes; disposed with this object.</param>
    /// <param name="till">The till's own clock, which may be wrong.</param>
    public Desk(IBrowser browser, Uri address, HttpMessageHandler transport, TimeProvider till)
    {
        Browser = browser;
        Clock = new(till);
        Shelf = new(browser);
        Line = new(this);
        Outstanding = new(this);
        handler = Clock.Listening(new GrpcWebHandler(GrpcWebMode.GrpcWeb, transport));
        this.address = address;
    }

    public IBrowser Browser { get; }

    public Shelf Shelf { get; }

    public Line Line { get; }

    public OutstandingRedemption Outstanding { get; }

    public ServerClock Clock { get; }

    /// <summary>Made when it is first asked for, which is after the first screen.</summary>
    public VoucherClient Client => client ??= new(new()
    {
        Address = address,
        HttpHandler = handler,
        Token = async cancellation => Device is null ? "" : await (await Tokens).GetAsync(cancellation),
        // A person waits. Two tries bridge a hiccup; a line that is down should show soon.
        Retry = new() { MaximumRetries = 2 },
        Deadline = TimeSpan.FromSeconds(6),
        TryDeadline = TimeSpan.FromSeconds(3),
    });

    public Tongue T { get; private set; } = Tongue.Chinese;

    /// <summary>Null until the browser is enrolled.</summary>
    public KeptDevice? Device { get; private set; }

    /// <summary>Null until one was picked today.</summary>
    public KeptSession? Session { get; private set; }

    /// <summary>The session was picked on another day than today, as where the counter stays open over night.</summary>
    public bool IsDayOver => picked != Today;

    /// <summary>Sessions and names as the service told them last; null where it never did.</summary>
    public KeptSessions? Places => Shelf.Read<KeptSessions>();

    /// <summary>The device's key and memory are read, which begins when this is first asked for.</summary>
    public Task Opened => Device is null ? Task.CompletedTask : Tokens;

    /// <summary>The city's day.</summary>
    public DateOnly Today => DayOf(Clock.GetUtcNow());

    private Task<DeviceTokens> Tokens => tokens ??= OpenDeviceAsync(Device!);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Beijing).DateTime);

    /// <summary>Takes up what an earlier start left.</summary>
    /// <returns>The page's address, which may bring a one-time code; null where another tab is the counter.</returns>
    public async Task<string?> OpenAsync()
    {
        var start = await Browser.StartAsync();
        Shelf.Fill(start.AsSpan(3));
        Speak(Shelf.Text(Language) ?? start[1]);
        if (start[0].Length == 0)
            return null;
        if (Shelf.Read<KeptDevice>() is { } device)
            Become(device);
        if (Shelf.Read<KeptChoice>() is { } choice && choice.Day == Today)
            (picked, Session) = (choice.Day, choice.Session);
        return start[2];
    }

    /// <summary>The other language, from now on.</summary>
    public Task TurnLanguageAsync()
    {
        Speak(T.IsChinese ? Tongue.English.Code : Tongue.Chinese.Code);
        return Shelf.RememberAsync(Language, T.Code);
    }

    /// <summary>Makes this browser a device by its one-time code.</summary>
    /// <exception cref="BrowserException">The browser keeps nothing, and a device without its key is none.</exception>
    public async Task<Outcome<EnrolledDevice>> EnrolAsync(string deviceId, string code)
    {
        var kept = Shelf.Read<KeptEnrolment>();
        if (kept is null || kept.DeviceId != deviceId || kept.Code != code)
            await Shelf.WriteAsync(kept = new(deviceId, code, Client.NewRequestId()));
        var key = await BrowserKey.OpenAsync(Browser);
        var outcome = await Client.EnrolDeviceAsync(deviceId, code, key, kept.RequestId).OrNoneAsync();
        if (outcome is Outcome<EnrolledDevice>.Unavailable)
            return outcome;
        // The code is spent: what it bought is kept before anything else.
        if (outcome is Outcome<EnrolledDevice>.Ok { Value: var (device, root) })
        {
            var known = new KeptDevice(device.Id, device.InstitutionId, device.BranchId, device.Name, root.ToString());
            await Shelf.WriteAsync(known);
            Become(known);
        }

        await Shelf.RemoveAsync<KeptEnrolment>();
        return outcome;
    }

    public Task PickAsync(KeptSession session)
    {
        (picked, Session) = (Today, session);
        return Shelf.RememberAsync(new KeptChoice(picked, session));
    }

    /// <summary>Whose voucher it is, for the day's list.</summary>
    public Task RememberHolderAsync(string voucherId, string maskedName)
    {
        var holders = Holders();
        if (maskedName.Length == 0 || holders.GetValueOrDefault(voucherId) == maskedName)
            return Task.CompletedTask;
        holders[voucherId] = maskedName;
        return Shelf.RememberAsync(new KeptHolders(Today, holders));
    }

    /// <summary>The masked names that this counter learnt today, by voucher.</summary>
    public Dictionary<string, string> Holders() =>
        Shelf.Read<KeptHolders>() is { } kept && kept.Day == Today ? kept.ByVoucher : [];

    public void Dispose()
    {
        Line.Dispose();
        client?.Dispose();
        handler.Dispose();
    }

    private void Become(KeptDevice device)
    {
        Device = device;
        tokens = null;
    }

    private async Task<DeviceTokens> OpenDeviceAsync(KeptDevice device)
    {
        var key = await BrowserKey.OpenAsync(Browser);
        await Line.OpenAsync(device, key);
        return new(device.Id, key, Clock);
    }

    private void Speak(string language)
    {
        T = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Tongue.Chinese : Tongue.English;
        Browser.Tell(T.Code, T["柜台 – 技能培训券", "Counter – Training vouchers"]);
    }
}
