using NUnit.Framework;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Web;

/// <summary>The auditor proves on the console what a receipt says, and that nobody edited the books.</summary>
public sealed class ConsoleProofTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = RunningService.NewFolder();

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Receipt_FromTheList_LeadsToItsVouchersMoneyAndEvidence()
    {
        await using var service = await StartAsync();
        var office = await FinanceOffice.OpenAsync(service);
        var earned = await office.EarnAsync("vtc");
        using var auditor = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye);

        var list = await auditor.ExpectAsync("/console/redemptions");
        var receipt = await auditor.GetAsync(list.Link("/console/redemptions/"));
        var voucher = await auditor.GetAsync(receipt.Link("/console/vouchers/"));

        Assert.That(receipt.Text, Does.Contain($"Receipt {earned.Receipt}").And.Contain("CNY 1,000.00"));
        Assert.That(voucher.Path, Is.EqualTo($"/console/vouchers/{earned.VoucherId}"));
        Assert.That(voucher.Text, Does.Contain(earned.Receipt).And.Contain("p1/outstanding → p1/i1/unearned")
            .And.Contain("attendance recorded").And.Contain("p1/i1/unearned → p1/i1/payable"));
    }

    [Test]
    public async Task Receipt_ByTheNumberThatSomebodyTyped_IsOpened()
    {
        await using var service = await StartAsync();
        var earned = await (await FinanceOffice.OpenAsync(service)).EarnAsync("vtc");
        using var auditor = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye);
        using var chinese = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye, "zh-CN");
        var spaced = earned.Receipt.ToLowerInvariant().Replace('-', ' ');

        foreach (var typed in (string[])[earned.Receipt, spaced, $" {spaced} ", earned.Id])
            Assert.That((await auditor.GetAsync(Search(typed))).Path, Is.EqualTo($"/console/redemptions/{earned.Id}"));
        const string Unknown = "R-01JX4M6QZK-8R5V0C2N-7W9T3H1B";
        Assert.That((await auditor.GetAsync(Search(Unknown))).Text,
            Does.Contain($"No redemption has the receipt number {Unknown}."));
        Assert.That((await chinese.GetAsync(Search(Unknown))).Text, Does.Contain($"没有回执号为 {Unknown} 的核销。"));
        var malformed = await auditor.ExpectAsync(Search("R-17"));
        Assert.That(malformed.Text, Does.Contain("'R-17' is no receipt number: R- and 26 letters and digits"));
        Assert.That(malformed.Html, Does.Contain("value=\"R-17\""), "what was typed is still there");
        Assert.That((await chinese.GetAsync(Search("R-17"))).Text, Does.Contain("“R-17”不是回执号。"));

        static string Search(string typed) => $"/console/redemptions?receipt={Uri.EscapeDataString(typed)}";
    }

    [Test]
    public async Task Rules_OfTheProof_AreToldInChineseToo()
    {
        await using var service = await StartAsync();
        var office = await FinanceOffice.OpenAsync(service);
        var checks = (await office.Scene.Journal.VerifyJournalAsync(new(), office.Auditor)).Checks;

        Assert.That(checks.Select(c => AuditWords.Of(c, Tongue.Chinese)),
            Is.Unique.And.All.Match(@"^[\p{IsCJKUnifiedIdeographs}，、：。]+$"));
    }

    [Test]
    public async Task Books_ThatSomebodyRewrote_DoNotHold()
    {
        await using (var before = await StartAsync())
            await (await FinanceOffice.OpenAsync(before)).EarnAsync("vtc");
        await LaneRewriter.RewriteAsync(Path.Combine(folder, "vouchers.db"), lane: 1, "somebody else");
        await using var service = await StartAsync();
        using var auditor = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye);

        var proof = await auditor.PostAsync("/console/journal", null);

        Assert.That(proof.Text, Does.Contain("1: lane 1 no longer contains the head of batch"));
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(folder: folder, keepsFolder: true);
}
