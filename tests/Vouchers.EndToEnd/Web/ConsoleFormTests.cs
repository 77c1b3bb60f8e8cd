using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>A form that was not carried out comes back as it was sent, so that pressing again asks for the same.</summary>
public sealed class ConsoleFormTests
{
    /// <summary>Longer than any reason may be.</summary>
    private static readonly string Long = new('x', 401);

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
    public async Task BulkIssue_Refused_KeepsForWhomAndForWhat()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var refused = await SentAsync(lin, "/console/bulk-issues", null, ("programme", Scene.Programme),
            ("group", Scene.Group), ("occupation", "media"), ("level", "9"));

        Assert.That((Chosen(refused, "programme"), Chosen(refused, "group")),
            Is.EqualTo((Scene.Programme, Scene.Group)));
        Assert.That((Typed(refused, "occupation"), Typed(refused, "level")), Is.EqualTo(("media", "9")));
    }

    [Test]
    public async Task Voucher_NotIssued_KeepsForWhat()
    {
        var citizen = await office.Scene.ImportAsync();
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        await lin.SendAsync("/console/programmes/new", null, ("programme.Id", "wz-2027"),
            ("programme.Title", "Spring"), ("programme.From", "2026-01-01"), ("programme.Until", "2089-12-31"),
            ("rules.Groups", "veteran"));

        var refused = await SentAsync(lin, $"/console/citizens/{citizen}", "issue",
            ("programme", "wz-2027"), ("occupation", "media"), ("level", "3"));

        Assert.That(Chosen(refused, "programme"), Is.EqualTo("wz-2027"));
        Assert.That((Typed(refused, "occupation"), Typed(refused, "level")), Is.EqualTo(("media", "3")));
        Assert.That(refused.Html, Does.Match("<details open[^>]*><summary>Issue a voucher"));
    }

    [Test]
    public async Task Batch_Refused_KeepsItsAccountAndDay()
    {
        await office.Payouts.RegisterFundingAccountAsync(new()
        {
            RequestId = Scene.NewId(), FundingAccountId = "town", Currency = "CNY",
            Bank = FinanceOffice.BankOf("vtc"),
        }, office.As(FinanceOffice.Ada));
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        var refused = await SentAsync(zhou, "/console/payouts", null, ("account", "town"), ("payOn", "2020-01-31"));

        Assert.That((Chosen(refused, "account"), Typed(refused, "payOn")), Is.EqualTo(("town", "2020-01-31")));
    }

    [Test]
    public async Task Device_Refused_KeepsItsBranch()
    {
        await office.Scene.Catalogue.RegisterBranchAsync(new()
        {
            RequestId = Scene.NewId(), Branch = new() { Id = "vtc-b2", InstitutionId = "vtc", Name = "East" },
        }, office.Scene.Officer);
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var refused = await SentAsync(lin, "/console/devices?institution=vtc", null, ("device", "Not An Id"),
            ("name", "Front desk"), ("institution", "vtc"), ("branch", "vtc-b2"));

        Assert.That((Typed(refused, "device"), Typed(refused, "name"), Chosen(refused, "branch")),
            Is.EqualTo(("Not An Id", "Front desk", "vtc-b2")));
    }

    [Test]
    public async Task Statement_NotImported_KeepsItsColumns()
    {
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);
        var form = await zhou.GetAsync("/console/statements");

        var refused = await zhou.UploadAsync("/console/statements",
            ("bank.csv", Encoding.UTF8.GetBytes("a,b\n1,2\n")), ("request", form.Hidden("request")),
            ("account", FinanceOffice.Account), ("date", "day"), ("credit", "in"));

        Assert.That(refused.Text, Does.Contain("Nothing was changed"));
        Assert.That((Chosen(refused, "account"), Typed(refused, "date"), Typed(refused, "credit")),
            Is.EqualTo((FinanceOffice.Account, "day", "in")));
    }

    [Test]
    public async Task Reason_OfWhatWasRefused_IsStillThere()
    {
        var voucher = await office.Scene.IssueAsync(await office.Scene.ImportAsync());
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var held = await SentAsync(lin, $"/console/vouchers/{voucher.Id}", "suspend", ("reason", Long));
        Assert.That(held.Html, Does.Match("<details open[^>]*><summary>Put it on hold")
            .And.Match("<details><summary>Withdraw it"));
        Assert.That(Regex.Count(held.Html, $"value=\"{Long}\""), Is.EqualTo(1), "only in the form that was sent");
        var accredited = await SentAsync(
            lin, "/console/institutions/vtc", "accredit", ("until", "2089-12-31"), ("reason", Long));
        Assert.That(Typed(accredited, "until"), Is.EqualTo("2089-12-31"));
        Assert.That(accredited.Html, Does.Contain($"value=\"{Long}\"")
            .And.Match("<details open[^>]*><summary>Change the accreditation"));
        var closed = await SentAsync(lin, $"/console/programmes/{Scene.Programme}", "close", ("reason", Long));
        Assert.That(Typed(closed, "reason"), Is.EqualTo(Long));
    }

    [Test]
    public async Task Agency_Refused_KeepsItsName()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var refused = await SentAsync(lin, "/console/agencies", null, ("agency", "Not An Id"), ("name", "评价中心"));

        Assert.That((Typed(refused, "agency"), Typed(refused, "name")), Is.EqualTo(("Not An Id", "评价中心")));
    }

    private static async Task<Reply> SentAsync(
        Browser browser, string page, string? handler, params (string, string)[] fields)
    {
        var refused = await browser.SendAsync(page, handler, fields);
        Assert.That(refused.Text, Does.Contain("Nothing was changed"));
        return refused;
    }

    private static string Typed(Reply page, string field) =>
        Regex.Match(page.Html, $"<input[^>]*name=\"{field}\"[^>]* value=\"([^\"]*)\"").Groups[1].Value;

    private static string Chosen(Reply page, string field)
    {
        // A page may choose among the same things to filter its list.
        var options = Regex.Matches(page.Html, $"<select name=\"{field}\">.*?</select>", RegexOptions.Singleline);
        return options.Select(o => Regex.Match(o.Value, "value=\"([^\"]*)\" selected")).LastOrDefault()?.Groups[1].Value
            ?? "";
    }
}
