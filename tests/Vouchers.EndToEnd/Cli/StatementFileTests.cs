using System.Text;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>A bank's CSV from the command line: what is wrong is told by row, with the exit code of a file.</summary>
internal sealed class StatementFileTests
{
    private const string Header = "day,payee,out,in,balance\n";
    private const string Table = """
        "dateColumn":"day","counterpartyColumn":"payee","debitColumn":"out","creditColumn":"in",
        "balanceColumn":"balance"
        """;

    private RunningService service = null!;
    private string folder = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        folder = RunningService.NewFolder();
        service = await RunningService.StartAsync();
        await FinanceOffice.OpenAsync(service);
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task OnlyRow_ThatIsBad_IsNamedWithItsReason()
    {
        var run = await ImportAsync(Header + "2026-03-01,甲,12.345,,88.00\n");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("no entry that can be read").And.Contain("line 2").And.Contain("'12.345'"));
    }

    [Test]
    public async Task OneRow_ThatIsBad_IsNamedInTheVerdict()
    {
        var run = await ImportAsync(Header + "2026-03-01,甲,10.00,,90.00\n2026-03-02,乙,x,,80.00\n", "--check");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Refused), run.Error);
        Assert.That(run.Output, Does.Contain("does not tie").And.Contain("line 3").And.Contain("'x'"));
        Assert.That(run.Output, Does.Contain("would be held").And.Not.Contain("statement   st-"), "nothing is kept");
    }

    [Test]
    public async Task NewestFirst_IsTakenWhereEachBalanceFollows()
    {
        var run = await ImportAsync(Header + "2026-03-02,乙,20.00,,70.00\n2026-03-01,甲,10.00,,90.00\n", "--check");

        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        Assert.That(run.Output, Does.Contain("CNY 100.00 -> CNY 70.00").And.Contain("The newest row comes first"));
    }

    [Test]
    public async Task Gb18030_IsNamedAsWhatToSay_AndReadOnceItIsSaid()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!
            .GetBytes(Header + "2026-03-01,温州甲培训学校,10.00,,90.00\n");
        var path = Path.Combine(folder, "gb.csv");
        await File.WriteAllBytesAsync(path, gb);

        var refused = await RunAsync(path, Table, "--check");
        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(refused.Error, Does.Contain("GB18030").And.Contain("\"encoding\": \"ENCODING_GB18030\""));
        var read = await RunAsync(path, $"{Table},\"encoding\":\"ENCODING_GB18030\"", "--check");
        Assert.That(read.ExitCode, Is.Zero, read.Error);
    }

    [TestCase("\"dateColumn\":", "does not tell how to read")]
    [TestCase("\"debitColumn\":\"out\",\"creditColumn\":\"in\"", "date_column")]
    public async Task Table_ThatIsBad_IsABadFile(string table, string says)
    {
        var run = await ImportAsync(Header + "2026-03-01,甲,10.00,,90.00\n", table: table);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(says));
    }

    [Test]
    public async Task Xml_ThatIsHostile_IsToldWithItsPlaceOnce()
    {
        var path = Path.Combine(folder, "hostile.xml");
        await File.WriteAllTextAsync(path, "<!DOCTYPE x [<!ENTITY a 'b'>]><Document/>");

        var run = await CliRun.OfAsync("statement", "import", path, "--token", service.Token(new("finance", "ada")),
            "--address", service.Addresses.Grpc.ToString());

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error.Split('\n')[0].Split("line 1"), Has.Length.EqualTo(2), run.Error);
    }

    [Test]
    public async Task Account_ThatIsNone_IsNoBadFile()
    {
        var path = Path.Combine(folder, "fine.csv");
        await File.WriteAllTextAsync(path, Header + "2026-03-01,甲,10.00,,90.00\n");

        var run = await RunAsync(path, Table, "--account", "No Account");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Refused), run.Error);
    }

    private async Task<CliRun> ImportAsync(string rows, string? more = null, string? table = null)
    {
        var path = Path.Combine(folder, $"{Scene.NewId()}.csv");
        await File.WriteAllTextAsync(path, rows);
        return await RunAsync(path, table ?? Table, more is null ? [] : [more]);
    }

    private async Task<CliRun> RunAsync(string path, string table, params string[] more)
    {
        var mapping = $"{path}.json";
        await File.WriteAllTextAsync(mapping, $"{{{table}}}");
        string[] account = more.Contains("--account") ? [] : ["--account", "city"];
        return await CliRun.OfAsync(
            [
                "statement", "import", path, "--table", mapping, .. account, .. more, "--token",
                service.Token(new("finance", "ada")), "--address", service.Addresses.Grpc.ToString(),
            ]);
    }
}
