using System.Security.Cryptography;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>The command against the real service: from what was earned to the file for the bank.</summary>
internal sealed class FinanceDayTests
{
    private static readonly string[] Vtc =
        ["--holder", "温州职业技术学院", "--number", "1203 2820 0988 8888 888", "--bank", "102333000011"];

    private RunningService service = null!;
    private FinanceOffice office = null!;
    private string folder = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        folder = RunningService.NewFolder();
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Day_FromTheAccountToTheFile()
    {
        await office.EarnAsync("vtc");
        await office.EarnAsync("city-college");
        var set = await OperatorAsync("vtc", ["payout", "payee", "set", "vtc", .. Vtc]);
        Assert.That(set.Output, Does.Contain("…8888").And.Not.Contain("1203282009888888888"), set.Error);
        await DoneAsync("ada", "payout", "payee", "verify", "vtc", "--number", "1203282009888888888");

        var created = await DoneAsync("ada", "payout", "create", "--from", FinanceOffice.Account);
        Assert.That(created.Output, Does.Contain("CNY 1,000.00 in 1 payment").And.Match("held back +1 ")
            .And.Contain("payout approve pay-000001")
            .And.Contain("city-college: CNY 1,000.00 is payable and held back: it has entered no bank account."));
        var own = await RunAsync("ada", "payout", "approve", "pay-000001");
        Assert.That(own.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(own.Error, Does.Contain("SAME_PERSON").And.Contain("Next: ask somebody else"));
        await DoneAsync("ben", "payout", "approve", "pay-000001");

        var shown = await DoneAsync("ben", "payout", "show", "pay-000001", "--json");
        Assert.That(shown.Json.GetProperty("batch").GetProperty("state").GetString(), Is.EqualTo("STATE_APPROVED"));
        Assert.That(shown.Json.GetProperty("items").GetArrayLength(), Is.EqualTo(1));
        Assert.That((await DoneAsync("ben", "payout", "list")).Output, Does.Contain("approved"));
        await ExpectSameFileTwiceAsync();
        var cancelled = await RunAsync("ben", "payout", "cancel", "pay-000001", "--reason", "too late");
        Assert.That(cancelled.Error, Does.Contain("PAYOUT_OUT_OF_ORDER").And.Contain("payout show"));
        await DoneAsync("ada", "journal", "verify");
    }

    [Test]
    public async Task Account_AddedAndListed()
    {
        var added = await DoneAsync("ada", "payout", "account", "add", "euro", "--holder", "City", "--number",
            "de89 3704 0044 0532 0130 00", "--bank", "COBADEFFXXX", "--currency", "EUR", "--cooling-off", "5",
            "--json");
        var listed = await DoneAsync("ada", "payout", "account", "list");

        Assert.That(added.Json.GetProperty("bank").GetProperty("accountNumber").GetString(),
            Is.EqualTo("DE89370400440532013000"));
        Assert.That(added.Json.GetProperty("coolingOffHours").GetInt32(), Is.EqualTo(5));
        Assert.That(listed.Output, Does.Contain("euro").And.Contain("…3000").And.Contain("EUR").And.Contain("5 h"));
    }

    [Test]
    public async Task Payee_HeldAndReleased()
    {
        await DoneAsync("ada", ["payout", "payee", "set", "vtc", .. Vtc]);
        var held = await DoneAsync("ben", "payout", "payee", "hold", "vtc", "--reason", "lists are checked");
        var released = await DoneAsync("ben", "payout", "payee", "release", "vtc", "--json");
        var slip = await RunAsync("ben", "payout", "payee", "hold", "vtc", "--reason", "");

        Assert.That(held.Output, Does.Contain("Held").And.Contain("lists are checked"));
        Assert.That(released.Json.GetProperty("heldReason").GetString(), Is.Empty);
        Assert.That(slip.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That((await DoneAsync("ada", "payout", "payee", "show", "vtc")).Output, Does.Contain("Not verified"));
    }

    [Test]
    public async Task Create_AgainWithTheSameRequestId_IsTheSameBatch()
    {
        string[] args = ["payout", "create", "--from", FinanceOffice.Account, "--request-id", Scene.NewId(), "--json"];

        var first = await DoneAsync("ada", args);
        var second = await DoneAsync("ada", args);

        Assert.That(first.Json.GetProperty("state").GetString(), Is.EqualTo("STATE_CANCELLED"), "nothing is payable");
        Assert.That(second.Output, Is.EqualTo(first.Output));
    }

    [Test]
    public async Task ClawBack_RequestedByTheReceipt_IsDecidedBySomebodyElse()
    {
        var redemption = await office.EarnAsync("vtc");
        var asked = await DoneAsync(
            "ada", "payout", "clawback", "request", redemption.Receipt, "--reason", "nobody attended", "--json");
        var id = asked.Json.GetProperty("id").GetString()!;
        Assert.That(asked.Json.GetProperty("redemptionId").GetString(), Is.EqualTo(redemption.Id));

        var own = await RunAsync("ada", "payout", "clawback", "approve", id);
        Assert.That(own.ExitCode, Is.EqualTo(ExitCode.Refused));
        var approved = await DoneAsync("ben", "payout", "clawback", "approve", id);
        var late = await RunAsync("ben", "payout", "clawback", "decline", id);

        Assert.That(approved.Output, Does.Contain("CNY 1,000.00").And.Contain("closed"));
        Assert.That(late.Error, Does.Contain("CLAW_BACK_OUT_OF_ORDER").And.Contain("clawback list"));
        Assert.That((await DoneAsync("ada", "payout", "clawback", "list")).Output,
            Does.Contain(id).And.Contain($"of {redemption.Id}"));
    }

    [Test]
    public async Task Export_IntoAFolderThatIsNotThere_DoesNotMarkTheBatch()
    {
        await ApprovedAsync();

        var run = await RunAsync("ben", "payout", "export", "pay-000001", "--out", Path.Combine(folder, "none", "x"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        var shown = await DoneAsync("ben", "payout", "show", "pay-000001", "--json");
        Assert.That(shown.Json.GetProperty("batch").GetProperty("state").GetString(), Is.EqualTo("STATE_APPROVED"));
    }

    [Test]
    public async Task Tables_OnATerminalOf80Columns_AreNotFolded()
    {
        await ApprovedAsync();
        await DoneAsync("ada", "payout", "clawback", "request", (await office.EarnAsync("vtc")).Id, "--reason", "x");

        foreach (var (command, line) in ((string Command, string Line)[])
            [
                ("list", "pay-000001 +approved +[0-9-]{10} +1 +0 +CNY 1,000.00"),
                ("show pay-000001", "PAY-000001.P1.I1 +vtc +wz-2026 +1 +CNY 1,000.00 +pending"),
                ("clawback list", "[0-9a-z]{26} +vtc +CNY 1,000.00 +CNY 0.00 +requested"),
                ("account list", "city .*…3456 +102333000011 +CNY +0 h"),
            ])
        {
            var screen = await ScreenAsync("ada", ["payout", .. command.Split(' ')]);
            Assert.That(screen.Split('\n'), Has.Some.Match(line), screen);
            Assert.That(screen.Split('\n').Max(WidthOf), Is.LessThanOrEqualTo(80), screen);
        }
    }

    private async Task ApprovedAsync()
    {
        await office.EarnAsync("vtc");
        await office.ReadyAsync("vtc");
        var batch = await office.DraftAsync();
        await office.ApproveAsync(batch.Id);
    }

    private async Task ExpectSameFileTwiceAsync()
    {
        var (one, two, csv) = (PathOf("1.xml"), PathOf("2.xml"), PathOf("1.csv"));
        var exported = await DoneAsync("ben", "payout", "export", "pay-000001", "--out", one, "--json");
        await File.WriteAllTextAsync(two, "what lay here before");
        await DoneAsync("ada", "payout", "export", "pay-000001", "--out", two);
        await DoneAsync("ada", "payout", "export", "pay-000001", "--out", csv, "--format", "csv");

        var content = await File.ReadAllBytesAsync(one);
        Assert.That(await File.ReadAllBytesAsync(two), Is.EqualTo(content));
        Assert.That(exported.Json.GetProperty("batch").GetProperty("fileSha256").GetString(),
            Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(content))));
        Assert.That(await File.ReadAllTextAsync(csv), Does.Contain("温州职业技术学院"));
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName),
            Is.EquivalentTo(["1.xml", "2.xml", "1.csv"]), "nothing half written is left");
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    // A Chinese character takes two columns of a terminal.
    private static int WidthOf(string line) => line.TrimEnd().Sum(c => c > '\u2E80' ? 2 : 1);

    private async Task<CliRun> DoneAsync(string person, params string[] args)
    {
        var run = await RunAsync(person, args);
        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        return run;
    }

    private Task<CliRun> RunAsync(string person, params string[] args) => CliRun.OfAsync(
        [.. args, "--token", service.Token(new("finance", person)), .. Address]);

    private Task<CliRun> OperatorAsync(string institution, params string[] args) => CliRun.OfAsync(
        [.. args, "--token", service.Token(new("institution_operator", Institution: institution)), .. Address]);

    private string[] Address => ["--address", service.Addresses.Grpc.ToString()];

    /// <summary>What a person sees: without a terminal to ask, its width is taken for 80.</summary>
    private async Task<string> ScreenAsync(string person, string[] args)
    {
        using var output = new StringWriter();
        var terminal = new Terminal(output, TextWriter.Null, false, true, TimeProvider.System)
        {
            Environment = _ => null,
        };
        await CommandLine.RunAsync([.. args, "--token", service.Token(new("finance", person)), .. Address], terminal);
        return output.ToString();
    }
}
