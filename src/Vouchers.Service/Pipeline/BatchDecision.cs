using System.Runtime.CompilerServices;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>One attempt at a batch: its rows, its decisions, and what they write and answer.</summary>
internal sealed class BatchDecision(IReadOnlyList<Submission> batch, TimeProvider time)
{
    private readonly WorkingSet state = new();
    private readonly Dictionary<Guid, StoredAnswer> answers = [];
    private readonly List<StoredAnswer> newAnswers = [];
    private readonly List<JournalRow> journal = [];
    private readonly List<(Submission Submission, PipelineAnswer Answer)> decided = new(batch.Count);
    private Timestamp now;

    /// <summary>
    /// True where the batch has anything to commit: a step of the service may move its cursor and nothing else.
    /// </summary>
    public bool HasWrites => newAnswers.Count > 0 || journal.Count > 0 || state.HasChanges;

    /// <summary>Loads stored answers, then the rows that each command needs, until no command needs more.</summary>
    public async Task LoadAsync(ILedgerTransaction transaction)
    {
        var requestIds = batch.Where(s => s.Idempotency is not null).Select(s => s.Idempotency!.RequestId)
            .ToHashSet();
        if (requestIds.Count > 0)
        {
            foreach (var answer in await transaction.LoadAnswersAsync(requestIds, CancellationToken.None))
                answers[answer.RequestId] = answer;
        }

        var open = batch.Where(s => s.Idempotency is null || !answers.ContainsKey(s.Idempotency.RequestId)).ToList();
        await LoadAsync(transaction, () => open.SelectMany(s => s.Command.Needs(state)));

        // Not before the rows are read: what another node did to them lies in the past.
        now = Timestamp.From(time.GetUtcNow());
    }

    /// <summary>Decides one command against what the ones before it left; a repeat first of all.</summary>
    public async Task DecideAsync(Submission submission, ILedgerTransaction transaction)
    {
        if (submission.Idempotency is { } known && answers.TryGetValue(known.RequestId, out var stored))
        {
            decided.Add((submission, Repeat(known, stored)));
            return;
        }

        // A row that a command before it made can lead to rows that nobody needed so far.
        await LoadAsync(transaction, () => submission.Command.Needs(state));
        var decision = submission.Command.Decide(state, now);
        if (submission.IsTrial)
        {
            decided.Add((submission, new PipelineAnswer(decision, decision is Decision.Refused, default)));
            return;
        }

        state.Apply(decision);
        var (actor, requestId) = (submission.Command.Actor.Subject, submission.Idempotency?.RequestId);
        foreach (var line in decision.Lines)
            journal.Add(new JournalRow(line, actor, requestId, now));
        decided.Add((submission, Encode(submission, decision)));
    }

    /// <summary>Everything to write, with a signed credential for each new voucher.</summary>
    public LedgerBatch ToBatch(VoucherSealer sealer)
    {
        var (rows, balances) = state.Changes();
        rows.AddRange(sealer.Seal(rows, state));
        return new LedgerBatch(now, rows, balances, journal, newAnswers);
    }

    /// <summary>Hands out the answers, now that they are durable.</summary>
    public void Answer()
    {
        foreach (var (submission, answer) in decided)
            submission.Complete(answer);
    }

    private async Task LoadAsync(ILedgerTransaction transaction, Func<IEnumerable<Need>> needs)
    {
        while (state.Missing(needs()) is { Count: > 0 } missing)
        {
            foreach (var found in await transaction.LoadAsync(missing, CancellationToken.None))
                state.Add(found);
        }
    }

    private PipelineAnswer Encode(Submission submission, Decision decision)
    {
        var isRefused = decision is Decision.Refused;
        if (submission.Idempotency is not { } idempotency)
            return new PipelineAnswer(decision, isRefused, default);
        var bytes = decision switch
        {
            Decision.Accepted accepted => idempotency.Format.Accepted(accepted.Answer),
            Decision.Refused refused => idempotency.Format.Refused(refused.Refusal),
            _ => throw new SwitchExpressionException(decision),
        };
        var answer = new StoredAnswer(idempotency.RequestId, idempotency.ContentHash, isRefused, bytes, now);
        answers[answer.RequestId] = answer;
        newAnswers.Add(answer);
        return new PipelineAnswer(decision, isRefused, bytes);
    }

    private static PipelineAnswer Repeat(Idempotency asked, StoredAnswer stored)
    {
        if (asked.ContentHash.Span.SequenceEqual(stored.ContentHash.Span))
            return new PipelineAnswer(null, stored.Refused, stored.Bytes);
        var reused = Refusal.Of(RefusalCode.RequestIdReused,
            $"Request id {asked.RequestId} was used at {stored.At} for another request or by another caller; use a " +
            "new id for a new request.", ("request_id", asked.RequestId.ToString()),
            ("used_at", stored.At.ToString()));
        return new PipelineAnswer(new Decision.Refused(reused), true, asked.Format.Refused(reused));
    }
}
