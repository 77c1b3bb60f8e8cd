using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>The officer's catalogue over plain HTTP: an institution, a branch, a course and a session of it.</summary>
public sealed class ConsoleCatalogueTests
{
    private static readonly (string, string)[] School =
    [
        ("institution.Id", "oh-school"), ("institution.Name", "瓯海学校"), ("institution.Kind", "PrivateSchool"),
        ("institution.Until", "2089-12-31"),
    ];

    private static readonly (string, string)[] Branch =
        [("branch.Id", "oh-b1"), ("branch.Name", "North"), ("branch.Address", "2 Street")];

    private static readonly (string, string)[] Course =
    [
        ("course.Id", "media-2"), ("course.Title", "流媒体运营"), ("course.TitleEn", "Streaming operation"),
        ("course.Occupation", "media"), ("course.Level", "4"), ("course.Hours", "60"), ("course.Batch", "2026-2"),
    ];

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
    public async Task Session_OfANewCourseAtANewBranch_IsScheduledOnceThoughEachButtonIsPressedTwice()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        var school = await TwiceAsync(lin, "/console/institutions/new", null, School);
        Assert.That(school.Path, Is.EqualTo("/console/institutions/oh-school"), school.Text);
        Assert.That(school.Text, Does.Contain("瓯海学校").And.Contain("Private school")
            .And.Contain("Accredited until 31 Dec 2089"));
        Assert.That(school.Html, Does.Match("<details open[^>]*><summary>Add a branch"), "it has none yet");
        school = await TwiceAsync(lin, school.Path, "branch", Branch);
        Assert.That(school.Text, Does.Contain("oh-b1 North 2 Street"));

        var courses = await TwiceAsync(lin, "/console/courses/new", null, Course);
        Assert.That(courses.Path, Is.EqualTo("/console/courses?batch=2026-2"), courses.Text);
        Assert.That(courses.Text, Does.Contain("Streaming operation media-2 media level 4 60 2026-2"));

        var form = await lin.ExpectAsync((await lin.GetAsync("/console/sessions?institution=oh-school"))
            .Link("/console/sessions/new"));
        Assert.That(form.Html, Does.Contain("<optgroup label=\"瓯海学校\">")
            .And.Not.Contain("vtc-b1"));
        var session = await TwiceAsync(lin, form.Path, null,
            [("session.Id", "oh-s1"), ("session.Course", "media-2"), ("session.Branch", "oh-b1"),
                ("session.Kind", "Training"), ("session.From", "2026-03-02"), ("session.Until", "2026-03-06"),
                ("session.Seats", "30")]);
        Assert.That(session.Path, Is.EqualTo("/console/sessions/oh-s1"), session.Text);
        Assert.That(session.Text, Does.Contain("Streaming operation media-2 , 60 hours")
            .And.Contain("瓯海学校 , North oh-b1").And.Contain("2 Mar 2026 00:00 – 6 Mar 2026 23:59")
            .And.Contain("0 of 30 taken"));
        Assert.That((await lin.GetAsync("/console/sessions?institution=oh-school")).Text,
            Does.Contain("oh-s1 Streaming operation 瓯海学校"));
    }

    [Test]
    public async Task Form_ThatIsRefused_SaysWhyAndKeepsWhatWasTyped()
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        using var chen = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Chen, "zh-CN");

        var taken = await lin.SendAsync("/console/institutions/new", null,
            ("institution.Id", "vtc"), ("institution.Name", "Another"), ("institution.Kind", "Enterprise"),
            ("institution.Until", "2089-12-31"));
        Assert.That(taken.Text, Does.Contain("Nothing was changed").And.Contain("'vtc'"));
        Assert.That(taken.Html, Does.Contain("value=\"Another\"").And.Contain("value=\"2089-12-31\"")
            .And.Match("value=\"Enterprise\" selected"));
        var branch = await lin.SendAsync("/console/institutions/city-college", "branch",
            ("branch.Id", "vtc-b1"), ("branch.Name", "South"));
        Assert.That(branch.Text, Does.Contain("Nothing was changed").And.Contain("'vtc-b1'"));
        Assert.That(branch.Html, Does.Contain("value=\"South\"").And.Match("<details open[^>]*><summary>Add a branch"));
        var hours = await chen.SendAsync("/console/courses/new", null,
            [.. Course.Where(f => f.Item1 != "course.Hours"), ("course.Hours", "0")]);
        Assert.That(hours.Text, Does.Contain("未执行").And.Contain("填写的内容不符合要求")
            .And.Contain("课时应为 1 至 10000，现为 0"));
        Assert.That(hours.Html, Does.Contain("value=\"Streaming operation\""));

        (string, string)[] session =
        [
            ("session.Id", "s-9"), ("session.Course", Scene.Course), ("session.Kind", "Competition"),
            ("session.From", "2026-03-06"), ("session.Seats", "12"),
        ];
        var backwards = await chen.SendAsync("/console/sessions/new", null,
            [.. session, ("session.Branch", "vtc-b1"), ("session.Until", "2026-03-02")]);
        Assert.That(backwards.Text, Does.Contain("结束日 2026年3月2日早于开始日 2026年3月6日。"));
        Assert.That(backwards.Html, Does.Contain("value=\"12\"").And.Match("value=\"vtc-b1\" selected")
            .And.Match("value=\"Competition\" selected").And.Match($"value=\"{Scene.Course}\" selected"));
        var nowhere = await lin.SendAsync("/console/sessions/new", null, [.. session, ("session.Until", "2026-03-09")]);
        Assert.That(nowhere.Text, Does.Contain("Choose a branch."));
        await scene.Catalogue.UpdateInstitutionAsync(
            new() { RequestId = Scene.NewId(), InstitutionId = "vtc", Suspended = true, Reason = "x" }, scene.Officer);
        var suspended = await chen.SendAsync("/console/sessions/new", null,
            [.. session, ("session.Branch", "vtc-b1"), ("session.Until", "2026-03-09")]);
        Assert.That(suspended.Text, Does.Contain("该机构已被暂停。"));
    }

    [Test]
    public async Task Forms_AreTheOfficersAlone(
        [Values(ConsoleVisit.Zhou, ConsoleVisit.Ye)] string who)
    {
        using var other = await ConsoleVisit.SignedInAsync(service, who);

        foreach (var list in (string[])["institutions", "courses", "sessions"])
        {
            Assert.That((await other.GetAsync($"/console/{list}")).Html, Does.Not.Contain($"/console/{list}/new"));
            var form = await other.ExpectAsync($"/console/{list}/new");
            Assert.That(form.Text, Does.Contain("A programme officer does this."));
            Assert.That(form.Html, Does.Not.Contain("name=\"request\""));
        }

        Assert.That((await other.GetAsync("/console/institutions/vtc")).Html, Does.Not.Contain("branch.Id"));
        Assert.That(await AskAsync("/console/institutions/new", School), Does.Contain("ProgrammeOfficer may"));
        Assert.That(await AskAsync("/console/institutions/vtc?handler=branch", Branch),
            Does.Contain("ProgrammeOfficer"));
        Assert.That(await AskAsync("/console/courses/new", Course), Does.Contain("ProgrammeOfficer may"));
        Assert.That(await AskAsync("/console/sessions/new",
            ("session.Id", "s-9"), ("session.Course", Scene.Course), ("session.Branch", "vtc-b1"),
            ("session.Kind", "Training"), ("session.From", "2026-03-02"), ("session.Until", "2026-03-06"),
            ("session.Seats", "12")), Does.Contain("ProgrammeOfficer"));

        async Task<string> AskAsync(string page, params (string, string)[] fields)
        {
            var refused = await other.PostAsync(page, null, [("request", Scene.NewId()), .. fields]);
            Assert.That(refused.Text, Does.Contain("Nothing was changed"));
            return refused.Text;
        }
    }

    /// <summary>Sends the form of a page, and sends it once more.</summary>
    private static async Task<Reply> TwiceAsync(
        Browser browser, string page, string? handler, (string, string)[] fields)
    {
        var form = await browser.GetAsync(page);
        var request = form.Hidden("request");
        var address = handler is null ? page : $"{page}?handler={handler}";
        var first = await browser.PostAsync(address, null, [("request", request), .. fields]);
        var again = await browser.PostAsync(address, null, [("request", request), .. fields]);
        Assert.That(again.Text, Is.EqualTo(first.Text), "pressed twice, it is done once");
        Assert.That(again.Path, Is.EqualTo(first.Path));
        return again;
    }
}
