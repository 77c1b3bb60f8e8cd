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
