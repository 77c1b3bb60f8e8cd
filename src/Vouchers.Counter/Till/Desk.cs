using Grpc.Net.Client.Web;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>The counter as a whole: which device it is, its line to the service, its language and its session.</summary>
internal sealed class Desk : IDisposable
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private readonly HttpMessageHandler handler;
    private DeviceTokens? tokens;

    public Desk(BrowserModule browser, Uri address)
    {
        Browser = browser;
        Shelf = new(browser);
        handler = Clock.Listening(new GrpcWebHandler(GrpcWebMode.GrpcWeb, new HttpClientHandler()));
        Client = new(new()
        {
            Address = address,
            HttpHandler = handler,
            Token = cancellation => tokens?.GetAsync(cancellation) ?? ValueTask.FromResult(""),
            // A person waits. Two tries bridge a hiccup; a line that is down should show soon.
            Retry = new() { MaximumRetries = 2 },
        });
    }

    public BrowserModule Browser { get; }

    public Shelf Shelf { get; }

    public ServerClock Clock { get; } = new(TimeProvider.System);

    public VoucherClient Client { get; }

    public Tongue T { get; private set; } = Tongue.Chinese;

    /// <summary>Null until the browser is enrolled.</summary>
    public KeptDevice? Device { get; private set; }

    /// <summary>Null until one was picked today.</summary>
    public KeptSession? Session { get; private set; }

    /// <summary>The city's day.</summary>
    public DateOnly Today => DayOf(Clock.GetUtcNow());

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Beijing).DateTime);

    /// <summary>Takes up what an earlier start left.</summary>
    public async Task OpenAsync()
    {
        var language = await Browser.ReadSettingAsync("language") ?? await Browser.LanguageAsync();
        T = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Tongue.Chinese : Tongue.English;
        await TellAsync();
        if (await Shelf.ReadAsync<KeptDevice>() is { } device)
            await BecomeAsync(device);
        if (await Shelf.ReadAsync<KeptChoice>() is { } choice && choice.Day == Today)
            Session = choice.Session;
    }

    /// <summary>The other language, from now on.</summary>
    public async Task TurnLanguageAsync()
    {
        T = T.IsChinese ? Tongue.English : Tongue.Chinese;
        await Browser.WriteSettingAsync("language", T.Code);
        await TellAsync();
    }

    /// <summary>Makes this browser a device by its one-time code.</summary>
    public async Task<Outcome<Device>> EnrolAsync(string deviceId, string code)
    {
        var kept = await Shelf.ReadAsync<KeptEnrolment>();
        if (kept is null || kept.DeviceId != deviceId || kept.Code != code)
            await Shelf.WriteAsync(kept = new(deviceId, code, Client.NewRequestId()));
        var key = await BrowserKey.OpenAsync(Browser);
        var outcome = await Client.EnrolDeviceAsync(deviceId, code, key, kept.RequestId);
        if (outcome is Outcome<Device>.Unavailable)
            return outcome;
        await Shelf.RemoveAsync<KeptEnrolment>();
        if (outcome is Outcome<Device>.Ok { Value: var device })
        {
            await Browser.PersistAsync();
            var known = new KeptDevice(device.Id, device.InstitutionId, device.BranchId, device.Name);
            await Shelf.WriteAsync(known);
            await BecomeAsync(known);
        }
        return outcome;
    }

    public async Task PickAsync(KeptSession? session)
    {
        Session = session;
        if (session is null)
            await Shelf.RemoveAsync<KeptChoice>();
        else
            await Shelf.WriteAsync(new KeptChoice(Today, session));
    }

    /// <summary>Whose redemption it was, for the day's list.</summary>
    public async Task RememberNameAsync(string redemptionId, string maskedName)
    {
        var names = await NamesAsync();
        names[redemptionId] = maskedName;
        await Shelf.WriteAsync(new KeptNames(Today, names));
    }

    /// <summary>The masked names that this counter saw today, by redemption.</summary>
    public async Task<Dictionary<string, string>> NamesAsync() =>
        await Shelf.ReadAsync<KeptNames>() is { } kept && kept.Day == Today ? kept.ByRedemption : [];

    public void Dispose()
    {
        Client.Dispose();
        handler.Dispose();
    }

    private async Task BecomeAsync(KeptDevice device)
    {
        Device = device;
        tokens = new(device.Id, await BrowserKey.OpenAsync(Browser), Clock);
    }

    private Task TellAsync() => Browser.TellAsync(T.Code, T["柜台 – 技能培训券", "Counter – Training vouchers"]);
}
