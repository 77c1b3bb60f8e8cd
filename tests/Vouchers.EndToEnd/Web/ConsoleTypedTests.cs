using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>What a form has that cannot be read stops it: no default stands in for what was typed.</summary>
public sealed class ConsoleTypedTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [TestCase("session.Seats", "1e3")]
    [TestCase("session.Seats", "99999999999")]
    [TestCase("session.Kind", "77")]
    [TestCase("session.From", "31/12")]
    [TestCase("request", "abc")]
    public async Task Session_WithAFieldThatCannotBeRead_IsNotScheduled(string field, string typed)
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        using var chen = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Chen, "zh-CN");
        var form = Filled(new()
        {
            ["request"] = Scene.NewId(), ["session.Id"] = "typed-s1", ["session.Course"] = Scene.Course,
            ["session.Branch"] = "vtc-b1", ["session.Kind"] = "Training", ["session.From"] = "2026-03-02",
            ["session.Until"] = "2026-03-06", ["session.Seats"] = "30",
        }, field, typed);

        var refused = await lin.PostAsync("/console/sessions/new", null, form);
        var inChinese = await chen.PostAsync("/console/sessions/new", null, form);

        Assert.That(refused.Text, Does.Contain($"Nothing was changed '{typed}' cannot be read"));
        Assert.That(inChinese.Text, Does.Contain($"未执行 “{typed}”无法识别"));
        Assert.That(refused.Html, Does.Contain("name=\"session.Id\" required maxlength=\"40\"")
            .And.Contain("value=\"typed-s1\"").And.Not.Contain($"name=\"request\" value=\"{Guid.Empty}\""));
        if (field is not ("session.Kind" or "request"))
            Assert.That(refused.Html, Does.Match($"name=\"{field}\"[^>]* value=\"{typed}\""), "as it was typed");
        Assert.That((await lin.GetAsync("/console/sessions/typed-s1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("9999-12-31")]
    [TestCase("0001-01-01")]
    public async Task Date_ThatNoLedgerKeeps_IsRefusedOnTheForm(string day)
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var institution = await lin.SendAsync("/console/institutions/new", null,
            ("institution.Id", "typed-i1"), ("institution.Name", "East"), ("institution.Kind", "College"),
            ("institution.Until", day));
        var programme = await lin.SendAsync("/console/programmes/new", null,
            ("programme.Id", "typed-p2"), ("programme.Title", "Spring"),
            ("programme.Category", "ProjectBasedTraining"), ("programme.From", day), ("programme.Until", day),
            ("rules.Groups", Scene.Group));

        foreach (var refused in (Reply[])[institution, programme])
        {
            Assert.That(refused.Text, Does.Contain("must lie between the years 2000 and 2200"));
            Assert.That(refused.Html, Does.Contain($"value=\"{day}\""));
        }
    }

    [Test]
    public async Task Form_ThatCannotBeReadAtAll_ChangesNothingAndSaysSo()
    {
        using var chen = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Chen, "zh-CN");

        var sent = await chen.PostAsync($"/console/programmes/{Scene.Programme}?handler=close", null,
            [
                ("request", Scene.NewId()), ("reason", "year's end"),
                .. Enumerable.Range(0, 2_000).Select(n => ($"field-{n}", "")),
            ]);

        Assert.That(sent.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(sent.Text, Does.Contain("收到的表单无法读取，没有做任何更改").And.Not.Contain("programme_id"));
        Assert.That((await chen.GetAsync($"/console/programmes/{Scene.Programme}")).Text, Does.Contain("发券中"));
    }

    [TestCase("rules.ValidityDays", "1e2")]
    [TestCase("rules.CoPaymentPercent", "abc")]
    [TestCase("rules.CoPaymentPercent", "99999999999")]
    [TestCase("rules.CoPaymentPercent", "12.345")]
    [TestCase("rules.CoPaymentPercent", "0.001")]
    [TestCase("programme.Category", "999")]
    public async Task Programme_WithAFieldThatCannotBeRead_IsNotCreated(string field, string typed)
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var refused = await lin.PostAsync("/console/programmes/new", null, Filled(new()
        {
            ["request"] = Scene.NewId(), ["programme.Id"] = "typed-p1", ["programme.Title"] = "Spring",
            ["programme.Category"] = "ProjectBasedTraining", ["programme.From"] = "2026-01-01",
            ["programme.Until"] = "2089-12-31", ["rules.Groups"] = Scene.Group,
        }, field, typed));

        Assert.That(refused.Text, Does.Contain($"'{typed}' cannot be read or is out of range"));
        if (field.StartsWith("rules", StringComparison.Ordinal))
            Assert.That(refused.Html, Does.Contain($"name=\"{field}\" value=\"{typed}\""));
        Assert.That((await lin.GetAsync("/console/programmes/typed-p1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Programme_Form_TakesAnIdAsLongAsTheLedgerDoes()
    {
        using var chen = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Chen, "zh-CN");

        var form = await chen.GetAsync("/console/programmes/new");
        var said = Regex.Match(form.Html, "name=\"programme.Id\" required maxlength=\"([0-9]+)\"").Groups[1].Value;
        var longest = int.Parse(said, CultureInfo.InvariantCulture);
        var created = await CreateAsync(new string('p', longest));
        var refused = await CreateAsync(new string('p', longest + 1));

        Assert.That(created.Path, Is.EqualTo($"/console/programmes/{new string('p', longest)}"));
        Assert.That(refused.Text, Does.Contain($"编号最多 {longest} 个字符"));
        Assert.That(form.Text, Does.Contain($"最多 {longest} 位"));

        Task<Reply> CreateAsync(string id) => chen.SendAsync("/console/programmes/new", null,
            ("programme.Id", id), ("programme.Title", "Spring"), ("programme.Category", "ProjectBasedTraining"),
            ("programme.From", "2026-01-01"), ("programme.Until", "2089-12-31"), ("rules.Groups", Scene.Group));
    }

    [Test]
    public async Task Place_InAListThatCannotBeRead_IsToldInTheReadersLanguage()
    {
        using var chen = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Chen, "zh-CN");

        var page = await chen.GetAsync("/console/vouchers?after=zz");

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Text, Does.Contain("填写的内容不符合要求：翻页位置已失效，请从列表的第一页重新开始。")
            .And.Not.Contain("page_token"));
    }

    [TestCase("garbage")]
    [TestCase("bank")]
    public async Task Account_ThatNoProgrammeHas_IsNoPage(string kind)
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var page = await lin.GetAsync($"/console/programmes/{Scene.Programme}/accounts/{kind}");

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(page.Text, Does.Contain("There is no page at this address."));
    }

    [Test]
    public async Task BatchAndBulkIssue_WithAFieldThatCannotBeRead_AreNotBegun()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        var batch = await zhou.SendAsync(
            "/console/payouts", null, ("account", FinanceOffice.Account), ("payOn", "31/12"));
        var bulk = await lin.SendAsync("/console/bulk-issues", null,
            ("programme", Scene.Programme), ("group", Scene.Group), ("level", "abc"));

        Assert.That(batch.Text, Does.Contain("'31/12' cannot be read").And.Contain("There is no batch yet."));
        Assert.That(bulk.Text, Does.Contain("'abc' cannot be read").And.Contain("There is no bulk issue yet."));
        Assert.That((await lin.SendAsync("/console/bulk-issues", null, ("programme", Scene.Programme),
            ("group", Scene.Group), ("level", ""))).Path, Does.StartWith("/console/bulk-issues/"), "left empty: any");
    }

    [Test]
    public async Task Step_ThatAPageDoesNotHave_LeadsToNoPage()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        foreach (var path in (string[])[$"/console/programmes/{Scene.Programme}", "/console/institutions/vtc"])
        {
            var sent = await lin.PostAsync($"{path}?handler=nope", null, ("request", Scene.NewId()));
            Assert.That((sent.Status, sent.Text.Contains("no page at this address", StringComparison.Ordinal)),
                Is.EqualTo((HttpStatusCode.NotFound, true)), path);
        }
    }

    [Test]
    public async Task Decision_OfNothing_IsRefused()
    {
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        foreach (var step in (string[])["claw-backs?handler=approve", "months?handler=close"])
            Assert.That((await zhou.PostAsync($"/console/{step}", null,
                ("request", Scene.NewId()), ("account", ""))).Text, Does.Contain("Nothing was changed"), step);
    }

    [TestCase("/console/nope")]
    [TestCase("/console/programmes/x/y/z")]
    [TestCase("/wallet/x/y")]
    [TestCase("/nope")]
    public async Task Address_OfNoPage_IsAPageInTheReadersLanguage(string path)
    {
        using var stranger = new Browser(service, "zh-CN");
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var chinese = await stranger.GetAsync(path);
        var english = await lin.GetAsync(path);

        Assert.That((chinese.Status, english.Status), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
        Assert.That(chinese.Text, Does.Contain("没有找到该内容。").And.Contain("返回首页"));
        Assert.That(english.Text, Does.Contain("There is no page at this address."));
        Assert.That(english.Response.Headers.Contains("Content-Security-Policy"), Is.True);
    }

    [TestCase("/console/vouchers/%20")]
    [TestCase("/console/programmes/%0a")]
    public async Task Address_WithAnIdOfBlanks_IsOfNoPage(string path)
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var page = await lin.GetAsync(path);

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(page.Text, Does.Contain("There is no page at this address."));
    }

    [TestCase("/v1/nope")]
    [TestCase("/vouchers.v1.ProgrammeService/Nope")]
    public async Task Address_OfTheApi_AnswersAsTheApi(string path)
    {
        using var stranger = new Browser(service);

        var answer = await stranger.GetAsync(path);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(answer.Html, Does.Not.Contain("<html"));
    }

    private static (string, string)[] Filled(Dictionary<string, string> form, string field, string typed)
    {
        form[field] = typed;
        return [.. form.Select(f => (f.Key, f.Value))];
    }
}
