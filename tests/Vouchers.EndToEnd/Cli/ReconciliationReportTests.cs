using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Google.Protobuf;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>
/// The report of a reconciliation tells what the bank refused and what was matched without a plain id, each in a
/// sentence of both languages, on the screen, on a page and as a row.
/// </summary>
internal sealed class ReconciliationReportTests
{
    private RunningService service = null!;
    private FinanceOffice office = null!;
    private string folder = null!;
    private string rejected = null!;
    private V1.PayoutItem paid = null!;
    private DateOnly day;

    [OneTimeSetUp]
    public async Task ReconcileAsync()
    {
        folder = RunningService.NewFolder();
        service = await RunningService.StartAsync();
        office = await FinanceOffice.OpenAsync(service);
        foreach (var school in (string[])["vtc", "city-college"])
        {
            await office.EarnAsync(school);
            await office.ReadyAsync(school);
        }

        var batch = await office.DraftAsync();
        await office.ApproveAsync(batch.Id);
        await office.ExportAsync(batch.Id);
        day = DateOnly.FromDateTime(batch.PayOn.ToDateTime());
        var items = await office.ItemsAsync(batch.Id);
        paid = items.Single(i => i.InstitutionId == "vtc");
        rejected = items.Single(i => i.InstitutionId == "city-college").EndToEndId;
        var report = BankReport.On(
            await office.DownloadAsync(batch.Id), (rejected, "RJCT", "AC04", "Konto erloschen"),
            (paid.EndToEndId, "ACSP", "", ""));
        await office.Payouts.ImportPaymentStatusAsync(
            new() { RequestId = Scene.NewId(), Content = ByteString.CopyFrom(report) }, office.As(FinanceOffice.Ada));
        var file = Path.Combine(folder, "statement.xml");
        await File.WriteAllTextAsync(file, Statement());
        await DoneAsync("statement", "import", file);
        await DoneAsync("reconcile", "city");
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Screen_TellsEachCaseInASentence()
    {
        var screen = (await DoneAsync("report", "reconciliation", "city")).Output;

        Assert.That(screen, Does.Contain("Rejected by the bank").And.Contain("AC04, the account is closed")
            .And.Contain("Konto erloschen").And.Contain("is payable again"));
        Assert.That(screen, Does.Contain("No reference: by amount, payee and date")
            .And.Contain("the amount is CNY 1,000.00 on both sides").And.Contain("nothing else is like it"));
        Assert.That(screen, Does.Contain("Missing in the ledger").And.Contain("CNY 5.00"));
        Assert.That(screen, Does.Contain("Beijing time (UTC+8)"));
    }

    [Test]
    public async Task Page_TellsThemInChineseToo()
    {
        var file = Path.Combine(folder, "zh.html");
        await DoneAsync("report", "reconciliation", "city", "--html", file, "--lang", "zh");

        var text = XDocument.Parse(await File.ReadAllTextAsync(file)).Root!.Value;
        Assert.That(text, Does.Contain("银行拒付").And.Contain("AC04，账户已销户").And.Contain("已重新列为应付"));
        Assert.That(text, Does.Contain("无参考号：按金额、收款人和日期").And.Contain("双方金额均为 ¥1,000.00"));
    }

    [Test]
    public async Task File_HasARowForEach_WithPlainNumbers()
    {
        var file = Path.Combine(folder, "rows.csv");
        await DoneAsync("report", "reconciliation", "city", "--csv", file);

        var rows = await File.ReadAllLinesAsync(file);
        Assert.That(rows, Has.Length.EqualTo(4));
        Assert.That(rows[1], Does.StartWith($"failed,rejected,,{rejected},,-1000.00,CNY,AC04,"));
        Assert.That(rows[2], Does.Match("^discrepancy,missing-in-ledger,open,,f1-[0-9a-f]+,5.00,CNY,,"));
        Assert.That(rows[3], Does.Match(
            $"^matched,AmountAndPayee,confirmed,{paid.EndToEndId},f1-[0-9a-f]+,-1000.00,CNY,,"));
    }

    [Test]
    public async Task Month_HoldsWhatIsOfIt_AndAnotherNothing()
    {
        var month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var json = (await DoneAsync("report", "reconciliation", "city", "--month", month, "--json")).Json;
        Assert.That(json.GetProperty("matches").GetArrayLength(), Is.EqualTo(1));
        Assert.That(json.GetProperty("discrepancies").GetArrayLength(), Is.EqualTo(1));

        var other = (await DoneAsync("report", "reconciliation", "city", "--month", "2020-01", "--json")).Json;
        Assert.That(other.GetProperty("matches").GetArrayLength(), Is.Zero);
        Assert.That(other.GetProperty("failedPayments").GetArrayLength(), Is.Zero);

        var wrong = await RunAsync("report", "reconciliation", "city", "--month", "May");
        Assert.That(wrong.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(wrong.Error, Does.Contain("2026-11"));
    }

    /// <summary>The debit names its payee and no reference; a credit is nobody's.</summary>
    private string Statement()
    {
        string Entry(long fen, string direction, string details) => string.Create(CultureInfo.InvariantCulture, $"""
            <Ntry><Amt Ccy="CNY">{fen / 100m:0.00}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><Dt>DAY</Dt></BookgDt><NtryDtls><TxDtls>{details}</TxDtls></NtryDtls></Ntry>
            """);
        string Balance(string code, string amount) => $"""
            <Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">{amount}</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>DAY</Dt></Dt></Bal>
            """;
        var payee = FinanceOffice.BankOf("vtc");
        return new StringBuilder($"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>M</MsgId><CreDtTm>DAYT20:00:00</CreDtTm></GrpHdr><Stmt><Id>S</Id>
            <Acct><Id><Othr><Id>1203280009000123456</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
            {Balance("OPBD", "9000.00")}{Balance("CLBD", "8005.00")}
            {Entry(paid.Net.MinorUnits, "DBIT", "<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RltdPties>"
                + $"<Cdtr><Pty><Nm>{payee.HolderName}</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>{payee.AccountNumber}"
                + "</Id></Othr></Id></CdtrAcct></RltdPties>")}
            {Entry(500, "CRDT", "<RmtInf><Ustrd>利息</Ustrd></RmtInf>")}
            </Stmt></BkToCstmrStmt></Document>
            """).Replace("DAY", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToString();
    }

    private async Task<CliRun> DoneAsync(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.That(run.ExitCode, Is.Zero, run.Error + run.Output);
        return run;
    }

    private Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync(
        [.. args, "--token", service.Token(new("finance", "ada")), "--address", service.Addresses.Grpc.ToString()]);
}
