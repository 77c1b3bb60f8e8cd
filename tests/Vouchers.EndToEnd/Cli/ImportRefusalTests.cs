using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>Files whose faults only the service can find: nothing of them is imported, or all that is good.</summary>
internal sealed class ImportRefusalTests
{
    private const string Citizens = "id,national_id,full_name,target_group,valid_from,valid_until,evidence\n";
    private const string Enrolments = "session_id,citizen_id\n";
    private const string Session = "vtc-s1";

    private RunningService service = null!;
    private Scene scene = null!;
    private string officer = null!;
    private string folder = null!;

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        folder = Directory.CreateTempSubdirectory("vouchers-test-").FullName;
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
        officer = service.Token(new("programme_officer"));
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        await service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task RefusedRow_ImportsNothingAndIsListed()
    {
        var (one, two) = (await scene.ImportAsync(), await scene.ImportAsync());

        var (run, rejects) = await ImportAsync(
            "enrolments", Enrolments + $"{Session},{one}\ns-none,{two}\n{Session},nobody\n");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(run.Error, Does.Contain("2 bad rows; nothing was imported").And.Contain("--skip-bad"));
        Assert.That(rejects, Is.EqualTo(new[]
        {
            "line,column,value,reason",
            "3,session_id,s-none,NOT_FOUND: There is no session 's-none'.",
            "4,citizen_id,nobody,NOT_FOUND: There is no citizen 'nobody'.",
        }));
        Assert.That(await EnrolledAsync(one), Is.Zero);
    }

    [Test]
    public async Task MoreRowsThanSeats_ImportNothing()
    {
        var citizens = new[] { await scene.ImportAsync(), await scene.ImportAsync(), await scene.ImportAsync() };
        await scene.Catalogue.ScheduleSessionAsync(Small("two-seats"), scene.Officer);
        var id = Guid.CreateVersion7().ToString();
        var rows = citizens.Select(citizen => $"two-seats,{citizen}\n").ToArray();

        var (full, rejects) = await ImportAsync("enrolments", Enrolments + string.Concat(rows));
        var (fits, _) = await ImportAsync(
            "enrolments", Enrolments + string.Concat(rows[..2]), "--request-id", id);
        var (again, _) = await ImportAsync(
            "enrolments", Enrolments + string.Concat(rows[..2]), "--request-id", id);

        Assert.That(full.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(rejects[1..], Is.EqualTo(new[]
        {
            "4,session_id,two-seats,SESSION_FULL: 3 rows of the file want 2 free seats",
        }));
        Assert.That(fits.ExitCode, Is.Zero, fits.Error);
        Assert.That(again.ExitCode, Is.Zero, again.Error);
    }

    [Test]
    public async Task RefusedRowOfABatch_SkipBad_IsFoundAndLeftOut()
    {
        // A national ID that another citizen has: the whole batch is refused for it.
        var taken = $"33030020000101{9001}";
        await ImportAsync("citizens", Citizens + $"taken,{taken},李,,,,\n");
        var rows = Enumerable.Range(1, 100)
            .Select(i => $"s-{i},{(i == 42 ? taken : $"33030020010101{i:0000}")},李,,,,\n");
        var text = Citizens + string.Concat(rows);

        var (refused, _) = await ImportAsync("citizens", text);
        var (run, rejects) = await ImportAsync("citizens", text, "--skip-bad");

        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(refused.Error, Does.Contain("1 bad row; nothing was imported"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("99 citizens imported (99 new, 0 changed)").And.Contain("1 row rejected"));
        Assert.That(rejects[1..], Has.Exactly(1).Items
            .And.All.StartsWith("43,national_id,**** (18 characters),DUPLICATE_CITIZEN"));
    }

    [Test]
    public async Task IdNumberAsEvidence_IsListedWithItsRowAndNotCopied()
    {
        const string Number = "330302199001011234";
        const string Dates = "2020-01-01,2089-12-31";

        var (run, rejects) = await ImportAsync("citizens", Citizens
            + $"e-1,330302199001010001,王,rural-youth,{Dates},card 1\n"
            + $"e-1,330302199001010001,王,veterans,{Dates},{Number}\n");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(rejects[1..], Has.Exactly(1).Items
            .And.All.StartsWith("3,evidence,**** (18 characters),\"INVALID_FIELD: must not hold an ID number"));
        Assert.That(run.Output + run.Error, Does.Not.Contain(Number));
    }

    [Test]
    public async Task WithoutAToken_TheCallerIsToBlameAndNoRow([Values] bool skipBad)
    {
        officer = "";
        try
        {
            var (run, rejects) = await ImportAsync(
                "enrolments", Enrolments + $"{Session},c-1\n", skipBad ? ["--skip-bad"] : []);

            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Refused));
            Assert.That(run.Error, Does.Contain("NOT_PERMITTED").And.Contain("--token"));
            Assert.That(rejects, Is.Empty);
        }
        finally
        {
            officer = service.Token(new("programme_officer"));
        }
    }

    private static V1.ScheduleSessionRequest Small(string id)
    {
        var start = TimeProvider.System.GetUtcNow();
        return new()
        {
            RequestId = Scene.NewId(),
            Session = new()
            {
                Id = id, CourseId = Scene.Course, InstitutionId = "vtc", BranchId = "vtc-b1",
                Kind = V1.SessionKind.Training, Capacity = 2,
                StartsAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(start),
                EndsAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(start.AddDays(1)),
            },
        };
    }

    private async Task<int> EnrolledAsync(string citizen) => (await scene.Enrolments.ListEnrolmentsAsync(
        new() { CitizenId = citizen }, scene.Officer)).Enrolments.Count;

    private async Task<(CliRun Run, string[] Rejects)> ImportAsync(string kind, string text, params string[] more)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():n}.csv");
        await File.WriteAllTextAsync(file, text);
        var run = await CliRun.OfAsync(
            ["import", kind, file, "--token", officer, "--address", service.Addresses.Grpc.ToString(), .. more]);
        var rejects = file + ".rejects.csv";
        return (run, File.Exists(rejects) ? await File.ReadAllLinesAsync(rejects) : []);
    }
}
