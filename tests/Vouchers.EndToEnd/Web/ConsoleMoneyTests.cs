using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>Claw-backs, excuses, advice, files and links: what is left of finance on the console's pages.</summary>
public sealed class ConsoleMoneyTests
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
    public async Task ClawBack_AskedForByOne_IsDecidedByTheOther()
    {
        var earned = await office.EarnAsync("vtc");
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);
        using var wu = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Wu);

        var asked = await zhou.SendAsync(
            $"/console/redemptions/{earned.Id}", "clawBack", ("reason", "nobody sat in the course"));
        Assert.That(asked.Path, Is.EqualTo("/console/claw-backs"), asked.Text);
        Assert.That(asked.Text, Does.Contain("nobody sat in the course").And.Contain("Waits for a second person"));
        Assert.That(asked.Text,
            Does.Contain("You asked for this; somebody else decides it.").And.Not.Contain(" Approve "));
        Assert.That(asked.Html, Does.Contain(
            $"<a href=\"/console/redemptions/{earned.Id}\"><code>{earned.Receipt}</code></a>"));
        Assert.That((await wu.GetAsync("/console")).Text, Does.Contain("1 claw-back waits for a second person"));
        var before = await wu.GetAsync("/console/claw-backs");
        Assert.That(before.Text, Does.Contain(" Approve ").And.Not.Contain("You asked for this"));
        var id = before.Hidden("id");
        var own = await zhou.PostAsync(
            "/console/claw-backs?handler=approve", null, ("request", Scene.NewId()), ("id", id));
        Assert.That(own.Text, Does.Contain("Nothing was changed").And.Contain("may not decide this claw-back"));
        var approved = await wu.SendAsync("/console/claw-backs", "approve", ("id", id));
        Assert.That(approved.Text, Does.Not.Contain("Nothing was changed").And.Not.Contain(" Approve "));
        var file = await wu.GetAsync("/console/claw-backs?all=true&format=csv");
        Assert.That(file.Html,
            Does.Contain($"{earned.Id},{earned.Receipt},").And.Contain("1000.00").And.Contain("finance:wu"));
        await office.ExpectBooksToHoldAsync();
    }

    [Test]
    public async Task ForceMajeure_AskedForByOneOfficer_IsDecidedByTheOther()
    {
        var (citizen, voucher) = await office.Scene.HolderAsync("vtc");
        var redeemed = await office.Scene.Redemptions.RedeemVoucherAsync(
            await office.Scene.RedeemRequestAsync(citizen, voucher.Id, "vtc"), office.Scene.Operator("vtc"));
        var receipt = $"/console/redemptions/{redeemed.Redemption.Id}";
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        using var chen = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Chen);

        var asked = await lin.SendAsync(receipt, "excuse", ("reason", "the typhoon"));
        Assert.That(asked.Path, Is.EqualTo("/console/force-majeure"), asked.Text);
        Assert.That(asked.Text,
            Does.Contain("You asked for this; another officer decides it.").And.Not.Contain(" Approve "));
        Assert.That(asked.Html, Does.Contain(
            $"<a href=\"{receipt}\"><code>{redeemed.Redemption.Receipt}</code></a>"));
        Assert.That((await chen.GetAsync("/console")).Text, Does.Contain("1 request for force majeure waits"));
        var id = (await chen.GetAsync("/console/force-majeure")).Hidden("id");
        var own = await lin.PostAsync(
            "/console/force-majeure?handler=approve", null, ("request", Scene.NewId()), ("id", id));
        Assert.That(own.Text, Does.Contain("Nothing was changed").And.Contain("may not decide this force majeure"));
        await chen.SendAsync("/console/force-majeure", "approve", ("id", id));
        Assert.That((await chen.GetAsync(receipt)).Text, Does.Contain("State Earned, payable"));
    }

    [Test]
    public async Task Advice_OfAPayment_IsByBranchAndAddsUpInItsFile()
    {
        var earned = await office.EarnAsync("vtc");
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);
        await office.Payouts.SetPayeeAccountAsync(
            new() { RequestId = Scene.NewId(), InstitutionId = "vtc", Bank = FinanceOffice.BankOf("vtc") },
            service.As("institution_operator", "vtc", subject: "vtc-head"));
        var wrong = await zhou.SendAsync("/console/institutions/vtc", "verify", ("number", "6222020000000000"));
        Assert.That(wrong.Text, Does.Contain("Nothing was changed"));
        var verified = await zhou.SendAsync(
            "/console/institutions/vtc", "verify", ("number", FinanceOffice.BankOf("vtc").AccountNumber));
        Assert.That(verified.Text, Does.Contain("Verified by finance:zhou"));
        var batch = await office.DraftAsync();

        var page = await zhou.ExpectAsync($"/console/payouts/{batch.Id}/remittance");
        Assert.That(page.Text, Does.Contain("Main (vtc-b1)").And.Contain(earned.Receipt).And.Contain("Subtotal"));
        var file = await zhou.GetAsync($"/console/payouts/{batch.Id}/remittance?format=csv");
        Assert.That(file.Html, Does.Contain($"vtc-b1,{earned.Receipt}").And.Contain(",1000.00,CNY"));
    }

    [TestCase("ageing", "institution_id,institution,currency,what")]
    [TestCase("budget", "programme_id,title,currency,appropriated")]
    [TestCase("balance", "account,kind,programme_id")]
    public async Task Report_AsAFile_HasItsRows(string handler, string header)
    {
        await office.EarnAsync("vtc");
        using var auditor = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye);

        var file = await auditor.GetAsync($"/console/reports?handler={handler}");

        Assert.That(file.Response.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/csv"));
        Assert.That(file.Html.TrimStart('\uFEFF'), Does.StartWith(header).And.Contain("1000.00"));
    }

    [Test]
    public async Task Pages_OfOneThing_NameTheOthersThatItBelongsTo()
    {
        var earned = await office.EarnAsync("vtc");
        var redemption = $"/console/redemptions/{earned.Id}";
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        Assert.That((await lin.ExpectAsync(redemption)).Text, Does.Contain("Institution vtc , Main vtc-b1")
            .And.Contain("Session 短视频制作 vtc-s1").And.Contain($"Enrolment 王*明 {earned.CitizenId}")
            .And.Contain("Programme 技能培训券 wz-2026"));
        Assert.That((await zhou.ExpectAsync(redemption)).Text, Does.Contain($"Enrolment {earned.CitizenId} Voucher"));
        Assert.That((await lin.ExpectAsync("/console/sessions/vtc-s1")).Text,
            Does.Contain("Course 短视频制作 video-1").And.Contain("Institution vtc , Main vtc-b1"));
        Assert.That((await lin.ExpectAsync($"/console/citizens/{earned.CitizenId}")).Text,
            Does.Contain($"{earned.VoucherId} 技能培训券 CNY").And.Contain("短视频制作 vtc-s1"));
        Assert.That((await lin.ExpectAsync($"/console/vouchers/{earned.VoucherId}")).Text,
            Does.Contain($"Citizen 王*明 {earned.CitizenId}").And.Contain("Session 短视频制作 vtc-s1"));
        var enrolment = $"/console/enrolments/vtc-s1.{earned.CitizenId}";
        Assert.That((await lin.ExpectAsync(enrolment)).Text,
            Does.Contain($"Citizen 王*明 {earned.CitizenId}").And.Contain("Session 短视频制作 vtc-s1"));
        Assert.That((await zhou.ExpectAsync(enrolment)).Text, Does.Contain($"Citizen {earned.CitizenId} Session"));
        Assert.That((await lin.ExpectAsync("/console/vouchers")).Text,
            Does.Contain($"{earned.VoucherId} {earned.CitizenId} 技能培训券"));
    }

    /// <summary>Whatever a page offers its reader leads to a page, in either language.</summary>
    [Test]
    public async Task Links_OfEveryPage_LeadToPages(
        [Values(ConsoleVisit.Lin, ConsoleVisit.Zhou, ConsoleVisit.Ye)] string who)
    {
        await FillAsync();
        var language = who == ConsoleVisit.Zhou ? "zh-CN" : "en";
        using var browser = await ConsoleVisit.SignedInAsync(service, who, language);
        var (seen, ahead) = (new HashSet<string> { "/console" }, new Queue<string>(["/console"]));
        while (ahead.TryDequeue(out var path))
        {
            var reply = await browser.GetAsync(path);
            Assert.That(reply.Status, Is.EqualTo(HttpStatusCode.OK), $"{path}: {reply.Text}");
            if (reply.Response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            await browser.ExpectAsync(path, language);
            foreach (var link in Regex.Matches(reply.Html, "<a [^>]*href=\"([^\"]*)\"").Select(m => m.Groups[1].Value))
            {
                var next = new Uri(new Uri("http://here" + path), WebUtility.HtmlDecode(link));
                if (next.AbsolutePath.StartsWith("/console", StringComparison.Ordinal) && seen.Add(next.PathAndQuery))
                    ahead.Enqueue(next.PathAndQuery);
            }
        }

        Assert.That(seen, Has.Count.GreaterThan(60));
    }

    /// <summary>One of each thing that pages show.</summary>
    private async Task FillAsync()
    {
        await office.EarnAsync("vtc");
        await office.ReadyAsync("vtc");
        var batch = await office.DraftAsync();
        await office.ApproveAsync(batch.Id);
        await office.ExportAsync(batch.Id);
        var owed = await office.EarnAsync("city-college");
        await office.Payouts.RequestClawBackAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = owed.Id, Reason = "x" }, office.As(FinanceOffice.Ada));
        await office.Scene.Vouchers.StartBulkIssueAsync(
            new() { RequestId = Scene.NewId(), ProgrammeId = Scene.Programme }, office.Scene.Officer);
        using var device = await CounterDevice.EnrolAsync(office.Scene, "d-1");
        await device.LeaseAsync();
        var (citizen, voucher) = await office.Scene.HolderAsync("vtc");
        await device.SyncAsync(device.Capture(
            await office.Scene.PresentAsync(citizen, voucher.Id), voucher.Id, Scene.SessionOf("vtc"), skips: true));
    }
}
