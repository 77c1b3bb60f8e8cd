using System.Globalization;
using System.Net.Http.Json;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>The command against the real service: from empty books to a voided redemption.</summary>
internal sealed class CounterDayTests
{
    private RunningService service = null!;
    private string folder = null!;
    private string officer = null!;
    private string clerk = null!;
    private string citizen = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        folder = Directory.CreateTempSubdirectory("vouchers-test-").FullName;
        service = await RunningService.StartAsync();
        officer = await TokenAsync("programme_officer");
        clerk = await TokenAsync("institution_operator", "--institution", "i-1");
        citizen = await TokenAsync("citizen", "--citizen", "z-0001");
        await ProgrammeAsync("p-bulk", fen: 100_000_000);
        await ProgrammeAsync("p-one", fen: 1_000_000);
        var day = TimeProvider.System.GetUtcNow();
        await ImportAsync("courses", "id,title,occupation,class_hours\nc-1,短视频制作,4-13-05,40\n", 1, "--batch", "2026-1");
        await ImportAsync("institutions", "id,name,kind,accredited_until\ni-1,学院,college,2089-12-31\n", 1);
        await ImportAsync("branches", "id,institution_id,name\nb-1,i-1,main\n", 1);
        await ImportAsync("sessions", "id,course_id,institution_id,branch_id,starts_at,ends_at,capacity\n"
            + $"s-1,c-1,i-1,b-1,{Day(day)},{Day(day.AddDays(7))},40\n", 1);
        // Three batches, with the byte-order mark of a spreadsheet.
        await ImportAsync("citizens", "\uFEFFid,national_id,full_name,target_group,valid_from,valid_until\n"
            + string.Concat(Enumerable.Range(1, 2_500).Select(i =>
                $"z-{i:D4},{i:D18},王小明,rural-youth,2020-01-01,2089-12-31\n")), 2_500);
        await ImportAsync("enrolments", "session_id,citizen_id\ns-1,z-0001\ns-1,z-0002\n", 2);
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Import_AgainWithTheSameRequestId_ChangesNothing()
    {
        var file = await FileAsync("courses", "id,title,occupation,class_hours\nc-2,直播,4-13-06,40\n");
        var id = Guid.CreateVersion7().ToString();
        string[] args = ["import", "courses", file, "--batch", "2026-2", "--request-id", id];

        var first = await RunAsync(officer, args);
        var second = await RunAsync(officer, args);

        Assert.That(first.ExitCode, Is.Zero, first.Error);
        Assert.That(second.Output, Is.EqualTo(first.Output));
    }

    [Test]
    public async Task Issue_All_CountsThePassedOver()
    {
        var run = await RunAsync(officer, "issue", "--programme", "p-bulk", "--all", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        var bulk = run.Json.GetProperty("bulkIssue");
        Assert.That(bulk.GetProperty("state").GetString(), Is.EqualTo("STATE_SUCCEEDED"));
        Assert.That(bulk.GetProperty("considered").GetInt32(), Is.EqualTo(
            bulk.GetProperty("issued").GetInt32() + bulk.GetProperty("refused").GetInt32()
            + bulk.GetProperty("skipped").GetInt32()));
        // A budget of a million yuan is 500 vouchers of 2,000.
        Assert.That(bulk.GetProperty("issued").GetInt32(), Is.EqualTo(500));
        Assert.That(run.Json.GetProperty("refusedByReason").GetProperty("BUDGET_EXHAUSTED").GetInt32(),
            Is.EqualTo(bulk.GetProperty("refused").GetInt32()));
    }

    [Test]
    public async Task Voucher_ShownVerifiedRedeemedVoided()
    {
        var issued = await RunAsync(officer, "issue", "--programme", "p-one", "--citizen", "z-0001", "--json");
        Assert.That(issued.ExitCode, Is.Zero, issued.Error);
        var voucher = issued.Json.GetProperty("id").GetString()!;
        var png = Path.Combine(folder, "v.png");
        var shown = await RunAsync(citizen, "show", voucher, "--png", png);
        Assert.That(shown.ExitCode, Is.Zero, shown.Error);
        Assert.That(shown.Output, Does.StartWith("TV1:"), "into a file goes the text alone");
        Assert.That((await File.ReadAllBytesAsync(png))[..4], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47 }));

        var genuine = await RunWithInputAsync("", shown.Output, "verify", "-", "--json");
        Assert.That(genuine.Json.GetProperty("voucherId").GetString(), Is.EqualTo(voucher), genuine.Error);
        var worth = await RunWithInputAsync(clerk, shown.Output, "verify", "-", "--session", "s-1", "--json");
        Assert.That(worth.Json.GetProperty("redeemable").GetBoolean(), worth.Output);

        var id = Guid.CreateVersion7().ToString();
        string[] redeem = ["redeem", "-", "--session", "s-1", "--amount", "50000", "--request-id", id, "--json"];
        var redeemed = await RunWithInputAsync(clerk, shown.Output, redeem);
        Assert.That(redeemed.ExitCode, Is.Zero, redeemed.Error);
        Assert.That((await RunWithInputAsync(clerk, shown.Output, redeem)).Output, Is.EqualTo(redeemed.Output));

        var second = await RunWithInputAsync(clerk, shown.Output, "redeem", "-", "--session", "s-1");
        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(second.Error, Does.Contain(redeemed.Json.GetProperty("receipt").GetString()));

        var voided = await RunAsync(clerk, "void", redeemed.Json.GetProperty("id").GetString()!, "--reason", "slip");
        Assert.That(voided.ExitCode, Is.Zero, voided.Error);
        Assert.That(voided.Output, Does.Contain("Voided").And.Contain("slip"));
    }

    [Test]
    public async Task Programme_CreatedFundedShownClosed()
    {
        var rules = Path.Combine(folder, "rules.json");
        await File.WriteAllTextAsync(rules, """{"targetGroups": ["teachers"], "voidWindowHours": 48}""");
        var created = await RunAsync(officer, "programme", "create", "--id", "p-cli", "--title", "温州",
            "--category", "teacher-training", "--valid-from", "2026-01-01", "--valid-until", "2089-12-31",
            "--rules", rules, "--group", "rural-youth", "--group", "veterans", "--vesting", "on-certificate", "--json");
        Assert.That(created.ExitCode, Is.Zero, created.Error);
        var kept = created.Json.GetProperty("rules");
        Assert.That(kept.GetProperty("targetGroups").EnumerateArray().Select(group => group.GetString()),
            Is.EqualTo((string[])["rural-youth", "veterans"]), "options come before the file");
        Assert.That(kept.GetProperty("voidWindowHours").GetInt32(), Is.EqualTo(48));
        Assert.That(kept.GetProperty("vesting").GetString(), Is.EqualTo("VESTING_ON_CERTIFICATE"));

        var funded = await RunAsync(officer, "programme", "fund", "p-cli", "--amount", "500000");
        Assert.That(funded.Output, Does.Contain("CNY 5,000.00"), funded.Error);
        var shown = await RunAsync(officer, "programme", "show", "p-cli");
        Assert.That(shown.Output, Does.Contain("veterans").And.Contain("available").And.Contain("5,000.00"));
        Assert.That(shown.Output, Does.Contain("2026-01-01 to 2089-12-31"), "as it was typed, wherever this runs");
        Assert.That((await RunAsync(officer, "programme", "list")).Output, Does.Contain("p-cli"));

        var refused = await RunAsync(citizen, "programme", "close", "p-cli", "--reason", "over");
        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.Refused));
        var closed = await RunAsync(officer, "programme", "close", "p-cli", "--reason", "over", "--json");
        Assert.That(closed.Json.GetProperty("state").GetString(), Is.EqualTo("STATE_CLOSED"), closed.Error);
    }

    [Test]
    public async Task Books_Balance()
    {
        var balances = await RunAsync(officer, "balances");
        var verdict = await RunAsync(officer, "journal", "verify");
        var lines = await RunAsync(officer, "journal", "list", "--limit", "3", "--json");

        Assert.That(balances.ExitCode, Is.Zero, balances.Error);
        Assert.That(balances.Output, Does.Contain("available"));
        Assert.That(verdict.ExitCode, Is.Zero, verdict.Output);
        Assert.That(verdict.Output, Does.Contain("The books balance"));
        Assert.That(lines.Json.GetProperty("entries").GetArrayLength(), Is.EqualTo(3));
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<string> TokenAsync(params string[] args)
    {
        var run = await CliRun.OfAsync(["token", .. args, "--web", service.Addresses.Web.ToString()]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Output.Trim();
    }

    private async Task PostAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", officer);
        using var answer = await service.Web.SendAsync(request);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task ProgrammeAsync(string id, long fen)
    {
        await PostAsync("/v1/programmes", new
        {
            requestId = Guid.CreateVersion7(),
            programme = new
            {
                id,
                title = id,
                category = "SUBSIDY_CATEGORY_PROJECT_BASED_TRAINING",
                currency = "CNY",
                validFrom = "2020-01-01T00:00:00Z",
                validUntil = "2090-01-01T00:00:00Z",
                rules = new { targetGroups = (string[])["rural-youth"], vesting = "VESTING_ON_REDEMPTION" },
            },
        });
        await PostAsync($"/v1/programmes/{id}:fund", new
        {
            requestId = Guid.CreateVersion7(),
            amount = new { minorUnits = fen, currency = "CNY" },
        });
    }

    private async Task ImportAsync(string kind, string text, int imported, params string[] more)
    {
        var run = await RunAsync(officer, ["import", kind, await FileAsync(kind, text), "--json", .. more]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.GetProperty("created").GetInt32(), Is.EqualTo(imported));
    }

    private async Task<string> FileAsync(string kind, string text)
    {
        var file = Path.Combine(folder, kind + ".csv");
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    private Task<CliRun> RunAsync(string token, params string[] args) => RunWithInputAsync(token, "", args);

    private Task<CliRun> RunWithInputAsync(string token, string input, params string[] args) => CliRun.WithInputAsync(
        input, [.. args, "--token", token, "--address", service.Addresses.Grpc.ToString()]);
}
