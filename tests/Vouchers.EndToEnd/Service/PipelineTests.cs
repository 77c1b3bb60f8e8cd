using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Service;
using Vouchers.Storage;

namespace Vouchers.EndToEnd.Service;

/// <summary>One batch over a real store, so that what meets by chance in a busy service is told apart.</summary>
[TestFixture]
internal sealed class PipelineTests
{
    private static readonly Actor Officer = new("officer", Role.ProgrammeOfficer);
    private static readonly Timestamp Start = Timestamp.From(TimeProvider.System.GetUtcNow()) - TimeSpan.FromDays(1);

    private string folder = null!;
    private ILedgerStore store = null!;
    private BatchRunner runner = null!;

    [SetUp]
    public async Task Open()
    {
        folder = RunningService.NewFolder();
        store = await LedgerStores.OpenAsync(
            new StoreOptions { Connection = Path.Combine(folder, "vouchers.db") }, TimeProvider.System);
        var keys = RunningService.OpenKeys(Path.Combine(folder, "keys"), "test");
        runner = new BatchRunner(store, new VoucherSealer(keys), TimeProvider.System, new PipelineOptions(),
            NullLogger<BatchRunner>.Instance);
    }

    [TearDown]
    public async Task Close()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Run_CommandsOnRowsThatTheirBatchMade_AreCarriedOut()
    {
        var programme = Draft();
        var answers = await RunAsync(
            new CreateProgramme(Officer, programme),
            new FundProgramme(Officer, programme.Id, new Money(1_000, Currency.Cny), "decree"),
            new CloseProgramme(Officer, programme.Id, "done"));

        Assert.That(answers.Select(a => a.Refused), Is.All.False);
        Assert.That((await store.ListBalancesAsync(default)).Sum(b => b.BalanceMinorUnits), Is.Zero);
        Assert.That((await store.FindAsync(programme.Id, default))!.State, Is.EqualTo(ProgrammeState.Closed));
    }

    [Test]
    public async Task Run_OneCommandThrows_TheOthersAreCarriedOut()
    {
        var programme = Draft();
        var good = Submission(new CreateProgramme(Officer, programme));
        var bad = Submission(new Broken());
        await runner.RunAsync([bad, good]);

        Assert.That((await good.Answer).Refused, Is.False);
        await Assert.ThrowsAsync<NotSupportedException>(() => bad.Answer);
        Assert.That(await store.FindAsync(programme.Id, default), Is.Not.Null);
    }

    [Test]
    public async Task Run_StepThatMovesACursorAndNoMoney_IsKept()
    {
        var step = Submission(new Counting());
        await runner.RunAsync([step]);

        Assert.That((await step.Answer).Refused, Is.False);
        Assert.That((await store.FindAsync(Counting.Id, default))?.Last, Is.EqualTo(7));
    }

    [Test]
    public async Task Run_OneRequestTwiceInABatch_IsCarriedOutOnceAndAnsweredTwice()
    {
        var command = new CreateProgramme(Officer, Draft());
        var format = new AnswerFormat(answer => [(byte)((Programme)answer).Number], _ => []);
        var idempotency = new Idempotency(Guid.CreateVersion7(), new byte[16], format);
        var (one, two) = (new Submission(command, idempotency, false, default),
            new Submission(command, idempotency, false, default));
        await runner.RunAsync([one, two]);

        Assert.That((await two.Answer).Bytes.ToArray(), Is.EqualTo((await one.Answer).Bytes.ToArray()));
        Assert.That((await two.Answer).Refused, Is.False);
        Assert.That(await store.CountAsync<Programme>(RowQuery.All(1), default), Is.EqualTo(1));
    }

    [Test]
    public async Task Submit_WriterHeldUp_OverloadIsToldAtOnceAndTheAcceptedAreAnsweredAtTheDrain()
    {
        var programme = Draft();
        await RunAsync(new CreateProgramme(Officer, programme));
        await using var pipeline = new LedgerPipeline(runner, new PipelineOptions { QueueLimit = 4 });
        var accepted = new List<Task<PipelineAnswer>>();
        Task drained;
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(folder, "vouchers.db")}"))
        {
            await other.OpenAsync();
            // Another program holds the file, so the writer waits with what it has and the queue fills up.
            await using var held = other.BeginTransaction(System.Data.IsolationLevel.Serializable, deferred: false);
            PipelineFullException? full = null;
            // The writer takes one batch and is stuck with it; after that the queue stays full.
            var pause = TimeSpan.FromMilliseconds(300);
            for (var seen = -1; seen != accepted.Count; await Task.Delay(pause, TimeProvider.System))
            {
                seen = accepted.Count;
                full = Assert.Throws<PipelineFullException>(() =>
                {
                    while (true)
                        accepted.Add(pipeline.SubmitAsync(Submission(Fund(programme))));
                });
            }

            Assert.That(full!.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
            await Assert.ThrowsAsync<PipelineFullException>(
                () => pipeline.SubmitAllAsync([Submission(Fund(programme)), Submission(Fund(programme))], default));
            drained = pipeline.DrainAsync();
            Assert.Throws<PipelineStoppedException>(() => pipeline.SubmitAsync(Submission(Fund(programme))));
            Assert.That(drained.IsCompleted, Is.False);
        }

        await drained;
        var answers = await Task.WhenAll(accepted);
        Assert.That(answers.Select(a => a.Refused), Is.All.False);
        var available = (await store.ListBalancesAsync(default)).Max(b => b.BalanceMinorUnits);
        Assert.That(available, Is.EqualTo(accepted.Count));
    }

    private static FundProgramme Fund(Programme programme) =>
        new(Officer, programme.Id, new Money(1, Currency.Cny), "decree");

    private async Task<PipelineAnswer[]> RunAsync(params Command[] commands)
    {
        var submissions = commands.Select(Submission).ToList();
        await runner.RunAsync(submissions);
        return await Task.WhenAll(submissions.Select(s => s.Answer));
    }

    private static Submission Submission(Command command) => new(command, null, false, default);

    private static Programme Draft() => new(Id<Programme>.Parse("wz-2026"), 0, "Programme",
        SubsidyCategory.ProfessionalCourse, Currency.Cny, Start, Start + TimeSpan.FromDays(300),
        ProgrammeState.Active, new ProgrammeRules { TargetGroups = ["all"] });

    private sealed record Counting() : Command<Counter>(Officer)
    {
        public static readonly Id<Counter> Id = Id<Counter>.Parse("steps");

        public override IEnumerable<Need> Needs(ILedgerState known) => [Need.Of(Id)];

        public override Decision Decide(ILedgerState state, Timestamp now)
        {
            var counter = new Counter(Id, 7);
            return Accept(counter, [counter], []);
        }
    }

    private sealed record Broken() : Command(Officer)
    {
        public override IEnumerable<Need> Needs(ILedgerState known) => [];

        public override Decision Decide(ILedgerState state, Timestamp now) => throw new NotSupportedException();
    }
}
