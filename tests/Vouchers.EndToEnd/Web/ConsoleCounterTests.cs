using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>Vouchers, devices and offline conflicts in the officer's hands, over plain HTTP.</summary>
public sealed class ConsoleCounterTests
{
    private RunningService service = null!;
    private Scene scene = null!;

    [SetUp]
    public async Task StartAsync()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
    }

    [TearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [Test]
    public async Task Voucher_HeldResumedAndWithdrawn_SaysWhyInItsTrace()
    {
        var voucher = await scene.IssueAsync(await scene.ImportAsync());
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        var page = $"/console/vouchers/{voucher.Id}";

        Assert.That((await lin.GetAsync($"/console/vouchers?id={voucher.Id}")).Path, Is.EqualTo(page));
        var held = await lin.SendAsync(page, "suspend", ("reason", "a report of theft"));
        Assert.That(held.Text, Does.Contain("State On hold").And.Contain("a report of theft"));
        var resumed = await lin.SendAsync(page, "resume", ("reason", "found again"));
        Assert.That(resumed.Text, Does.Contain("State Ready to use"));
        var gone = await lin.SendAsync(page, "revoke", ("reason", "moved away"));
        Assert.That(gone.Text, Does.Contain("State Withdrawn").And.Contain("moved away").And.Contain("officer:lin"));
        Assert.That(gone.Html, Does.Not.Contain("handler=revoke"));
        var late = await lin.PostAsync($"{page}?handler=suspend", null,
            ("request", Scene.NewId()), ("reason", "too late"));
        Assert.That(late.Text, Does.Contain("Nothing was changed").And.Contain("revoked").IgnoreCase);
        using var wu = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Wu, "zh-CN");
        var refused = await wu.PostAsync($"{page}?handler=resume", null, ("request", Scene.NewId()), ("reason", "x"));
        Assert.That(refused.Text, Does.Contain("未执行").And.Contain("您的岗位没有此项权限"));
        Assert.That(
            (await lin.GetAsync("/console/vouchers?id=nobody")).Text, Does.Contain("There is no voucher nobody"));
    }

    [Test]
    public async Task Citizens_AreShownMaskedAlone()
    {
        var citizen = await scene.ImportAsync();
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var list = await lin.GetAsync("/console/citizens");
        Assert.That(list.Text, Does.Contain("王*明").And.Not.Contain("王小明"));
        var one = await lin.GetAsync($"/console/citizens?id={citizen}");
        Assert.That(one.Path, Is.EqualTo($"/console/citizens/{citizen}"));
        Assert.That(one.Html, Does.Not.Contain("330300").And.Contain("Rural youth"));
        var issued = await lin.SendAsync(one.Path, "issue", ("programme", Scene.Programme), ("level", "0"));
        Assert.That(issued.Path, Does.StartWith("/console/vouchers/"), issued.Text);
        var second = await lin.SendAsync(one.Path, "issue", ("programme", Scene.Programme), ("level", "0"));
        Assert.That(second.Text, Does.Contain("Nothing was changed").And.Contain("live voucher"));
    }

    [Test]
    public async Task Device_RegisteredOfferedAndRevoked_EnrolsABrowserOnce()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var made = await lin.SendAsync("/console/devices?institution=vtc", null, ("device", "vtc-d7"),
            ("name", "Front desk"), ("institution", "vtc"), ("branch", "vtc-b1"));
        Assert.That(made.Path, Is.EqualTo("/console/devices/vtc-d7?institution=vtc"), made.Text);
        var offered = await lin.SendAsync(made.Path, "offer");
        Assert.That(offered.Text, Does.Contain("It works once and is not shown again").And.Contain("/counter/enrol"));
        Assert.That(offered.Html, Does.Contain("<svg"));
        var code = System.Text.RegularExpressions.Regex.Match(
            offered.Html, "<code class=\"typed\">([^<]+)</code>").Groups[1].Value;
        using var key = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        var enrolled = await scene.Catalogue.EnrolDeviceAsync(new()
        {
            RequestId = Scene.NewId(), DeviceId = "vtc-d7", Code = code,
            PublicKey = System.Buffers.Text.Base64Url.EncodeToString([.. q.X!, .. q.Y!]),
        });
        Assert.That(enrolled.Device.Id, Is.EqualTo("vtc-d7"));
        Assert.That((await lin.GetAsync(made.Path)).Html, Does.Not.Contain(code));
        Assert.That((await lin.ExpectAsync(made.Path)).Text,
            Does.Contain("a device has one for its life").And.Not.Contain("Make an enrolment code"));
        using var chen = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Chen, "zh-CN");
        var again = await chen.PostAsync($"{made.Path}&handler=offer", null, ("request", Scene.NewId()));
        Assert.That(again.Text, Does.Contain("未执行 设备 vtc-d7 已在一台浏览器上登记").And.Not.Contain("该编号已被使用"));
        var revoked = await lin.SendAsync(made.Path, "revoke", ("reason", "lost"));
        Assert.That(revoked.Text, Does.Contain("State Revoked"));
    }

    [Test]
    public async Task Conflict_IsShownSideBySideAndDecided()
    {
        using var device = await CounterDevice.EnrolAsync(scene, "d-1");
        await device.LeaseAsync();
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var record = (await device.SyncAsync(device.Capture(
            await scene.PresentAsync(citizen, voucher.Id), voucher.Id, Scene.SessionOf("vtc"), skips: true)))
            .Results[0].Record;
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        Assert.That((await lin.GetAsync("/console")).Text, Does.Contain("1 offline record in conflict waits"));
        var queue = await lin.ExpectAsync("/console/offline");
        Assert.That(queue.Text, Does.Contain("d-1 #2"));
        var page = await lin.ExpectAsync($"/console/offline/{record.Id}");
        Assert.That(page.Text, Does.Contain("What the device captured").And.Contain("What the books say now")
            .And.Contain("Enrolment Enrolled").And.Contain("It cannot simply be confirmed"));
        var accepted = await lin.SendAsync(page.Path, "accept", ("reason", "the battery died"));
        Assert.That(accepted.Text, Does.Contain("State Confirmed").And.Contain("officer:lin")
            .And.Contain("the battery died"));
        var again = await lin.PostAsync($"{page.Path}?handler=dismiss", null,
            ("request", Scene.NewId()), ("reason", "no"));
        Assert.That(again.Text, Does.Contain("Nothing was changed"));
        Assert.That((await lin.GetAsync("/console/offline")).Text, Does.Contain("No conflict waits."));
        Assert.That((await lin.GetAsync("/console/offline?state=Unspecified&device=d-1")).Text, Does.Contain("d-1 #2"));
    }
}
