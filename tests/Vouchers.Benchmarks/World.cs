using Microsoft.Extensions.Logging.Abstractions;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Service;
using Vouchers.Storage;

namespace Vouchers.Benchmarks;

/// <summary>
/// A database with vouchers that are ready to be redeemed by one device, made by the service's own commands, and
/// the keys to present them. Copies of its folder are equal databases.
/// </summary>
internal sealed class World
{
    public const string Passphrase = "benchmark";
    public const string DatabaseFile = "vouchers.db";
    public static readonly Actor Device = new("bench:device", Role.Device, InstitutionId, BranchId, DeviceId);

    private const int BatchSize = 512;
    private const int Sessions = 200;
    private static readonly Actor Officer = new("bench:officer", Role.ProgrammeOfficer);

    private readonly KeyStore keys;
    private readonly Programme programme;
    private readonly List<(Voucher Voucher, Citizen Citizen)> items = [];
    private int next;

    private World(KeyStore keys, Programme programme) => (this.keys, this.programme) = (keys, programme);

    public static Id<Institution> InstitutionId => Id<Institution>.Parse("i-1");

    public static Id<Branch> BranchId => Id<Branch>.Parse("b-1");

    public static Id<Device> DeviceId => Id<Device>.Parse("d-1");

    /// <summary>Makes the database and its keys in an empty folder.</summary>
    public static async Task<World> MakeAsync(string folder, int vouchers)
    {
        var time = TimeProvider.System;
        var keys = KeyStore.Open(Path.Combine(folder, "keys"), Passphrase, time);
        await using var store = await OpenAsync(folder);
        var runner = new BatchRunner(store, new VoucherSealer(keys), time, new PipelineOptions(),
            NullLogger<BatchRunner>.Instance);
        var now = Timestamp.From(time.GetUtcNow());
        var programme = await MakeProgrammeAsync(runner, now);
        var world = new World(keys, programme);
        var places = new StatusPlaces(keys.PlacesKey);
        var citizens = Enumerable.Range(0, vouchers).Select(CitizenOf).ToList();
        foreach (var chunk in citizens.Chunk(BatchSize))
        {
            await RunAsync(runner, [new ImportCitizens(Officer, [.. chunk.Select(c => Imported(c, now))])]);
            await RunAsync(runner, chunk.Select(c => new Enrol(Officer, SessionOf(c.Id), c.Id, "")));
            var issued = await RunAsync(runner, chunk.Select(c => new IssueVoucher(Officer, programme.Id, c.Id, "", 0,
                new NewVoucher(Id<Voucher>.Of(Guid.CreateVersion7()), VoucherCode.New().Value, places))));
            world.items.AddRange(issued.Cast<Voucher>().Zip(chunk));
        }

        return world;
    }

    /// <summary>The same vouchers from the first on, for an equal copy of the database.</summary>
    public World Again()
    {
        var again = new World(keys, programme);
        again.items.AddRange(items);
        return again;
    }

    public static Task<ILedgerStore> OpenAsync(string folder) => LedgerStores.OpenAsync(
        new StoreOptions { Connection = Path.Combine(folder, DatabaseFile), Name = "benchmark" }, TimeProvider.System);

    /// <summary>The next vouchers in order, each shown by a presentation that was just made.</summary>
    public IReadOnlyList<(Voucher Voucher, Id<Session> Session, string Text)> Present(int count)
    {
        var now = Timestamp.From(TimeProvider.System.GetUtcNow());
        var signer = keys.Current(KeyUse.Presentation);
        var shown = new (Voucher, Id<Session>, string)[count];
        var first = next;
        next += count;
        Parallel.For(0, count, i =>
        {
            var (voucher, citizen) = items[first + i];
            var claims = VoucherSealer.Claims(voucher, programme, citizen, now,
                now + VerifiedCredential.PresentationLifetime);
            var text = CredentialText.Encode(CredentialSigner.Sign(CredentialType.Presentation, claims, signer));
            shown[i] = (voucher, SessionOf(citizen.Id), text);
        });
        return shown;
    }

    private static async Task<Programme> MakeProgrammeAsync(BatchRunner runner, Timestamp now)
    {
        var (start, end) = (now - TimeSpan.FromDays(1), now + TimeSpan.FromDays(365));
        var course = Id<Course>.Parse("c-1");
        var rules = new ProgrammeRules { TargetGroups = ["all"], Vesting = Vesting.OnCompletion };
        var made = await RunAsync(runner,
        [
            new CreateProgramme(Officer, new Programme(Id<Programme>.Parse("bench"), 0, "Benchmark",
                SubsidyCategory.ProjectBasedTraining, Currency.Cny, start, end, ProgrammeState.Active, rules)),
        ]);
        var programme = (Programme)made[0];
        await RunAsync(runner,
        [
            new FundProgramme(Officer, programme.Id, new Money(1_000_000_000_000, Currency.Cny), "benchmark"),
            new PublishCourses(Officer, "1", [new Course(course, "课程", "Course", "o-1", 3, 40, "1")]),
            new RegisterInstitution(Officer,
                new Institution(InstitutionId, 0, "Institution", InstitutionKind.College, end, false)),
        ]);
        await RunAsync(runner, [new RegisterBranch(Officer, new Branch(BranchId, InstitutionId, "Branch", "Street"))]);
        await RunAsync(runner,
            [new RegisterDevice(Officer, new Device(DeviceId, InstitutionId, BranchId, "Counter", false))]);
        await RunAsync(runner, Enumerable.Range(0, Sessions).Select(n => new ScheduleSession(Officer,
            new Session(Id<Session>.Parse($"s-{n}"), course, InstitutionId, BranchId, SessionKind.Training, start, end,
                100_000, 0, false))));
        return programme;
    }

    private static Citizen CitizenOf(int n) =>
        new(Id<Citizen>.Parse($"p-{n}"), n.ToString("x64", System.Globalization.CultureInfo.InvariantCulture), "王*明");

    private static ImportedCitizen Imported(Citizen citizen, Timestamp now) => new(citizen,
        [new Membership(citizen.Id, "all", now - TimeSpan.FromDays(1), now + TimeSpan.FromDays(365), "register")]);

    private static Id<Session> SessionOf(Id<Citizen> citizen) => Id<Session>.Parse(
        $"s-{int.Parse(citizen.Value.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture) % Sessions}");

    private static async Task<object[]> RunAsync(BatchRunner runner, IEnumerable<Command> commands)
    {
        var submissions = commands.Select(c => new Submission(c, null, false, default)).ToList();
        await runner.RunAsync(submissions);
        var answers = await Task.WhenAll(submissions.Select(s => s.Answer));
        return [.. answers.Select(a => a.Decision is Decision.Accepted accepted
            ? accepted.Answer
            : throw new InvalidOperationException($"The benchmark's world was refused: {a.Decision}"))];
    }
}
