using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;
using Vouchers.EndToEnd.Web;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>A whole month of the finance office, by two people who each sit at a browser.</summary>
public sealed class FinanceMonthTests : InChromium
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
    public async Task Month_FromTheBatchToTheClose_ByTwoPeople()
    {
        await office.EarnAsync("vtc");
        await office.ReadyAsync("vtc");
        var zhou = await SignedInAsync("finance:zhou");
        var wu = await SignedInAsync("finance:wu");

        await PayAsync(zhou, wu);
        await ReconcileAsync(zhou, wu);
        await CloseAsync(wu);

        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task File_ThatAProxyTurnsAway_IsToldAndMayBeSentAgain()
    {
        var zhou = await SignedInAsync("finance:zhou");
        Visits[^1].Expected.Add("413");
        await GoAsync(zhou, "Bank", "Statements");
        await zhou.RouteAsync("**/console/statements", route => route.Request.Method == "POST"
            ? route.FulfillAsync(new() { Status = 413, ContentType = "text/plain", Body = "Too large." })
            : route.ContinueAsync());
        await zhou.SetInputFilesAsync(
            "input[type=file]", FileOf("bank.csv", "text/csv", Encoding.UTF8.GetBytes(BankCsv.Of("X"))));

        await zhou.ClickAsync("button:text('Import')");

        await Expect(zhou.Locator("[data-told]")).ToContainTextAsync("The file was not taken (HTTP 413).");
        await Expect(zhou.Locator("button:text('Import')")).ToBeEnabledAsync();
    }

    private async Task PayAsync(IPage zhou, IPage wu)
    {
        await GoAsync(zhou, "Payments", "Payouts");
        await zhou.ClickAsync("button:text('Collect')");
        await Expect(zhou.Locator("main")).ToContainTextAsync("somebody else approves it");
        await Expect(zhou.Locator("button:text('Approve')")).ToHaveCountAsync(0);

        await wu.GotoAsync("/console");
        await wu.ClickAsync("text=Batch pay-000001 waits for approval");
        await wu.ClickAsync("button:text('Approve')");
        await Expect(wu.Locator("main")).ToContainTextAsync("Approved by");

        await zhou.ReloadAsync();
        await zhou.ClickAsync("button:text(\"Make the bank's file\")");
        await Expect(zhou.Locator("main")).ToContainTextAsync("At the bank");
        var download = await zhou.RunAndWaitForDownloadAsync(() => zhou.ClickAsync("text=ISO 20022 pain.001"));
        var order = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.That(order, Is.EqualTo(await office.DownloadAsync("pay-000001")));

        var payment = (await office.ItemsAsync("pay-000001")).Single();
        await zhou.ClickAsync("summary");
        await zhou.SetInputFilesAsync("input[type=file]", FileOf("report.xml", "text/xml",
            BankReport.On(order, (payment.EndToEndId, "ACSC", "", ""))));
        await zhou.ClickAsync("button:text('Import')");
        await Expect(zhou.Locator(".notice[role=status]")).ToContainTextAsync("The bank accepted 1");
    }

    private async Task ReconcileAsync(IPage zhou, IPage wu)
    {
        var payment = (await office.ItemsAsync("pay-000001")).Single();
        await GoAsync(zhou, "Bank", "Statements");
        await zhou.SetInputFilesAsync("input[type=file]", FileOf(
            "bank.csv", "text/csv", Encoding.UTF8.GetBytes(BankCsv.Of(payment.EndToEndId))));
        await zhou.ClickAsync("summary");
        await zhou.SelectOptionAsync("select[name=account]", FinanceOffice.Account);
        await zhou.ClickAsync("button:text('Import')");
        await Expect(zhou.Locator(".notice[role=status]")).ToContainTextAsync("2 lines");

        await GoAsync(zhou, "Bank", "Reconciliation");
        await zhou.ClickAsync("text=Match lines with payments");
        await Expect(zhou.Locator(".notice[role=status]")).ToContainTextAsync("1 payments, 1 lines");
        await zhou.ClickAsync("tbody a >> nth=0");
        await Expect(zhou.Locator("main")).ToContainTextAsync("No payment of ours.");
        await zhou.CheckAsync("input[value=WriteOff]");
        await zhou.FillAsync("input[name=reason]", "the bank's fee");
        await zhou.ClickAsync("button:text('Propose')");
        await Expect(zhou.Locator("main")).ToContainTextAsync("You proposed this; somebody else decides it.");
        await Expect(zhou.Locator("button:text('Approve')")).ToHaveCountAsync(0);

        await wu.GotoAsync(zhou.Url.Split('?')[0]);
        await wu.ClickAsync("button:text('Approve')");
        await Expect(wu.Locator("main")).ToContainTextAsync("Resolved");
    }

    private static async Task CloseAsync(IPage wu)
    {
        await GoAsync(wu, "Bank", "Months");
        await wu.ClickAsync("button:text('Close')");

        var month = TimeProvider.System.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await Expect(wu.Locator($"tr:has-text('{month}')")).ToContainTextAsync("Closed");
        await Expect(wu.Locator($"tr:has-text('{month}')")).ToContainTextAsync("CNY 98,990.00");
    }

    private async Task<IPage> SignedInAsync(string who)
    {
        var visit = await VisitAsync(service.Addresses.Web);
        await visit.SignInAsync(who);
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Overview");
        return visit.Page;
    }

    private static async Task GoAsync(IPage page, string group, string place)
    {
        await page.ClickAsync($"nav.places a:text-is('{group}')");
        await page.ClickAsync($"nav .within a:text-is('{place}')");
    }

    private static FilePayload FileOf(string name, string type, byte[] content) =>
        new() { Name = name, MimeType = type, Buffer = content };
}
