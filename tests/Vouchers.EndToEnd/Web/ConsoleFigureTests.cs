using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;
using Vouchers.V1;

namespace Vouchers.EndToEnd.Web;

/// <summary>A figure leads to the rows that it counts.</summary>
public sealed class ConsoleFigureTests
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
    public async Task Money_InABatchOrAtTheBank_IsToldApart()
    {
        await office.ReadyAsync("vtc");
        await office.EarnAsync("vtc");
        var sent = (await office.SendAsync()).EndToEndId;
        await office.EarnAsync("vtc");
        var drafted = (await office.ItemsAsync((await office.DraftAsync()).Id)).Single().EndToEndId;
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        foreach (var page in (string[])["reports", $"programmes/{Scene.Programme}/accounts/payable"])
        {
            var figures = await zhou.ExpectAsync($"/console/{page}");
            var waiting = await zhou.ExpectAsync(Payments(figures, "payable"));
            Assert.That(waiting.Text, Does.Contain(drafted).And.Not.Contain(sent), page);
        }

        foreach (var page in (string[])["reports", $"programmes/{Scene.Programme}/accounts/clearing"])
        {
            var figures = await zhou.ExpectAsync($"/console/{page}");
            var clearing = await zhou.ExpectAsync(Payments(figures, "clearing"));
            Assert.That(clearing.Text, Does.Contain(sent).And.Not.Contain(drafted), page);
        }

        Assert.That((await zhou.GetAsync($"/console/payments?programme={Scene.Programme}&kind=paid")).Text,
            Does.Contain("There is no payment."));
    }

    [Test]
    public async Task ClawBacksAndAdvices_OfAnotherProgramme_AreLeftOut()
    {
        var earned = await AskedBackAsync();
        var batch = await office.DraftAsync();
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        Assert.That((await zhou.ExpectAsync($"/console/claw-backs?programme={Scene.Programme}")).Text,
            Does.Contain(earned.Receipt));
        Assert.That((await zhou.ExpectAsync("/console/claw-backs?programme=other")).Text,
            Does.Contain("There is nothing to be given back."));
        var advices = (await zhou.GetAsync($"/console/payouts/{batch.Id}"))
            .Link($"/console/payouts/{batch.Id}/remittance?institution");
        Assert.That((await zhou.ExpectAsync(advices)).Text, Does.Contain(earned.Receipt));
        Assert.That((await zhou.ExpectAsync(
            advices.Replace(Scene.Programme, "other", StringComparison.Ordinal))).Text,
            Does.Not.Contain(earned.Receipt));
    }

    [Test]
    public async Task Appropriation_OnItsAccount_HasTheSignOfTheProgramme()
    {
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);
        var account = $"/console/programmes/{Scene.Programme}/accounts/appropriation";

        var figure = Regex.Match((await zhou.GetAsync($"/console/programmes/{Scene.Programme}")).Html,
            $"href=\"{account}\">([^<]*)<").Groups[1].Value;
        var shown = await zhou.ExpectAsync(account);

        Assert.That(figure, Does.StartWith("CNY ").And.Not.Contain("−"));
        Assert.That(shown.Text, Does.Contain($"Total {figure}").And.Not.Contain("−"));
    }

    [Test]
    public async Task Receivable_LeadsOnlyToWhatIsToBeGivenBack()
    {
        var earned = await AskedBackAsync();
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        Assert.That((await zhou.ExpectAsync("/console/claw-backs")).Text, Does.Contain(earned.Receipt));
        Assert.That((await zhou.ExpectAsync("/console/claw-backs?open=true")).Text,
            Does.Contain("There is nothing to be given back.").And.Not.Contain(earned.Receipt));
    }

    [TestCase("vouchers")]
    [TestCase("citizens")]
    public async Task Group_ThatNoProgrammeNames_StaysChosen(string list)
    {
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);

        Assert.That((await lin.ExpectAsync($"/console/{list}?group=veteran")).Html,
            Does.Contain("<option value=\"veteran\" selected"));
    }

    [Test]
    public async Task Statement_OfManyLines_ShowsTheLastOnes()
    {
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var booked = await office.BookAsync(
            day, [.. Enumerable.Range(1, 1_001).Select(n => ((long)n, $"line-{n}"))]);
        using var zhou = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Zhou);

        var first = await zhou.GetAsync($"/console/statements/{booked.Statements[0].Statement.Id}");
        var second = await zhou.GetAsync(first.Link("/console/statements/"));

        Assert.That(Lines(first).Union(Lines(second)).Count(), Is.EqualTo(1_001));

        static IEnumerable<string> Lines(Reply page) =>
            Regex.Matches(page.Html, "<code>(line-[0-9]+)</code>").Select(m => m.Groups[1].Value);
    }

    private async Task<Redemption> AskedBackAsync()
    {
        await office.ReadyAsync("vtc");
        var earned = await office.EarnAsync("vtc");
        await office.Payouts.RequestClawBackAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = earned.Id, Reason = "x" }, office.As(FinanceOffice.Ada));
        return earned;
    }

    private static string Payments(Reply page, string kind) => System.Net.WebUtility.HtmlDecode(
        Regex.Match(page.Html, $"href=\"(/console/payments[^\"]*kind={kind})\"").Groups[1].Value);
}
