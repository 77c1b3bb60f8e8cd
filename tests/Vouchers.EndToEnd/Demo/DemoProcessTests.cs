using System.Diagnostics;
using System.Xml.Linq;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Cli;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Demo;

/// <summary>The demo as a user starts it: a process of its own, told once, its output read as a file.</summary>
public sealed class DemoProcessTests
{
    private string folder = "";
    private string output = "";
    private string error = "";
    private int exitCode;

    [OneTimeSetUp]
    public async Task TellTheStoryOnce()
    {
        folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"demo-{Guid.NewGuid():n}");
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [typeof(ExitCode).Assembly.Location, "demo", "--once", "--citizens", "500", "--output", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        output = await process.StandardOutput.ReadToEndAsync();
        error = await errors;
        await process.WaitForExitAsync();
        exitCode = process.ExitCode;
    }

    [OneTimeTearDown]
    public void Clear() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Demo_Once_GoesAsTold()
    {
        Assert.That(exitCode, Is.EqualTo(ExitCode.Ok), $"{output[^Math.Min(output.Length, 3_000)..]}\n{error}");
        Assert.That(error, Is.Empty);
        Assert.That(output, Does.Contain("Everything went as told"));
        Assert.That(output.Contains('\u001b'), Is.False, "No colours in a file.");
        Assert.That(output, Does.Not.Contain("✗"));
    }

    [Test]
    public async Task Demo_InAFolderOfAService_DeletesNothing()
    {
        var data = Directory.CreateTempSubdirectory("vouchers-data-").FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "vouchers.db"), "books");

        var run = await CliRun.OfAsync("demo", "--once", "--citizens", "500", "--output", data);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("that no demo made").And.Contain("--output"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(data, "vouchers.db")), Is.EqualTo("books"));
        Directory.Delete(data, recursive: true);
    }

    [TestCase("VOUCHER_REDEEMED")]
    [TestCase("CREDENTIAL_FORGED")]
    [TestCase("PRESENTATION_EXPIRED")]
    [TestCase("DUPLICATE_CITIZEN")]
    [TestCase("EXPOSURE_LIMIT")]
    [TestCase("ATTENDANCE_TOO_LOW")]
    [TestCase("SESSION_CLOSED")]
    [TestCase("VOID_WINDOW_CLOSED")]
    [TestCase("REDEMPTION_IN_PAYOUT")]
    [TestCase("PAYEE_ACCOUNT_UNVERIFIED")]
    [TestCase("SAME_PERSON")]
    [TestCase("NOT_ELIGIBLE")]
    public void Demo_ShowsTheReasonThatStoppedAFraud(string reason) =>
        Assert.That(output, Does.Contain($"✓ {reason} "));

    [Test]
    public void Demo_ACounterWithoutItsLine_BringsInWhatItAccepted() => Assert.That(output, Does.Match(
        @"✓ 6 slips are redemptions [^\n]+\n  ✓ VOUCHER_REDEEMED The voucher was used on [^\n]+; receipt R-"));

    [Test]
    public void Demo_LeavesEveryFile([Values("voucher.png", "voucher.svg", "voucher.txt", "presentation.png",
        "presentation.txt", "jwks.json", "trust-list.cose", "journal.csv", "checkpoints.json", "balances.csv",
        "vouchers.db", "report.html", "payout.pain001.xml", "payout.csv", "payout.pain002.xml",
        "statement.camt053.xml", "reconciliation.html", "reconciliation.en.html", "reconciliation.csv")] string file) =>
        Assert.That(new FileInfo(Path.Combine(folder, file)), Has.Length.GreaterThan(100));

    [Test]
    public void Demo_LeavesAdviceForEachInstitutionThatWasPaid()
    {
        var files = Directory.GetFiles(Path.Combine(folder, "remittance")).Select(Path.GetFileName).ToArray();
        Assert.That(files.Where(f => f!.EndsWith(".html", StringComparison.Ordinal)), Is.Not.Empty);
        Assert.That(files.Select(Path.GetExtension), Is.All.AnyOf(".html", ".csv"));
        Assert.That(output, Does.Contain($"Each of the {files.Length / 3} institutions gets its remittance advice"));
    }

    [Test]
    public void Demo_EachPlantedCaseOfTheBank_IsToldInTheReportAndTheFile()
    {
        Assert.That(output, Does.Contain("8 cases were planted, 8 are told"));
        var rows = File.ReadAllLines(Path.Combine(folder, "reconciliation.csv"));
        foreach (var (kind, words) in ((string, string)[])
            [
                ("failed,rejected", "AC04"), ("discrepancy,amount-difference", "was expected"),
                ("discrepancy,duplicate-payment", "has paid it already"), ("discrepancy,returned", "came back"),
                ("discrepancy,missing-in-ledger", "unknown to the ledger"), ("discrepancy,timing", "next statement"),
                ("matched,Batch", "add up to"), ("matched,AmountAndPayee", "nothing else is like it"),
            ])
            Assert.That(rows.Single(row => row.StartsWith($"{kind},", StringComparison.Ordinal)),
                Does.Contain(words).And.Not.Contain("\"'"), kind);
        foreach (var (page, word) in ((string, string)[])
            [("reconciliation.html", "账户已销户"), ("reconciliation.en.html", "is closed")])
            Assert.That(XDocument.Parse(File.ReadAllText(Path.Combine(folder, page))).Root!.Value,
                Does.Contain("AC04").And.Contain(word), page);
    }

    [Test]
    public void Demo_TellsEachFileThatItLeft()
    {
        foreach (var left in Directory.GetFiles(folder).Select(Path.GetFileName))
            Assert.That(output, Does.Contain($"    {left}\n"));
    }

    [Test]
    public void Demo_ReportIsWellFormed() => Assert.DoesNotThrow(
        () => XDocument.Parse(File.ReadAllText(Path.Combine(folder, "report.html"))));

    [TestCase("payout.pain001.xml", "pain.001.001.09.xsd")]
    [TestCase("payout.pain002.xml", "pain.002.001.10.xsd")]
    [TestCase("statement.camt053.xml", "camt.053.001.08.xsd")]
    public void Demo_BankFile_FitsItsSchema(string file, string schema)
    {
        var (code, _, trouble) = Tool.Run("xmllint", "apt-get install libxml2-utils", "--noout", "--schema",
            SharedData.PathOf($"xsd/{schema}"), Path.Combine(folder, file));
        Assert.That(code, Is.Zero, trouble);
    }

    [TestCase("voucher")]
    [TestCase("presentation")]
    public void Demo_Picture_IsReadByZbarToItsText(string name) => Assert.That(
        Zbar.Read(Path.Combine(folder, $"{name}.png")),
        Is.EqualTo(File.ReadAllText(Path.Combine(folder, $"{name}.txt"))));

    [TestCase("voucher")]
    [TestCase("presentation")]
    public void Demo_Text_IsVerifiedByNodeAlone(string name)
    {
        var (code, _, trouble) = Tool.Run("node", "install Node.js 20",
            Repository.TestFile("node", "verify-credential.mjs"), Path.Combine(folder, "jwks.json"),
            Path.Combine(folder, $"{name}.txt"));
        Assert.That(code, Is.Zero, trouble);
    }
}
