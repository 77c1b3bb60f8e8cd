using Microsoft.Playwright;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>
/// A person at a browser of their own. What a browser complains about is kept: violations of the page's security
/// policy, errors of scripts, and requests to any other host.
/// </summary>
internal sealed class Visit : IAsyncDisposable
{
    public const int Wide = 1280;
    public const int Narrow = 320;

    // Chromium reports most violations on the console; this adds those that it only raises as events.
    private const string Watch = "document.addEventListener('securitypolicyviolation', v => "
        + "console.error(`Refused by ${v.effectiveDirective}: ${v.blockedURI} ${v.sourceFile}:${v.lineNumber}`));";

    private readonly List<string> complaints = [];
    private readonly IBrowserContext context;

    private Visit(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Of the browser's notes those that the test brings about, such as a refused page's status.</summary>
    public List<string> Expected { get; } = [];

    public static async Task<Visit> BeginAsync(
        Uri home, string language = "en", int width = Wide, IBrowser? browser = null)
    {
        var context = await (browser ?? ChromiumRun.Browser).NewContextAsync(new()
        {
            BaseURL = home.ToString(), Locale = language, TimezoneId = "Asia/Shanghai",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = Height(width) },
        });
        context.SetDefaultTimeout(60_000);
        await context.AddInitScriptAsync(Watch);
        var visit = new Visit(context, await context.NewPageAsync());
        context.Console += (_, message) => visit.Hear(message);
        context.WebError += (_, error) => visit.Complain(error.Error);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home.ToString(), StringComparison.Ordinal) && IsOverTheWire(request.Url))
                visit.Complain($"asked another host: {request.Url}");
        };
        return visit;
    }

    /// <summary>What the browser complained about since this was asked last.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        lock (complaints)
        {
            string[] taken = [.. complaints];
            complaints.Clear();
            return taken;
        }
    }

    public Task ResizeAsync(int width) => Page.SetViewportSizeAsync(width, Height(width));

    /// <summary>By the demo's sign-in.</summary>
    /// <param name="who">Of the bureau, such as <c>finance:zhou</c>, or a citizen's id.</param>
    public async Task SignInAsync(string who)
    {
        await Page.GotoAsync("/sign-in");
        if (who.Contains(':', StringComparison.Ordinal))
        {
            await Page.ClickAsync($"button[value='{who}']");
            return;
        }

        await Page.FillAsync("#citizen", who);
        await Page.PressAsync("#citizen", "Enter");
        await Page.WaitForURLAsync("**/wallet");
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private static int Height(int width) => width == Wide ? 800 : 640;

    private static bool IsOverTheWire(string address) => !address.StartsWith("data:", StringComparison.Ordinal)
        && !address.StartsWith("blob:", StringComparison.Ordinal);

    private void Hear(IConsoleMessage message)
    {
        if (message.Type == "error" && !Expected.Any(part => message.Text.Contains(part, StringComparison.Ordinal)))
            Complain(message.Text);
    }

    private void Complain(string what)
    {
        lock (complaints)
            complaints.Add(what);
    }
}
