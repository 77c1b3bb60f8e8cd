using System.Text;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>What a file may look like: each import reads and judges the whole file before it sends any of it.</summary>
internal sealed class ImportFileTests
{
    private const string Citizens = "id,national_id,full_name,target_group,valid_from,valid_until,evidence\n";
    private const string Sessions = "id,course_id,institution_id,branch_id,starts_at,ends_at,capacity\n";
    private const string Good = "c-1,330302199001011234,王小明,rural-youth,2026-01-01,2026-12-31,card 1\n";

    private RunningService service = null!;
    private string folder = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        service = await RunningService.StartAsync();
        await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task CloseAsync() => await service.DisposeAsync();

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("vouchers-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Citizens_Good_AreCounted()
    {
        var run = await CheckAsync("citizens", Citizens + Good + Good.Replace("rural-youth", "veterans"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.GetProperty("records").GetInt32(), Is.EqualTo(1), "two groups, one citizen");
        Assert.That(File.Exists(Path.Combine(folder, "in.csv.rejects.csv")), Is.False, "There is nothing to list.");
    }

    [Test]
    public async Task Citizens_ByteOrderMarkAndCrLf_AreFine()
    {
        var run = await CheckAsync("citizens", "\uFEFF" + (Citizens + Good).Replace("\n", "\r\n"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [Test]
    public async Task Citizens_HeaderInAnotherCaseAndOrder_IsFine()
    {
        var run = await CheckAsync("citizens", "Full Name,NATIONAL-ID, id \n王小明,330302199001011234,c-1\n");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    [Test]
    public async Task BadRows_ImportNothingAndAreListed()
    {
        var run = await CheckAsync("citizens", Citizens
            + Good
            + "C 2,330302199001011235,王,rural-youth,2026-13-01,2026-12-31,\n"
            + "c-3,,王\n"
            + Good
            + "c-4,2,李,,,,\n"
            + Good.Replace("rural-youth", "veterans")
            + "c-5,330302199001011239,王,rural-youth,2026-12-31,2026-01-01,\n");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("5 bad rows; nothing was imported").And.Contain("--skip-bad"));
        Assert.That(Rejects(), Is.EqualTo(new[]
        {
            "line,column,value,reason",
            "3,id,C 2,\"is no id: 1 to 40 lower-case letters, digits and hyphens\"",
            "3,valid_from,2026-13-01,\"is no time such as 2026-03-01T09:00:00+08:00, 2026-03-01 09:00 or 2026-03-01\"",
            "4,,,3 fields where the header has 7",
            "5,target_group,rural-youth,is there already for this citizen",
            "7,id,c-1,\"is there already, in line 2\"",
            "7,national_id,**** (18 characters),\"is there already, in line 2\"",
            "8,valid_until,2026-01-01,is not after valid_from",
        }));
    }

    [Test]
    public async Task BadRows_SkipBad_LeavesThemOut()
    {
        var run = await CheckAsync("citizens", Citizens + Good + "C 2,1,王,,,,\n", "--skip-bad");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.GetProperty("records").GetInt32(), Is.EqualTo(1));
        Assert.That(run.Json.GetProperty("rejectedRows").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Secrets_AreNeitherShownNorWritten()
    {
        var id = new string('7', 41);
        var run = await CheckAsync("citizens", Citizens + $"c-1,{id},王小明,,,,\n");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error + run.Output + string.Concat(Rejects()), Does.Not.Contain(id));
    }

    [Test]
    public async Task QuotedLineBreaks_DoNotShiftTheLineNumbers()
    {
        var run = await CheckAsync("citizens", Citizens
            + "c-1,1,\"王\n小\n明\",,,,\n"
            + "\n"
            + "c-2,2,\"say \"\"hi\"\", ok\",,,,\n"
            + "c-3,3,王,,,,,\n");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(Rejects()[1], Does.StartWith("2,full_name,****"));
        Assert.That(Rejects()[2], Does.StartWith("7,,,8 fields"));
    }

    [TestCase("c-1,1,\"王,,,,\nc-2,2,李,,,,\n", "never closed")]
    [TestCase("c-1,1,王\"小,,,,\n", "inside of a field")]
    public async Task Quotes_Wrong_AreNamed(string rows, string expected)
    {
        var run = await CheckAsync("citizens", Citizens + rows);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(Rejects()[1], Does.StartWith("2,,,").And.Contain(expected));
    }

    [TestCase("", "is empty")]
    [TestCase("id,full_name\n", "'national_id' is missing")]
    [TestCase("id,national_id,full_name,taget_group\n", "'taget_group' is not known")]
    [TestCase("id,national_id,full_name,id\n", "'id' is there twice")]
    [TestCase("id;national_id;full_name\n", "not separated by commas")]
    public async Task Header_Wrong_ListsTheExpectedColumns(string text, string expected)
    {
        var run = await CheckAsync("citizens", text);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(expected).And.Contain(Citizens.TrimEnd()));
    }

    [Test]
    public async Task Gbk_IsRefusedWithTheLineAndTheWayOut()
    {
        // 王小明 in GBK, on the third line.
        byte[] gbk = [0xCD, 0xF5, 0xD0, 0xA1, 0xC3, 0xF7];
        var run = await CheckAsync("citizens", [
            .. Encoding.UTF8.GetBytes(Citizens + Good + "c-2,2,"), .. gbk, .. ",,,,\n"u8]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("line 3: not UTF-8").And.Contain("iconv -f GBK"));
    }

    [Test]
    public async Task Utf16_IsRefused()
    {
        var run = await CheckAsync("citizens", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Citizens)]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("UTF-16"));
    }

    [Test]
    public async Task Utf8_CharacterAcrossTheReadBuffer_IsFine()
    {
        var rows = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"c-{i},{i:D9},王小明王小明,,,,\n"));
        var run = await CheckAsync("citizens", Citizens + rows);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.GetProperty("records").GetInt32(), Is.EqualTo(5_000));
    }

    [TestCase("2026-03-01T09:00:00+08:00", "2026-03-01 09:01", true)]
    [TestCase("2026-03-01 09:00", "2026-03-01T01:00:00Z", false)]
    [TestCase("2026-03-01", "2026-03-01", true)]
    [TestCase("2026-03-02", "2026-03-01", false)]
    public async Task Sessions_Times_AreReadInTheGivenOffset(string starts, string ends, bool good)
    {
        var run = await CheckAsync("sessions", Sessions + $"s-1,video-1,vtc,vtc-b1,{starts},{ends},40\n");

        Assert.That(run.ExitCode, Is.EqualTo(good ? ExitCode.Ok : ExitCode.BadInput), run.Error);
    }

    [Test]
    public async Task Formula_InARejectedValue_DoesNotRunInASpreadsheet()
    {
        await CheckAsync("sessions", Sessions + "=HYPERLINK(1),c-1,i-1,b-1,2026-03-01,2026-03-02,40\n");

        Assert.That(Rejects()[1], Does.StartWith("2,id,\"'=HYPERLINK(1)\"").Or.StartWith("2,id,'=HYPERLINK(1)"));
    }

    [Test]
    public async Task File_Missing_IsBadInput()
    {
        var run = await CliRun.OfAsync("import", "sessions", Path.Combine(folder, "none.csv"), "--dry-run");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("none.csv cannot be read"));
    }

    private Task<CliRun> CheckAsync(string kind, string text, params string[] more) =>
        CheckAsync(kind, Encoding.UTF8.GetBytes(text), more);

    private async Task<CliRun> CheckAsync(string kind, byte[] bytes, params string[] more)
    {
        var file = Path.Combine(folder, "in.csv");
        await File.WriteAllBytesAsync(file, bytes);
        return await CliRun.OfAsync([
            "import", kind, file, "--dry-run", "--json", "--address", service.Addresses.Grpc.ToString(),
            "--token", service.Token(new("programme_officer")), .. more]);
    }

    private string[] Rejects() => File.ReadAllLines(Path.Combine(folder, "in.csv.rejects.csv"));
}
