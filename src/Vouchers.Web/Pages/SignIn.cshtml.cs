using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vouchers.V1;

namespace Vouchers.Web.Pages;

/// <summary>To the city's sign-in; or the demo's own, which a service outside of Development does not have.</summary>
internal sealed class SignInModel(WebOptions options, LedgerConnection connection, DemoTour tour)
    : PageModel
{
    private const int Shown = 8;

    public Tongue T { get; } = Tongue.Current;

    public DemoTour Tour => tour;

    public string To { get; private set; } = "/";

    public string Fault { get; private set; } = "";

    /// <summary>The id that was typed and is none.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The browser is not on this machine, or calls it by another name: nobody is signed in there.</summary>
    public bool IsElsewhere { get; private set; }

    public IReadOnlyList<Citizen> Citizens { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? to, bool anew)
    {
        if (options.City is not { } city)
            return await ShowAsync(to);
        return await city.BeginAsync(HttpContext, PagePaths.Local(to), anew)
            ? new EmptyResult()
            : Redirect(CitySignIn.StoppedAt(SignInStop.Away));
    }

    public async Task<IActionResult> OnPostAsync(string? citizen, string? staff, string? to, int? stop)
    {
        if (stop is { } at && at >= 0 && at < tour.Stops.Count)
            (citizen, staff, to) = (tour.Stops[at].Person, tour.Stops[at].Person, tour.Stops[at].To);
        if (options.Demo is not { } demo)
            return NotFound();
        citizen = citizen?.Trim();
        var person = DemoStaff.All.FirstOrDefault(s => s.Subject == staff) is { } member
            ? new DemoPerson(member.Role, Subject: member.Subject)
            : new DemoPerson("citizen", citizen);
        try
        {
            if (demo(HttpContext, person) is not { } token)
                return Elsewhere();
            SessionCookie.Write(HttpContext, options.IsSecure, token.Text, token.ExpiresAt);
            return Redirect(PagePaths.Local(to));
        }
        catch (ArgumentException)
        {
            Typed = citizen ?? "";
            Fault = T[$"“{citizen}”不是市民编号：只能用小写字母、数字、连字符和点。",
                $"'{citizen}' is no citizen's id: lower-case letters, digits, hyphens and dots."];
            return await ShowAsync(to);
        }
    }

    private async Task<IActionResult> ShowAsync(string? to)
    {
        if (options.Demo is not { } demo)
            return Redirect(CitySignIn.StoppedAt(SignInStop.NotSetUp));
        To = PagePaths.Local(to);
        if (demo(HttpContext, new DemoPerson("auditor")) is not { } token)
            return Elsewhere();
        using var client = connection.As(() => token.Text);
        Citizens = (await Ledger.ReadAsync(client.Citizens.ListCitizensAsync(new() { PageSize = Shown }))).Citizens;
        return Page();
    }

    private PageResult Elsewhere()
    {
        IsElsewhere = true;
        Fault = T["演示登录只能在运行本系统的机器上使用，地址须为 http://127.0.0.1 或 http://localhost（加端口号）。",
            "The demo's sign-in works only on the machine that runs it, at its own address: http://127.0.0.1 or "
            + "http://localhost, with the port."];
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
