using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Cli;
using Vouchers.Ledger;
using Vouchers.Service;
using State = Vouchers.V1.PayoutItem.Types.State;

namespace Vouchers.EndToEnd.Service;

/// <summary>
/// What finance reports is what is in the books: two batches, of which one payment was paid, one rejected and returned,
/// one nets a claw-back, and one waits.
/// </summary>
[TestFixture]
internal sealed class ReportTests
{
    private const long Amount = 40 * 2_500;

    private static readonly Actor Teller = new("teller", Role.Finance);

    private ShiftedTime time = null!;
    private RunningService service = null!;
    private FinanceOffice office = null!;
    private V1.ReportService.ReportServiceClient reports = null!;
    private string first = null!;
    private string second = null!;

    [OneTimeSetUp]
    public async Task PayAsync()
    {
        service = await RunningService.StartAsync(time: time = new());
        office = await FinanceOffice.OpenAsync(service);
        reports = new(service.Channel);
        await office.ReadyAsync("vtc");
        await office.ReadyAsync("city-college");
        var lost = await office.EarnAsync("vtc");
        await office.EarnAsync("vtc");
        await office.EarnAsync("city-college");
        first = await SentAsync();
        await StepAsync(new SettlePayoutItem(Teller, ItemOf(first, "vtc"), "line 1"));
        await StepAsync(new RecordBankAnswer(Teller, ItemOf(first, "city-college"), true, "AC04 closed"));
        await StepAsync(new HoldPayments(Teller, Id<Institution>.Parse("city-college"), ""));
        // One of the paid redemptions is asked back: the next payment takes half of it off.
        await ClawBackAsync(lost.Id);
        await office.EarnAsync("vtc");
        await office.EarnAsync("vtc");
        second = await SentAsync();
        time.Advance(TimeSpan.FromDays(40));
        await ClawBackAsync((await office.Scene.Redemptions.ListRedemptionsAsync(new(), office.Auditor))
            .Redemptions.First(r => r.State == V1.Redemption.Types.State.Paid && r.Id != lost.Id).Id);
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await service.DisposeAsync();

    [Test]
    public async Task Remittance_LinesAndDeductions_AddUpToEachPayment()
    {
        foreach (var batch in (string[])[first, second])
        {
            foreach (var (head, lines) in await RemittanceAsync(batch, office.Auditor))
            {
                Assert.That(lines, Is.Not.Empty, head.Payment.EndToEndId);
                Assert.That(lines.Sum(l => l.Amount.MinorUnits) - head.Deductions.Sum(d => d.Amount.MinorUnits),
                    Is.EqualTo(head.Payment.Net.MinorUnits), head.Payment.EndToEndId);
                Assert.That(head.Branches.Sum(b => b.Amount.MinorUnits), Is.EqualTo(head.Payment.Gross.MinorUnits));
                Assert.That(head.Branches.Sum(b => b.Redemptions), Is.EqualTo(head.Payment.Redemptions));
            }
        }
    }

    [Test]
    public async Task Remittance_OfARejectedPayment_TellsWhatItWasOf()
    {
        var rejected = (await RemittanceAsync(first, office.Auditor)).Single(
            p => p.Head.Payment.InstitutionId == "city-college");
        var again = (await RemittanceAsync(second, office.Auditor)).Single(
            p => p.Head.Payment.InstitutionId == "city-college");

        Assert.That((rejected.Head.Payment.State, rejected.Head.Payment.Reason),
            Is.EqualTo((State.Rejected, "AC04 closed")));
        Assert.That(rejected.Head.Payment.EndedAt, Is.Not.Null);
        Assert.That(again.Lines.Select(l => l.Receipt), Is.EqualTo(rejected.Lines.Select(l => l.Receipt)));
    }

    [Test]
    public async Task Remittance_NamesReceiptBranchAndCourse()
    {
        var (head, lines) = (await RemittanceAsync(first, office.Auditor)).Single(
            p => p.Head.Payment.InstitutionId == "vtc");

        Assert.That((head.InstitutionName, head.ProgrammeTitle, head.Payment.State),
            Is.EqualTo(("vtc", "技能培训券", State.Paid)));
        var redemption = await office.RedemptionAsync(lines[0].RedemptionId);
        var line = lines[0];
        Assert.That((line.Receipt, line.VoucherId, line.SessionId, line.CourseTitle, line.RedeemedAt),
            Is.EqualTo((redemption.Receipt, redemption.VoucherId, "vtc-s1", "短视频制作", redemption.RedeemedAt)));
        Assert.That(lines.Select(l => l.State), Is.All.EqualTo(V1.Redemption.Types.State.ClawedBack),
            "both were asked back since, and are still what this payment was of");
    }

    [Test]
    public async Task Remittance_TakesClawBacksOff()
    {
        var (head, _) = (await RemittanceAsync(second, office.Auditor)).Single(
            p => p.Head.Payment.InstitutionId == "vtc");

        Assert.That((head.Payment.Gross.MinorUnits, head.Payment.Net.MinorUnits), Is.EqualTo((2 * Amount, Amount)));
        Assert.That(head.Deductions.Select(d => (d.Amount.MinorUnits, d.Reason)), Is.EqualTo([(Amount, "no class")]));
    }

    [Test]
    public async Task Ageing_AddsUpToTheAccounts()
    {
        var rows = (await reports.ListAgeingAsync(new(), office.Auditor)).Rows.ToDictionary(r => r.InstitutionId);

        foreach (var row in rows.Values)
        {
            foreach (var kind in (string[])["payable", "clearing", "receivable"])
            {
                var total = kind switch
                {
                    "payable" => row.Payable.Total.MinorUnits + row.InBatch.Total.MinorUnits,
                    "clearing" => row.Clearing.Total.MinorUnits,
                    _ => row.Receivable.Total.MinorUnits,
                };
                Assert.That(total, Is.EqualTo(await BalanceAsync(kind, row.InstitutionId)), kind);
            }

            Assert.That(row.PayableAccount.MinorUnits,
                Is.EqualTo(row.Payable.Total.MinorUnits + row.InBatch.Total.MinorUnits));
            Assert.That(row.ClearingAccount, Is.EqualTo(row.Clearing.Total));
            Assert.That(row.ReceivableAccount, Is.EqualTo(row.Receivable.Total));
        }

        Assert.That(rows["vtc"].Clearing.Days31To60.MinorUnits, Is.EqualTo(Amount), "sent 40 days ago");
        Assert.That(rows["vtc"].Receivable.Days0To7.MinorUnits, Is.EqualTo(Amount), "decided just now");
        Assert.That(rows["city-college"].Clearing.Days31To60.MinorUnits, Is.EqualTo(Amount));
    }

    [Test]
    public async Task Ageing_InPages_GivesEachInstitutionOnce()
    {
        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await reports.ListAgeingAsync(new() { PageSize = 1, PageToken = token }, office.Auditor);
            seen.AddRange(page.Rows.Select(r => r.InstitutionId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.That(seen, Is.EqualTo(["city-college", "vtc"]));
    }

    [Test]
    public async Task Budget_SatisfiesTheInvariant()
    {
        var budget = (await reports.ListBudgetsAsync(new(), office.Auditor)).Budgets.Single();

        var parts = (V1.Money[])[budget.Available, budget.Outstanding, budget.Reserved, budget.Unearned,
            budget.Payable, budget.Clearing, budget.Paid];
        Assert.That(parts.Sum(p => p.MinorUnits) - budget.Receivable.MinorUnits,
            Is.EqualTo(budget.Appropriated.MinorUnits).And.EqualTo(1_000_000_000));
        Assert.That(budget.Unexplained.MinorUnits, Is.Zero);
        Assert.That((budget.Paid.MinorUnits, budget.Clearing.MinorUnits, budget.Receivable.MinorUnits),
            Is.EqualTo((2 * Amount, 2 * Amount, Amount)));
        Assert.That(budget.Used.MinorUnits, Is.EqualTo(3 * Amount));
        Assert.That(budget.UsedBasisPoints, Is.EqualTo(3 * Amount * 10_000 / 1_000_000_000));
    }

    [Test]
    public async Task TrialBalance_DebitsAreCredits()
    {
        var (accounts, last) = await TrialBalanceAsync(new());

        var total = last.Totals.Single();
        Assert.That(total.Debits, Is.EqualTo(total.Credits));
        Assert.That(total.DebitBalance, Is.EqualTo(total.CreditBalance));
        Assert.That(last.Differences, Is.Empty);
        Assert.That(accounts.Sum(a => a.Debits.MinorUnits), Is.EqualTo(total.Debits.MinorUnits));
        var balances = (await office.Scene.Journal.ListBalancesAsync(new(), office.Auditor)).Balances;
        Assert.That(accounts.Select(a => (a.Account, a.CreditBalance.MinorUnits - a.DebitBalance.MinorUnits)),
            Is.EqualTo(balances.Select(b => (b.Account, b.Balance_.MinorUnits))));
    }

    [Test]
    public async Task TrialBalance_ShowsWhatTheBankMovedUnexplained()
    {
        // In a town of its own, because other calls of this one count programmes' accounts only.
        await using var other = await RunningService.StartAsync();
        await FinanceOffice.OpenAsync(other);
        var (city, hash, day) = (Id<FundingAccount>.Parse(FinanceOffice.Account), new string('a', 64),
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var line = new NewStatementLine(new string('b', 32),
            new LineDetails(12_345, day, null, "", "", "", 1, "", "", "who knows", false, "", ""));
        await StepAsync(other, new ImportStatement(
            Teller, city, hash, 1, "1203280009000123456", "S-1", day, day, null, null, Currency.Cny, 1, ""));
        await StepAsync(other, new AddStatementLines(Teller, Statement.IdOf(city, hash, 1), 0, [line]));
        await StepAsync(other, new SuspendLines(
            Actor.Clock, city, [new UnmatchedLine(StatementLine.IdOf(1, line.Fingerprint), false)]));

        var (accounts, last) = await TrialBalanceAsync(new(), other.As("auditor"), other);

        Assert.That(accounts.Where(a => a.ProgrammeId.Length == 0).Select(a => (a.Account, a.FundingAccountId,
            a.DebitBalance.MinorUnits, a.CreditBalance.MinorUnits)),
            Is.EqualTo([("f1/bank", "city", 12_345L, 0L), ("f1/suspense", "city", 0L, 12_345L)]));
        Assert.That(last.Totals.Single().DebitBalance, Is.EqualTo(last.Totals.Single().CreditBalance));
        Assert.That(last.Differences, Is.Empty);
    }

    [Test]
    public async Task TrialBalance_UntilATime_LeavesOutWhatCameLater()
    {
        var (accounts, last) = await TrialBalanceAsync(new()
        {
            Until = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(
                time.GetUtcNow() - TimeSpan.FromDays(30)),
        });

        var total = last.Totals.Single();
        Assert.That(total.Debits, Is.EqualTo(total.Credits));
        Assert.That(accounts.Single(a => a.Kind == "receivable").DebitBalance.MinorUnits, Is.Zero,
            "the second claw-back came after, the first was taken off");
        Assert.That((await TrialBalanceAsync(new() { Until = new() { Seconds = 1_000_000_000 } })).Accounts, Is.Empty);
    }

    [Test]
    public async Task Operator_SeesItsOwnAndIsRefusedAnothers()
    {
        var own = office.Scene.Operator("city-college");

        var payments = await RemittanceAsync(first, own);
        var ageing = await reports.ListAgeingAsync(new(), own);

        Assert.That(payments.Select(p => p.Head.Payment.InstitutionId), Is.EqualTo(["city-college"]));
        Assert.That(ageing.Rows.Select(r => r.InstitutionId), Is.EqualTo(["city-college"]));
        var refused = await Expect.FailureAsync(() => RemittanceAsync(first, own, "vtc"),
            StatusCode.PermissionDenied, "OTHER_INSTITUTION");
        Assert.That(refused.Status.Detail, Does.Contain("'vtc'").And.Contain("'city-college'"));
        await Expect.FailureAsync(() => reports.ListAgeingAsync(new() { InstitutionId = "vtc" }, own).ResponseAsync,
            StatusCode.PermissionDenied, "OTHER_INSTITUTION");
    }

    [Test]
    public async Task Remittance_OfWhatIsNotThere_IsNotFound()
    {
        await Expect.FailureAsync(() => RemittanceAsync("none", office.Auditor), StatusCode.NotFound, "NOT_FOUND");
        await Expect.FailureAsync(
            () => RemittanceAsync(first, office.Auditor, "none"), StatusCode.NotFound, "NOT_FOUND");
    }

    [TestCase("GetRemittance", "finance programme_officer auditor institution_operator")]
    [TestCase("ListAgeing", "finance programme_officer auditor institution_operator")]
    [TestCase("ListBudgets", "finance programme_officer auditor")]
    [TestCase("GetTrialBalance", "finance programme_officer auditor")]
    [TestCase("GetReconciliation", "finance auditor")]
    public Task Call_ByEachRole_IsServedOrNotPermitted(string call, string allowed) =>
        RoleWalk.ExpectAsync(service, "c-1", call, allowed, headers => call switch
        {
            "GetRemittance" => RemittanceAsync(first, headers),
            "ListAgeing" => reports.ListAgeingAsync(new(), headers).ResponseAsync,
            "ListBudgets" => reports.ListBudgetsAsync(new(), headers).ResponseAsync,
            "GetTrialBalance" => TrialBalanceAsync(new(), headers),
            "GetReconciliation" => ReconciliationAsync(headers),
            _ => throw new ArgumentOutOfRangeException(nameof(call), call, "This call is not written here."),
        });

    private async Task ReconciliationAsync(Metadata headers)
    {
        using var call = reports.GetReconciliation(new() { FundingAccountId = FinanceOffice.Account }, headers);
        while (await call.ResponseStream.MoveNext(default))
        {
        }
    }

    [Test]
    public void EveryCall_IsWalked() => Assert.That(
        typeof(ReportTests).GetMethod(nameof(Call_ByEachRole_IsServedOrNotPermitted))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>()
            .Select(c => c.Arguments[0]),
        Is.EquivalentTo(V1.ReportService.Descriptor.Methods.Select(m => m.Name)));

    [TestCase("remittance", "PAY-000001.P1.I1", "AC04, the account is closed (closed)")]
    [TestCase("ageing", "31–60", "adds up to its accounts")]
    [TestCase("budget", "技能培训券", "10,000,000.00")]
    [TestCase("trial-balance", "clearing +vtc \\(vtc\\)", "Debits and credits are equal.")]
    public async Task Cli_OnTheScreen_TellsIt(string report, string one, string other)
    {
        var run = await CliAsync(report);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Match(one).And.Contain(other));
        Assert.That(run.Output, Does.Not.Match("p[0-9]+/"), "accounts are told in words");
    }

    [TestCase("remittance", "2,000.00")]
    [TestCase("ageing", "2,000.00")]
    [TestCase("budget", "10,000,000.00")]
    [TestCase("trial-balance", "10,000,000.00")]
    public async Task Cli_OnATerminalOf80Columns_ShowsAmountsWhole(string report, string amount)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, false, true, TimeProvider.System)
        {
            Environment = _ => null,
        };
        await CommandLine.RunAsync(Arguments(report), terminal);

        var lines = output.ToString().Split('\n');
        Assert.That(lines, Has.Some.Contains(amount), output.ToString());
    }

    [Test]
    public async Task Cli_IntoFiles_WritesPageRowsAndJson(
        [Values("remittance", "ageing", "budget", "trial-balance")] string report)
    {
        var folder = RunningService.NewFolder();
        var (html, csv) = (Path.Combine(folder, "r.html"), Path.Combine(folder, "r.csv"));

        var run = await CliAsync(report, "--html", html, "--csv", csv, "--lang", "zh", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Object));
        var page = System.Xml.Linq.XDocument.Parse(await File.ReadAllTextAsync(html));
        Assert.That(page.Root!.Attribute("lang")!.Value, Is.EqualTo("zh-CN"));
        Assert.That(page.Descendants("table").Count(), Is.GreaterThan(0));
        Assert.That((await File.ReadAllLinesAsync(csv)).Length, Is.GreaterThan(1));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Cli_RemittanceFile_AddsUpToTheNetOfItsPayments()
    {
        var folder = RunningService.NewFolder();
        var csv = Path.Combine(folder, "r.csv");
        await CliAsync("remittance", "--csv", csv);

        var lines = (await File.ReadAllLinesAsync(csv)).Select(l => l.Split(',')).ToArray();
        var at = Array.IndexOf(lines[0], "amount");
        var items = await office.ItemsAsync(first);
        Assert.That(lines.Skip(1).Sum(l => decimal.Parse(l[at], CultureInfo.InvariantCulture)) * 100,
            Is.EqualTo(items.Sum(i => i.Net.MinorUnits)));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Cli_OneFileForPageAndRows_IsWrongUsage()
    {
        var run = await CliAsync("ageing", "--html", "x", "--csv", "x");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("name the same file").And.Contain("Next: name two files."));
    }

    private Task<CliRun> CliAsync(string report, params string[] args) => CliRun.OfAsync(Arguments(report, args));

    private string[] Arguments(string report, params string[] args) =>
    [
        "report", report, .. report == "remittance" ? [first] : Array.Empty<string>(), .. args,
        "--token", service.Token(new("finance", "ada")), "--address", service.Addresses.Grpc.ToString(),
    ];

    private async Task<List<(V1.Remittance Head, List<V1.RemittanceLine> Lines)>> RemittanceAsync(
        string batch, Metadata headers, string institution = "")
    {
        using var call = reports.GetRemittance(new() { BatchId = batch, InstitutionId = institution }, headers);
        var all = new List<(V1.Remittance, List<V1.RemittanceLine> Lines)>();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            if (part.Remittance is { } head)
                all.Add((head, []));
            else
                all[^1].Lines.AddRange(part.Lines.Lines);
        }

        return all;
    }

    private async Task<(List<V1.TrialBalanceAccount> Accounts, V1.GetTrialBalanceResponse Last)> TrialBalanceAsync(
        V1.GetTrialBalanceRequest request, Metadata? headers = null, RunningService? of = null)
    {
        var asked = of is null ? reports : new V1.ReportService.ReportServiceClient(of.Channel);
        using var call = asked.GetTrialBalance(request, headers ?? office.Auditor);
        var accounts = new List<V1.TrialBalanceAccount>();
        var last = new V1.GetTrialBalanceResponse();
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
        {
            accounts.AddRange(piece.Accounts);
            last = piece;
        }

        return (accounts, last);
    }

    // Payables and clearings are credits, receivables debits.
    private async Task<long> BalanceAsync(string kind, string institution) => Math.Abs(
        (await office.Scene.Journal.ListBalancesAsync(new(), office.Auditor)).Balances
        .Where(b => b.Kind == kind && b.InstitutionId == institution).Sum(b => b.Balance_.MinorUnits));

    private async Task<string> SentAsync()
    {
        var batch = await office.DraftAsync();
        await office.ApproveAsync(batch.Id);
        await office.ExportAsync(batch.Id);
        return batch.Id;
    }

    private async Task ClawBackAsync(string redemption)
    {
        var asked = await office.Payouts.RequestClawBackAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = redemption, Reason = "no class" },
            office.As(FinanceOffice.Ada));
        await office.Payouts.DecideClawBackAsync(
            new() { RequestId = Scene.NewId(), ClawBackId = asked.ClawBack.Id, Approved = true },
            office.As(FinanceOffice.Ben));
    }

    private static Id<PayoutItem> ItemOf(string batch, string institution) => PayoutItem.IdOf(
        Id<PayoutBatch>.Parse(batch), 1, institution == "vtc" ? 1 : 2);

    /// <summary>What a statement will tell.</summary>
    private Task StepAsync(Command step) => StepAsync(service, step);

    private static async Task StepAsync(RunningService service, Command step) => Assert.That(
        await service.Services.GetRequiredService<LedgerPipeline>().StepAsync(step, default),
        Is.InstanceOf<Decision.Accepted>());
}
