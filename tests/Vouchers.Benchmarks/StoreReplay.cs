using System.Diagnostics;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Service;
using Vouchers.Storage;
using Vouchers.Testing;

namespace Vouchers.Benchmarks;

/// <summary>
/// Anchor S: a bare loop of the service's own statements. What the pipeline asked of the store for batches of
/// redemptions is recorded on one copy of the database, and asked again of an equal copy, without decisions, gRPC or
/// answers to anybody.
/// </summary>
internal sealed class StoreReplay
{
    private readonly Queue<RecordedBatch> recorded = new();

    /// <summary>Records batches of redemptions on the database of a folder.</summary>
    public static async Task<StoreReplay> RecordAsync(string folder, World world, int batches, int batchSize)
    {
        var replay = new StoreReplay();
        var keys = KeyStore.Open(Path.Combine(folder, "keys"), World.Passphrase, TimeProvider.System);
        await using var store = new RecordingStore(await World.OpenAsync(folder), replay.recorded);
        var runner = new BatchRunner(store, new VoucherSealer(keys), TimeProvider.System, new PipelineOptions(),
            NullLogger<BatchRunner>.Instance);
        for (var n = 0; n < batches; n++)
        {
            var submissions = world.Present(batchSize).Select(Submission).ToList();
            await runner.RunAsync(submissions);
            var answers = await Task.WhenAll(submissions.Select(s => s.Answer));
            if (answers.FirstOrDefault(a => a.Refused) is { } refused)
                throw new InvalidOperationException($"A recorded redemption was refused: {refused.Decision}");
        }

        return replay;
    }

    /// <summary>Asks the next recorded batches of a store, and returns redemptions a second.</summary>
    public async Task<double> RunAsync(ILedgerStore store, int batches)
    {
        var redemptions = 0;
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < batches; n++)
        {
            var batch = recorded.Dequeue();
            await using var transaction = await store.BeginAsync(default);
            await transaction.LoadAnswersAsync(batch.RequestIds, default);
            foreach (var needs in batch.Loads)
                await transaction.LoadAsync(needs, default);
            if (await transaction.CommitAsync(batch.Written, default) is not CommitResult.Committed)
                throw new InvalidOperationException("The replayed database is not equal to the recorded one.");
            redemptions += batch.RequestIds.Count;
        }

        return redemptions / clock.Elapsed.TotalSeconds;
    }

    private static Submission Submission((Voucher Voucher, Id<Session> Session, string Text) shown)
    {
        var now = Timestamp.From(TimeProvider.System.GetUtcNow());
        var command = new RedeemVoucher(World.Device, Id<Redemption>.Of(Guid.CreateVersion7()), shown.Voucher.Id,
            shown.Session, new Evidence.Presentation(now, now + VerifiedCredential.PresentationLifetime), null);
        var format = new AnswerFormat(
            answer => RedemptionMapping.ToResponse((Redemption)answer).ToByteArray(), _ => []);
        return new Submission(command, new Idempotency(Guid.CreateVersion7(), new byte[16], format), false, default);
    }

    private sealed class RecordedBatch
    {
        public IReadOnlyCollection<Guid> RequestIds { get; set; } = [];

        public List<IReadOnlyCollection<Need>> Loads { get; } = [];

        public LedgerBatch Written { get; set; } = new(default, [], [], [], []);
    }

    private sealed class RecordingStore(ILedgerStore inner, Queue<RecordedBatch> recorded) : DelegatingStore(inner)
    {
        public override async Task<ILedgerTransaction> BeginAsync(CancellationToken cancellation)
        {
            var batch = new RecordedBatch();
            recorded.Enqueue(batch);
            return new RecordingTransaction(await Inner.BeginAsync(cancellation), batch);
        }
    }

    private sealed class RecordingTransaction(ILedgerTransaction inner, RecordedBatch batch) : ILedgerTransaction
    {
        public Task<IReadOnlyList<Loaded>> LoadAsync(IReadOnlyCollection<Need> needs, CancellationToken cancellation)
        {
            batch.Loads.Add(needs);
            return inner.LoadAsync(needs, cancellation);
        }

        public Task<IReadOnlyList<StoredAnswer>> LoadAnswersAsync(
            IReadOnlyCollection<Guid> requestIds, CancellationToken cancellation)
        {
            batch.RequestIds = requestIds;
            return inner.LoadAnswersAsync(requestIds, cancellation);
        }

        public Task<CommitResult> CommitAsync(LedgerBatch written, CancellationToken cancellation)
        {
            batch.Written = written;
            return inner.CommitAsync(written, cancellation);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
