using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;
using Vouchers.Storage;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Web;

/// <summary>The journal on the console: its file, its amounts, and a proof that takes its time.</summary>
public sealed class ConsoleJournalTests
{
    [Test]
    public async Task File_OfAVouchersTrail_HasTheRowsOfThePage()
    {
        await using var service = await RunningService.StartAsync();
        var earned = await (await FinanceOffice.OpenAsync(service)).EarnAsync("vtc");
        using var auditor = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye);

        var page = await auditor.ExpectAsync($"/console/journal?of={earned.VoucherId}");
        var file = await auditor.GetAsync(page.Link("/console/journal?of"));

        Assert.That(Regex.Count(file.Html, "\n") - 1, Is.EqualTo(Regex.Count(page.Html, "<tr>\\s*<td")));
        Assert.That(file.Html, Does.Contain("decree 1"), "the trail begins with the budget");
    }

    [TestCase("/console/journal?of=&format=csv")]
    [TestCase("/console/reconciliation?account=")]
    public async Task Page_AskedForNothing_IsShown(string path)
    {
        await using var service = await RunningService.StartAsync();
        await FinanceOffice.OpenAsync(service);
        using var auditor = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye);

        Assert.That((await auditor.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Amounts_OfACurrencyWithoutDecimals_AreWhole()
    {
        await using var service = await RunningService.StartAsync();
        await Scene.BuildAsync(service);
        using var lin = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Lin);
        await lin.SendAsync("/console/programmes/new", null, ("programme.Id", "yen"), ("programme.Title", "Yen"),
            ("programme.Currency", "JPY"), ("programme.From", "2026-01-01"), ("programme.Until", "2089-12-31"),
            ("rules.Groups", "veteran"), ("rules.HourlyRate", "500"), ("rules.Cap", "20000"));
        var funded = await lin.SendAsync(
            "/console/programmes/yen", "fund", ("amount", "500,000"), ("reference", "decree 2"));
        Assert.That(funded.Text, Does.Contain("JPY 500,000"));

        Assert.That((await lin.GetAsync("/console/journal?of=yen")).Text, Does.Contain(" 500,000 "));
        Assert.That((await lin.GetAsync($"/console/journal?of={Scene.Programme}")).Text,
            Does.Contain(" 10,000,000.00 "));
    }

    [Test]
    public async Task Proof_ThatTakesLongerThanAPage_IsWaitedForOnce()
    {
        SlowProof? store = null;
        await using var service = await StartAsync(inner => store = new SlowProof(inner, TimeSpan.FromSeconds(5)));
        using var auditor = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye);

        var proof = await auditor.PostAsync("/console/journal", null);

        Assert.That(proof.Text, Does.Contain("holds"));
        Assert.That(store!.Asked, Is.EqualTo(1));
    }

    [Test]
    public async Task Proof_ThatDoesNotCome_NamesTheCommand()
    {
        await using var service = await StartAsync(inner => new NoProof(inner));
        using var auditor = await ConsoleVisit.SignedInAsync(service, ConsoleVisit.Ye);

        var page = await auditor.PostAsync("/console/journal", null);

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Text, Does.Contain("There is no result.").And.Contain("vouchers journal verify"));
    }

    private static Task<RunningService> StartAsync(Func<ILedgerStore, ILedgerStore> around) =>
        RunningService.StartAsync(configure: services =>
        {
            var store = services.Last(s => s.ServiceType == typeof(ILedgerStore)).ImplementationFactory!;
            services.AddSingleton(provider => around((ILedgerStore)store(provider)));
        });

    private sealed class SlowProof(ILedgerStore inner, TimeSpan takes) : DelegatingStore(inner)
    {
        public int Asked { get; private set; }

        public override async Task<JournalReport> VerifyAsync(
            IReadOnlyCollection<SignedHead> heads, CancellationToken cancellation)
        {
            Asked++;
            await Task.Delay(takes, TimeProvider.System, cancellation);
            return await base.VerifyAsync(heads, cancellation);
        }
    }

    private sealed class NoProof(ILedgerStore inner) : DelegatingStore(inner)
    {
        public override Task<JournalReport> VerifyAsync(
            IReadOnlyCollection<SignedHead> heads, CancellationToken cancellation) =>
            throw new StoreUnavailableException("The disk is on fire.");
    }
}
