using System.Globalization;
using System.Net;
using System.Text;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>The bureau's pages over plain HTTP: a finance month by two people, and who sees what.</summary>
public sealed class ConsoleTests
{
    private const string Zhou = "finance:zhou";
    private const string Wu = "finance:wu";

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
    public async Task Month_ByTwoPeople_IsPaidReconciledAndClosed()
    {
        var voucher = (await office.EarnAsync("vtc")).VoucherId;
        await office.ReadyAsync("vtc");
        using var zhou = await SignedInAsync(Zhou);
        using var wu = await SignedInAsync(Wu);

        var form = await zhou.GetAsync("/console/payouts");
        var made = await zhou.PostAsync("/console/payouts", null, Request(form), ("account", FinanceOffice.Account));
        Assert.That(made.Path, Is.EqualTo("/console/payouts/pay-000001"));
        await office.UntilAsync("pay-000001", b => b.State == V1.PayoutBatch.Types.State.Draft);
        Assert.That((await zhou.GetAsync("/console/payouts/pay-000001")).Text,
            Does.Contain("somebody else approves it").And.Not.Contain(" Approve "));
        var own = await PressAsync(zhou, "/console/payouts/pay-000001", "approve");
        Assert.That(own.Text, Does.Contain("Nothing was changed").And.Contain("may not approve batch"));
        Assert.That((await zhou.GetAsync("/console")).Text, Does.Contain("Batch pay-000001 waits for approval"));
        var approved = await PressAsync(wu, "/console/payouts/pay-000001", "approve");
        Assert.That(approved.Text, Does.Contain("Approved by finance:wu"));
        var exported = await PressAsync(zhou, "/console/payouts/pay-000001", "export");
        Assert.That(exported.Text, Does.Contain("At the bank"));
        var file = await zhou.GetAsync("/console/payouts/pay-000001/file?format=xml");
        Assert.That(file.Html, Is.EqualTo(Encoding.UTF8.GetString(await office.DownloadAsync("pay-000001"))));

        var payment = (await office.ItemsAsync("pay-000001")).Single();
        var imported = await ImportAsync(zhou, BankCsv.Of(payment.EndToEndId), "bank.csv");
        Assert.That(imported.Text, Does.Contain("Imported").And.Contain("2 lines"));
        var run = await PressAsync(zhou, $"/console/reconciliation?account={FinanceOffice.Account}", "run");
        Assert.That(run.Text, Does.Contain("Reference and amount: 1 payments").And.Contain("Missing in the ledger"));

        var board = await zhou.GetAsync($"/console/reconciliation?account={FinanceOffice.Account}&format=csv");
        Assert.That(board.Html, Does.Contain(",MissingInLedger,-10.00,CNY,"));

        var found = run.Link("/console/reconciliation/");
        var shown = await zhou.GetAsync(found);
        Assert.That(shown.Text, Does.Contain("The bank's side").And.Contain("手续费").And.Contain("No payment of ours."));
        var proposed = await zhou.PostAsync($"{found}?handler=propose", null, Request(shown),
            ("resolution", "WriteOff"), ("reason", "the bank's fee"));
        Assert.That(proposed.Text,
            Does.Contain("You proposed this; somebody else decides it.").And.Not.Contain(" Approve "));
        var ownResolution = await zhou.PostAsync(
            $"{found}?handler=approve", null, ("request", Scene.NewId()));
        Assert.That(ownResolution.Text, Does.Contain("may not decide discrepancy"));
        Assert.That((await PressAsync(wu, found, "approve")).Text, Does.Contain("Resolved"));

        var months = await wu.GetAsync("/console/months");
        var month = DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var closed = await wu.PostAsync("/console/months?handler=close", null, Request(months),
            ("account", FinanceOffice.Account), ("month", month));
        Assert.That(closed.Text, Does.Contain($"{month} Closed CNY 98,990.00"));
        var trace = await wu.GetAsync($"/console/journal?of={voucher}");
        Assert.That(trace.Text, Does.Contain("Bank line").And.Contain("CNY −1,000.00"));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task Statement_ThatDoesNotTie_IsAcceptedByTheOther()
    {
        using var zhou = await SignedInAsync(Zhou);
        using var wu = await SignedInAsync(Wu);

        var held = await ImportAsync(zhou, BankCsv.Of("X", offBy: 1), "bank.csv");
        Assert.That(held.Text, Does.Contain("Nothing is posted until a second person accepts it"));
        var address = held.Link("/console/statements/");
        var page = await zhou.GetAsync(address);
        Assert.That(page.Text, Does.Contain("You imported it; somebody else decides").And.Not.Contain("Accept it all"));
        var own = await zhou.PostAsync($"{address}?handler=accept", null, Request(page), ("reason", "I say so"));
        Assert.That(own.Text, Does.Contain("may not accept statement"));
        page = await wu.GetAsync(address);
        var accepted = await wu.PostAsync($"{address}?handler=accept", null, Request(page), ("reason", "a letter"));

        Assert.That(accepted.Text, Does.Contain("Open to matching").And.Contain("finance:wu"));
    }

    [TestCase("0001-01-01")]
    [TestCase("9999-12-31")]
    public async Task Statement_OfADayThatNoLedgerKeeps_IsNotImported(string day)
    {
        using var zhou = await SignedInAsync(Zhou);

        var refused = await ImportAsync(
            zhou, $"交易日期,借方,贷方,余额,对方户名,用途\n{day},100.00,,100.00,a,b\n", "bank.csv");

        Assert.That(refused.Text, Does.Contain("they must lie between the years 2000 and 2200"));
        Assert.That((await zhou.GetAsync("/console/statements")).Html, Does.Not.Contain(day));
    }

    [Test]
    public async Task Statement_InGb18030_IsReadWithThePaymentsId()
    {
        using var zhou = await SignedInAsync(Zhou);
        var form = await zhou.GetAsync("/console/statements");
        var file = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(
            "交易日期,借方,贷方,余额,对方户名,用途,付款编号\n2026-03-02,10.00,,90.00,温州职业技术学院,补贴,PAY-7\n");

        var imported = await zhou.UploadAsync("/console/statements", ("bank.csv", file), Request(form),
            ("account", FinanceOffice.Account), ("encoding", "Gb18030"), ("endToEndId", "付款编号"));
        var lines = await zhou.GetAsync(imported.Link("/console/statements/"));

        Assert.That(lines.Text, Does.Contain("温州职业技术学院").And.Contain("PAY-7 补贴"));
    }

    [Test]
    public async Task File_ThatIsNoStatement_IsToldAndKeepsNothing()
    {
        using var zhou = await SignedInAsync(Zhou);

        var refused = await ImportAsync(zhou, "<!DOCTYPE x [<!ENTITY a 'b'>]><Document/>", "bank.xml");

        Assert.That(refused.Text, Does.Contain("Nothing was changed").And.Contain("document type declaration"));
        Assert.That(refused.Text, Does.Contain("There is no statement yet."));
    }

    [Test]
    public async Task Pages_OfEachRole_AreShownInBothLanguages(
        [Values("officer:lin", Zhou, "auditor:ye")] string who, [Values("zh-CN", "en")] string language)
    {
        using var browser = await SignedInAsync(who, language);
        string[] paths = who.StartsWith("officer", StringComparison.Ordinal)
            ? ["", "/payouts", "/reports", "/journal"]
            : ["", "/payouts", "/statements", "/reconciliation", "/months", "/reports", "/journal"];
        foreach (var path in paths)
        {
            await browser.ExpectAsync($"/console{path}", language);
        }
    }

    [Test]
    public async Task Console_IsForTheBureauAlone()
    {
        using var browser = new Browser(service);
        Assert.That((await browser.GetAsync("/console")).Path, Does.StartWith("/sign-in?to=%2Fconsole"));
        await browser.SignInAsync(await office.Scene.ImportAsync());
        Assert.That((await browser.GetAsync("/console")).Path, Does.StartWith("/sign-in"));
        Assert.That((await browser.GetAsync("/")).Path, Is.EqualTo("/wallet"));

        using var officer = await SignedInAsync("officer:lin");
        Assert.That((await officer.GetAsync("/")).Path, Is.EqualTo("/console"));
        var statements = await officer.GetAsync("/console/statements");
        Assert.That(statements.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await officer.GetAsync("/console")).Text, Does.Not.Contain("Reconciliation"));
    }

    [Test]
    public async Task Auditor_ProvesTheBooks_AndChangesNothing()
    {
        await office.EarnAsync("vtc");
        using var auditor = await SignedInAsync("auditor:ye");

        var proof = await auditor.PostAsync("/console/journal", null);
        var payouts = await auditor.GetAsync("/console/payouts");
        var made = await auditor.PostAsync(
            "/console/payouts", null, Request(payouts), ("account", FinanceOffice.Account));

        Assert.That(proof.Text, Does.Contain("Replays the whole journal").And.Contain("holds"));
        Assert.That(payouts.Text, Does.Not.Contain("Make a batch"));
        Assert.That(made.Text, Does.Contain("Nothing was changed"));
    }

    private Task<Browser> SignedInAsync(string who, string language = "en") =>
        ConsoleVisit.SignedInAsync(service, who, language);

    private static Task<Reply> PressAsync(Browser browser, string page, string handler) =>
        browser.SendAsync(page, handler);

    private static async Task<Reply> ImportAsync(Browser browser, string file, string name)
    {
        var form = await browser.GetAsync("/console/statements");
        return await browser.UploadAsync("/console/statements", (name, Encoding.UTF8.GetBytes(file)),
            Request(form), ("account", name.EndsWith(".csv", StringComparison.Ordinal) ? FinanceOffice.Account : ""));
    }

    private static (string, string) Request(Reply form) => ("request", form.Hidden("request"));
}
