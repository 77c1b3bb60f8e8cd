using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>The officer's programmes over plain HTTP: made, funded, issued from, closed.</summary>
public sealed class ConsoleProgrammeTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;

    [SetUp]
    public async Task StartAsync()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
    }

    [TearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [Test]
    public async Task Programme_MadeFundedAndClosed_SaysSoInWords()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var made = await lin.SendAsync("/console/programmes/new", null, ("programme.Id", "wz-2027"),
            ("programme.Title", "Spring"), ("programme.Category", "Entrepreneurship"), ("programme.Currency", "CNY"),
            ("programme.From", "2026-01-01"), ("programme.Until", "2089-12-31"), ("rules.Groups", "veteran, disabled"),
            ("rules.HourlyRate", "30.00"), ("rules.Cap", "1,500"), ("rules.Vesting", "OnCertificate"),
            ("rules.Participants", "1000"));
        Assert.That(made.Path, Is.EqualTo("/console/programmes/wz-2027"), made.Text);
        Assert.That(made.Text, Does.Contain("For Veteran, Disabled person.")
            .And.Contain("CNY 30.00 a class hour, CNY 1,500.00")
            .And.Contain("Earned on certificate").And.Contain("The bureau issues; citizens cannot claim")
            .And.Contain("1 Jan 2026 – 31 Dec 2089"));

        var wrong = await lin.SendAsync("/console/programmes/wz-2027", "fund", ("amount", "a lot"), ("reference", "d"));
        Assert.That(wrong.Text, Does.Contain("'a lot' is no amount").And.Contain("Appropriated CNY 0.00"));
        var form = await lin.GetAsync("/console/programmes/wz-2027");
        for (var press = 0; press < 2; press++)
        {
            var funded = await lin.PostAsync("/console/programmes/wz-2027?handler=fund", null,
                ("request", form.Hidden("request")), ("amount", "1,000,000.00"), ("reference", "decree 9"));
            Assert.That(funded.Text, Does.Contain("Appropriated CNY 1,000,000.00"), "pressed twice, it is done once");
        }

        var closed = await lin.SendAsync("/console/programmes/wz-2027", "close", ("reason", "the plan is met"));
        Assert.That(closed.Text, Does.Contain("Closed to new vouchers").And.Not.Contain("Close the programme"));
        var again = await lin.SendAsync("/console/programmes/new", null, ("programme.Id", "wz-2027"),
            ("programme.Title", "Another"), ("programme.From", "2026-01-01"), ("programme.Until", "2089-12-31"),
            ("rules.Groups", "veteran"));
        Assert.That(again.Text, Does.Contain("Nothing was changed"));
        Assert.That(again.Html, Does.Contain("value=\"Another\""), "what was typed is still there");
    }

    [Test]
    public async Task Rules_Changed_KeepWhatWasNotTouched()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        var page = await lin.GetAsync($"/console/programmes/{Scene.Programme}/rules");
        Assert.That(page.Html, Does.Contain($"name=\"rules.Groups\" required value=\"{Scene.Group}\""));

        var changed = await lin.SendAsync($"/console/programmes/{Scene.Programme}/rules", null,
            ("rules.Groups", Scene.Group), ("rules.MayClaim", "true"), ("rules.ValidityDays", "45"));

        Assert.That(changed.Path, Is.EqualTo($"/console/programmes/{Scene.Programme}"));
        Assert.That(changed.Text, Does.Contain("Good for 45 days").And.Contain("Citizens may claim by themselves"));
        var rules = (await office.Scene.Programmes.GetProgrammeAsync(
            new() { ProgrammeId = Scene.Programme }, office.Scene.Officer)).Programme.Rules;
        Assert.That((rules.HasFixedFaceMinorUnits, rules.HourlyRateMinorUnits), Is.EqualTo((false, 2_500)));
    }

    [Test]
    public async Task TakeUp_AfterARedemption_IsDrawnAndLeadsToItsRows()
    {
        var earned = await office.EarnAsync("vtc");
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var page = await lin.ExpectAsync($"/console/programmes/{Scene.Programme}");
        Assert.That(page.Html, Does.Contain(
            "<desc id=\"funnel-told\">Eligible 1, Issued 1, Viewed 1 · 100%, Redeemed 1"));
        var figures = Regex.Matches(page.Html, "<a href=\"([^\"]*group=rural-youth[^\"]*)\">([0-9]+)</a>");
        Assert.That(figures.Select(f => f.Groups[2].Value), Is.EqualTo(new[] { "1", "1", "1", "1", "1", "0" }));
        foreach (Match figure in figures)
        {
            var rows = await lin.GetAsync(WebUtility.HtmlDecode(figure.Groups[1].Value));
            Assert.That(Regex.Count(rows.Html, "<tr>\\s*<td"), Is.EqualTo(int.Parse(figure.Groups[2].ValueSpan,
                CultureInfo.InvariantCulture)), rows.Path);
        }

        var used = await lin.GetAsync(page.Link("/console/vouchers?programme=wz-2026&amp;group=rural-youth&amp;step"));
        Assert.That(used.Text, Does.Contain(earned.VoucherId).And.Contain("Vouchers that the take-up counts as Viewed"));
        var account = await lin.GetAsync($"/console/programmes/{Scene.Programme}/accounts/payable");
        Assert.That(account.Text, Does.Contain("vtc CNY 1,000.00"));
        var owed = await lin.GetAsync(account.Link("/console/redemptions?programme"));
        Assert.That(owed.Text, Does.Contain(earned.Receipt));
        var lines = await lin.GetAsync(account.Link("/console/journal?account"));
        Assert.That(lines.Text, Does.Contain("Entries of p1/i1/payable").And.Contain("p1/i1/unearned → p1/i1/payable"));
    }

    [Test]
    public async Task BulkIssue_Started_ShowsItsProgressAndWhoWasPassedOver()
    {
        var holder = (await office.Scene.HolderAsync("vtc")).Citizen;
        var other = await office.Scene.ImportAsync();
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var started = await lin.SendAsync(
            "/console/bulk-issues", null, ("programme", Scene.Programme), ("group", Scene.Group), ("level", "0"));
        Assert.That(started.Path, Does.Match("^/console/bulk-issues/.+"), started.Text);
        var progress = started;
        while (progress.Html.Contains("data-running=\"true\"", StringComparison.Ordinal))
            progress = await lin.GetAsync($"{started.Path}?handler=progress");
        Assert.That(progress.Text, Does.Contain("2 of 2 considered")
            .And.Contain("Issued 1 among the programme's vouchers of the group"));
        var rejects = await lin.ExpectAsync($"{started.Path}/rejects");
        Assert.That(rejects.Text, Does.Contain($"{holder} LIVE_VOUCHER_EXISTS").And.Not.Contain(other));
        var file = await lin.GetAsync($"{started.Path}/rejects?format=csv");
        Assert.That(file.Response.Content.Headers.ContentDisposition!.FileName, Does.EndWith("-rejects.csv"));
        Assert.That(file.Html.Trim('\uFEFF'), Does.StartWith("citizen_id,rule,message").And.Contain(holder));
        Assert.That((await lin.GetAsync("/console/bulk-issues")).Text, Does.Contain("Done 2 / 2 1 1"));
    }

    [Test]
    public async Task Officers_Changes_AreRefusedToOthersInASentence()
    {
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        Assert.That((await zhou.GetAsync("/console/programmes/new")).Html,
            Does.Contain("A programme officer does this.").And.Not.Contain("programme.Title"));
        Assert.That((await zhou.GetAsync($"/console/programmes/{Scene.Programme}/rules")).Html,
            Does.Contain("A programme officer does this.").And.Not.Contain("rules.Groups"));
        var made = await zhou.PostAsync("/console/programmes/new", null, ("request", Scene.NewId()),
            ("programme.Id", "x"), ("programme.Title", "X"), ("programme.From", "2026-01-01"),
            ("programme.Until", "2089-12-31"), ("rules.Groups", "veteran"));
        var closed = await zhou.SendAsync($"/console/programmes/{Scene.Programme}", "close", ("reason", "no"));
        var bulk = await zhou.GetAsync("/console/bulk-issues");

        Assert.That(made.Text, Does.Contain("Nothing was changed").And.Contain("ProgrammeOfficer may"));
        Assert.That(closed.Text, Does.Contain("Nothing was changed"));
        Assert.That(bulk.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await zhou.GetAsync("/console/programmes")).Text, Does.Not.Contain("New programme"));
    }
}
