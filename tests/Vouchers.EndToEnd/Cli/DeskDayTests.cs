using System.Text.Json;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.Cli.Demo.Bank;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>The command against the real service: from the bank's report to a month that is closed.</summary>
internal sealed class DeskDayTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;
    private string folder = null!;
    private V1.PayoutBatch batch = null!;
    private byte[] order = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        folder = RunningService.NewFolder();
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        await office.EarnAsync("vtc");
        await office.EarnAsync("city-college");
        await office.ReadyAsync("vtc");
        await office.ReadyAsync("city-college");
        batch = await office.DraftAsync();
        await office.ApproveAsync(batch.Id);
        batch = await office.ExportAsync(batch.Id);
        order = await office.DownloadAsync(batch.Id);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Report_IsImported_AndEachRejectionToldWithItsReason()
    {
        var (one, other) = (await PaymentAsync("vtc"), await PaymentAsync("city-college"));
        var file = await KeptAsync(BankReport.On(order,
            (one, "ACSP", "", ""), (other, "RJCT", "AC04", "the account is closed"), ("NOBODYS", "ACSP", "", "")));

        var run = await RunAsync("ada", "payout", "status", "import", file);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Refused), "one answer could not be taken");
        Assert.That(run.Output, Does.Match("accepted +1 payment").And.Match("rejected +1").And.Match("no final word +0")
            .And.Match($"{other} +RJCT AC04 the account is closed"));
        Assert.That(run.Error, Does.Contain("NOBODYS").And.Contain("NOT_FOUND"));
        var clean = await KeptAsync(BankReport.On(order, (one, "ACSC", "", "")));
        var json = await DoneAsync("ada", "payout", "status", "import", clean, "--json");
        Assert.That(json.Json.GetProperty("unchanged").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Report_ThatIsRefusedPaymentByPayment_IsToldOnce()
    {
        var (one, other) = (await PaymentAsync("vtc"), await PaymentAsync("city-college"));
        await DoneAsync("ada", "payout", "status", "import", await KeptAsync(
            BankReport.On(order, (one, "RJCT", "AC04", ""), (other, "RJCT", "AC04", ""))));

        var late = await RunAsync("ada", "payout", "status", "import", await KeptAsync(
            BankReport.On(order, (one, "ACSP", "", ""), (other, "ACSP", "", ""))));

        Assert.That(late.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(late.Error.Trim().Split('\n'), Has.Length.EqualTo(1), late.Error);
        Assert.That(late.Error, Does.StartWith("2 answers of the bank: ACSP was not taken (PAYOUT_OUT_OF_ORDER)"));
    }

    [TestCase("none.xml", null, "cannot be read")]
    [TestCase("empty.xml", "", "0 bytes")]
    [TestCase("text.xml", "hello", "content")]
    public async Task Report_ThatIsNone_IsToldSo(string name, string? content, string expected)
    {
        var file = Path.Combine(folder, name);
        if (content is not null)
            await File.WriteAllTextAsync(file, content);

        var run = await RunAsync("ada", "payout", "status", "import", file);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain(expected));
    }

    [Test]
    public async Task Month_FromTheStatementToTheClose()
    {
        var month = await ReconciledAsync();
        await DoneAsync("ada", "reconcile", "city");

        var matches = (await DoneAsync("ada", "match", "list", "city", "--json")).Json.GetProperty("matches");
        Assert.That(matches.GetArrayLength(), Is.EqualTo(2));
        var id = matches[0].GetProperty("id").GetString()!;
        var shown = await DoneAsync("ada", "match", "show", id);
        Assert.That(shown.Output, Does.Match("made +[-0-9]{10} [0-9:]{8} \\+08:00 by"), "the city's time, and said so");
        Assert.That(shown.Output, Does.Contain("confirmed").And.Match("payment +pay-000001.p1").And.Contain("line"));
        var lines = await DoneAsync("ada", "statement", "lines", await StatementAsync());
        Assert.That(lines.Output, Does.Contain("auto-matched").And.Contain("CNY −1,000.00").And.Contain("PAY-000001"));
        Assert.That((await DoneAsync("ada", "statement", "show", await StatementAsync())).Output,
            Does.Match("unexplained +0").And.Match("lines +2"));

        await DoneAsync("ada", "period", "close", "city", month);
        var undo = await RunAsync("ada", "match", "undo", id, "--reason", "x");
        Assert.That(undo.Error, Does.Contain("PERIOD_CLOSED").And.Contain("Next: open the month again"));
        await DoneAsync("ada", "period", "reopen", "city", month, "--reason", "a late correction");
        Assert.That((await RunAsync("ada", "period", "approve-reopening", "city", month)).Error,
            Does.Contain("SAME_PERSON"));
        await DoneAsync("ben", "period", "approve-reopening", "city", month);
        Assert.That((await DoneAsync("ada", "period", "list", "city")).Output, Does.Match($"{month} +open"));
        await DoneAsync("ada", "journal", "verify");
    }

    [Test]
    public async Task Match_TakenBackByTwo_IsWorkForPeople_AndMatchedAgainByTwo()
    {
        await ReconciledAsync();
        var id = (await DoneAsync("ada", "match", "list", "city", "--json")).Json.GetProperty("matches")[0]
            .GetProperty("id").GetString()!;
        await DoneAsync("ada", "match", "undo", id, "--reason", "the line is of another payment");
        Assert.That((await RunAsync("ada", "match", "approve-undo", id)).Error, Does.Contain("SAME_PERSON"));
        await DoneAsync("ben", "match", "decline-undo", id);
        await DoneAsync("ada", "match", "undo", id, "--reason", "it is, really");
        Assert.That((await DoneAsync("ben", "match", "approve-undo", id)).Output, Does.Contain("undone"));

        await DoneAsync("ada", "reconcile", "city");
        var table = await DoneAsync("ada", "discrepancy", "list", "city");
        Assert.That(table.Output, Does.Contain("missing-in-bank").And.Contain("missing-in-ledger")
            .And.Match("missing-in-bank +0 +nobody"));
        var found = (await DoneAsync("ada", "discrepancy", "list", "city", "--json")).Json
            .GetProperty("discrepancies").EnumerateArray().ToList();
        await ExpectWorkAsync(found);

        var line = found.SelectMany(d => d.GetProperty("lineIds").EnumerateArray()).Single().GetString()!;
        var payment = found.SelectMany(d => d.GetProperty("paymentIds").EnumerateArray()).Single().GetString()!;
        Assert.That((await DoneAsync("ada", "statement", "lines", "--account", "city")).Output, Does.Contain(line));
        var proposed = await DoneAsync("ada", "match", "propose", "city", "--kind", "payment", "--line", line,
            "--payment", payment.ToUpperInvariant(), "--reason", "it was right", "--json");
        var again = proposed.Json.GetProperty("id").GetString()!;
        Assert.That((await RunAsync("ada", "match", "approve", again)).Error, Does.Contain("SAME_PERSON"));
        Assert.That((await DoneAsync("ben", "match", "approve", again)).Output, Does.Contain("Booked"));
        Assert.That((await DoneAsync("ada", "reconcile", "city")).Output, Does.Contain("Nothing is before people"));
        await DoneAsync("ada", "journal", "verify");
    }

    [Test]
    public async Task Proposal_RepeatedWithItsRequestId_IsTheSameMatch()
    {
        var id = Scene.NewId();
        string[] args =
        [
            "match", "propose", "city", "--kind", "payment", "--line", "f1-00", "--payment", "none", "--reason", "x",
            "--request-id", id,
        ];

        var (first, second) = (await RunAsync("ada", args), await RunAsync("ada", args));

        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(first.Error, Does.Contain("NOT_FOUND"));
        Assert.That(second.Error, Is.EqualTo(first.Error));
    }

    [TestCase("Say one of STATEMENT and --account", "statement", "lines")]
    [TestCase("is not like ID=FEN", "match", "propose", "city", "--kind", "repayment", "--line", "f1-1", "--clawback",
        "x", "--reason", "x")]
    [TestCase("is none of payment, return, repayment", "match", "propose", "city", "--kind", "write-off", "--line",
        "f1-1", "--reason", "x")]
    public async Task WrongUsage_TellsWhatIsWrong(string expected, params string[] args)
    {
        var run = await RunAsync("ada", args);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain(expected));
    }

    [Test]
    public async Task Create_WithNothingPayable_TellsWhatIsNotEarnedYet()
    {
        var (citizen, voucher) = await office.Scene.HolderAsync("vtc");
        await office.Scene.Redemptions.RedeemVoucherAsync(
            await office.Scene.RedeemRequestAsync(citizen, voucher.Id, "vtc"), office.Scene.Operator("vtc"));

        var created = await DoneAsync("ada", "payout", "create", "--from", "city");

        Assert.That(created.Output, Does.Contain("There is nothing to pay, so pay-0").And.Contain("cancelled")
            .And.Contain("wz-2026: CNY 1,000.00 is redeemed and waits for completion with 80 % attendance or more"));
    }

    [Test]
    public async Task Tables_OnATerminalOf80Columns_AreNotWider()
    {
        await ReconciledAsync();
        var id = (await DoneAsync("ada", "match", "list", "city", "--json")).Json.GetProperty("matches")[0]
            .GetProperty("id").GetString()!;
        await DoneAsync("ada", "match", "undo", id, "--reason", "x");
        await DoneAsync("ben", "match", "approve-undo", id);
        await DoneAsync("ada", "reconcile", "city");

        foreach (var (command, line) in ((string Command, string Line)[])
            [
                ("match list city", $"{id} +payment +EndToEndId +undone"),
                ($"match show {id}", "payment +pay-000001.p1.i[12] +CNY −1,000.00"),
                ($"statement lines {await StatementAsync()}", "^ +auto-matched +f1-[0-9a-f]{32}"),
                ("discrepancy list city", "missing-in-bank +0 +nobody +CNY 1,000.00 +open"),
                ("discrepancy list city", "^ +d1-[0-9a-z]{26} "),
                ("period list city", "[0-9]{4}-[0-9]{2} +open"),
            ])
        {
            var screen = await ScreenAsync(command);
            Assert.That(screen.Split('\n'), Has.Some.Match(line), screen);
            Assert.That(screen.Split('\n').Max(l => l.TrimEnd().Sum(c => c > '\u2E80' ? 2 : 1)),
                Is.LessThanOrEqualTo(80), screen);
        }
    }

    private async Task<string> ScreenAsync(string command)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, false, true, TimeProvider.System)
        {
            Environment = _ => null,
        };
        await CommandLine.RunAsync(
            [
                .. command.Split(' '), "--token", service.Token(new("finance", "ada")), "--address",
                service.Addresses.Grpc.ToString(),
            ], terminal);
        return output.ToString();
    }

    private async Task ExpectWorkAsync(List<JsonElement> found)
    {
        var id = found.Single(d => d.GetProperty("type").GetString() == "TYPE_MISSING_IN_BANK").GetProperty("id")
            .GetString()!;
        Assert.That((await DoneAsync("ada", "discrepancy", "assign", id, "ben")).Output, Does.Contain("ben"));
        Assert.That((await DoneAsync("ada", "discrepancy", "show", id)).Output,
            Does.Match("owner +ben").And.Contain("0 days ago").And.Contain("撤销"));
        var unfit = await RunAsync(
            "ada", "discrepancy", "propose", id, "--resolution", "write-off", "--reason", "x");
        Assert.That(unfit.Error, Does.Contain("RESOLUTION_UNFIT")
            .And.Contain("write-off does not fit").And.Contain("0 lines and 1 payment")
            .And.Contain("What fits: re-pay."));
        var risky = await DoneAsync("ada", "discrepancy", "propose", id, "--resolution", "re-pay", "--reason", "x");
        Assert.That(risky.Error, Does.Contain("may be paid twice"));
        var several = await RunAsync("ben", "discrepancy", "decline", id, "d1-unknown", id);
        Assert.That(several.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(several.Error, Does.Contain("1 of 3 are done; 'd1-unknown' is not"));
        Assert.That((await DoneAsync("ada", "discrepancy", "show", id, "--json")).Json.GetProperty("state").GetString(),
            Is.EqualTo("STATE_OPEN"));
        var repeated = await RunAsync("ben", "discrepancy", "decline", id, id, "--request-id", Scene.NewId());
        Assert.That((repeated.ExitCode, repeated.Error.Contains("--request-id", StringComparison.Ordinal)),
            Is.EqualTo((ExitCode.Usage, true)));
    }

    /// <summary>Imports what the bank makes of the order, and reconciles; answers the month.</summary>
    private async Task<string> ReconciledAsync()
    {
        var file = await KeptAsync(BankStatement.Of(order, refused: "").Statement);
        var imported = await DoneAsync("ada", "statement", "import", file, "--json");
        await DoneAsync("ada", "reconcile", "city");
        return imported.Json.GetProperty("statements")[0].GetProperty("statement").GetProperty("toDate")
            .GetString()![..7];
    }

    private async Task<string> StatementAsync() => (await DoneAsync("ada", "statement", "list", "--json")).Json
        .GetProperty("statements")[0].GetProperty("id").GetString()!;

    private async Task<string> PaymentAsync(string institution) =>
        (await office.ItemsAsync(batch.Id)).Single(i => i.InstitutionId == institution).EndToEndId;

    private async Task<string> KeptAsync(byte[] content)
    {
        var file = Path.Combine(folder, $"{Scene.NewId()}.xml");
        await File.WriteAllBytesAsync(file, content);
        return file;
    }

    private async Task<CliRun> DoneAsync(string person, params string[] args)
    {
        var run = await RunAsync(person, args);
        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        return run;
    }

    private Task<CliRun> RunAsync(string person, params string[] args) => CliRun.OfAsync(
        [.. args, "--token", service.Token(new("finance", person)), "--address", service.Addresses.Grpc.ToString()]);
}
