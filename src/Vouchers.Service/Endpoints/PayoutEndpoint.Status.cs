using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using StatementLine = Vouchers.Ledger.StatementLine;

namespace Vouchers.Service;

internal sealed partial class PayoutEndpoint
{
    private const int MaxReportBytes = 3 << 20;

    // Many enough to share a commit, few enough to leave room in the queue.
    private const int AnswersAtOnce = 200;

    private static readonly string AnswerMethod =
        $"/{V1.PayoutService.Descriptor.FullName}/{nameof(ImportPaymentStatus)}";

    public override async Task<V1.ImportPaymentStatusResponse> ImportPaymentStatus(
        V1.ImportPaymentStatusRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.Finance);
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        if (request.Content.Length is 0 or > MaxReportBytes)
            fields.Violate("content", $"must be 1 to {MaxReportBytes:N0} bytes, is {request.Content.Length:N0}");
        fields.ThrowIfInvalid();
        using var stream = new MemoryStream(request.Content.ToByteArray());
        var file = await Pain002.ReadAsync(stream, null, context.CancellationToken);
        if (file is not StatusReportFile.Read { Report: var report })
            throw Failures.Invalid(
            [
                new() { Field = "content", Description = ((StatusReportFile.Refused)file).Fault.Message },
            ]);
        var judge = new StatusReportJudge(report);
        judge.Judge(await BatchesAsync(judge.BatchNames(), report.OriginalMessageId ?? "", context.CancellationToken));
        var named = await NamedByLinesAsync(judge.Said, context.CancellationToken);
        var response = new V1.ImportPaymentStatusResponse
        {
            Undecided = judge.Undecided,
            Notes = { judge.Notes },
            Answers =
            {
                judge.NotTaken.Select(n => new V1.PaymentStatusAnswer
                {
                    EndToEndId = n.Name, Status = n.Word, Refusal = n.Refusal.ToProto(),
                }),
            },
        };
        foreach (var chunk in judge.Said.Chunk(AnswersAtOnce))
        {
            var answers = await calls.ChangeAllAsync(
                [
                    .. chunk.Select(s => Submission(actor, requestId, s,
                        named.TryGetValue(s.Item.EndToEndId, out var line) ? line : null, context.CancellationToken)),
                ],
                context.CancellationToken);
            for (var i = 0; i < chunk.Length; i++)
                Count(response, chunk[i], answers[i]);
        }

        return response;
    }

    private async Task<List<AnsweredBatch>> BatchesAsync(
        IEnumerable<string> names, string message, CancellationToken cancellation)
    {
        var found = new List<AnsweredBatch>();
        foreach (var name in names)
        {
            if (Id<PayoutBatch>.TryParse(name, out var id) && await store.FindAsync(id, cancellation) is { } batch)
                found.Add(new AnsweredBatch(
                    batch, await store.AllAsync<PayoutItem>([("batch_id", batch.Id.Value)], cancellation)));
        }

        return found.Count > 0
            ? found
            : throw Refusal.Of(RefusalCode.NotFound,
                $"The report answers message '{message}', which no payout batch here has; compare it with the batch's "
                + "number.", ("message", message)).ToRpcException();
    }

    /// <summary>
    /// The statements' lines that name payments which the bank rejects, after a run where a line was never looked at:
    /// what it shows of a payment without naming it is a discrepancy then, on which the rule looks itself.
    /// </summary>
    private async Task<Dictionary<string, Id<StatementLine>>> NamedByLinesAsync(
        List<BankSaid> said, CancellationToken cancellation)
    {
        var named = new Dictionary<string, Id<StatementLine>>(StringComparer.Ordinal);
        var rejected = said.Where(s => s.IsRejected).Select(s => s.Item).ToList();
        var accounts = new HashSet<Id<FundingAccount>>();
        foreach (var id in rejected.Select(i => i.BatchId).Distinct())
            accounts.Add((await store.GetAsync(id, cancellation)).FundingAccountId);
        foreach (var account in accounts)
        {
            await LookAtLinesAsync(account, cancellation);
            await foreach (var line in OpenLinesAsync(account, cancellation))
                named[line.Details.EndToEndId] = line.Id;
        }

        return named;
    }

    /// <summary>
    /// A run where a line was never looked at, or money went out that nothing explains: a payment that failed since may
    /// be what it shows, and that is a discrepancy then.
    /// </summary>
    private async Task LookAtLinesAsync(Id<FundingAccount> account, CancellationToken cancellation)
    {
        if (await OpenLinesAsync(account, cancellation).AnyAsync(
            l => l.State == StatementLineState.Imported || l.Details.AmountMinorUnits < 0, cancellation))
            await run.RunAsync(account, (_, _) => Task.CompletedTask, cancellation);
    }

    /// <summary>Of every account, which are returned: one may show what another one's batch would pay again.</summary>
    private async Task<IReadOnlyList<Id<FundingAccount>>> LookAtLinesAsync(CancellationToken cancellation)
    {
        var accounts = await store.AllAsync<FundingAccount>([], cancellation);
        foreach (var account in accounts)
            await LookAtLinesAsync(account.Id, cancellation);
        return [.. accounts.Select(a => a.Id)];
    }

    private async IAsyncEnumerable<StatementLine> OpenLinesAsync(
        Id<FundingAccount> account, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int Limit = 1_000;
        for (var after = ""; ;)
        {
            var page = await store.ListOpenLinesAsync(account, after, Limit, cancellation);
            foreach (var line in page)
                yield return line;
            if (page.Count < Limit)
                yield break;
            after = page[^1].Key;
        }
    }

    private Submission Submission(
        Actor actor, Guid requestId, BankSaid said, Id<StatementLine>? line, CancellationToken cancellation)
    {
        var content = new V1.PaymentStatusAnswer
        {
            EndToEndId = said.Item.EndToEndId, Status = said.Word, Reason = said.Reason,
        };
        // Each answer has an id of its own, made of the file's: a repeat of the call repeats each of them.
        var own = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{requestId}\n{said.Item.EndToEndId}"))[..16]);
        return calls.Submit(AnswerMethod, content, own,
            new RecordBankAnswer(actor, said.Item.Id, said.IsRejected, said.Reason, line)
            {
                IsSettled = said.IsSettled,
            }, _ => content, cancellation);
    }

    private static void Count(V1.ImportPaymentStatusResponse response, BankSaid said, PipelineAnswer answer)
    {
        var told = new V1.PaymentStatusAnswer
        {
            EndToEndId = said.Item.EndToEndId, Status = said.Word, Reason = said.Reason,
        };
        if (answer.Refused)
            told.Refusal = answer.Decision is Decision.Refused refused
                ? refused.Refusal.ToProto()
                : RefusalStatus.FromStatus(Google.Rpc.Status.Parser.ParseFrom(answer.Bytes.Span));
        else if (answer.Decision is Decision.Accepted { Puts: [PayeeAccount held] } && !said.IsRejected)
            response.Notes.Add($"{said.Item.EndToEndId} had come to nothing, and the bank says {said.Word}: payments to "
                + $"'{held.Key}' are held until somebody asked the bank whether the money left.");
        else if (answer.Decision is Decision.Accepted { Puts.Count: 0 })
            response.Unchanged++;
        else if (said.IsRejected)
            response.Rejected++;
        else
            response.Accepted++;
        if (answer.Refused || (said.IsRejected && answer.Decision is not Decision.Accepted { Puts.Count: 0 }))
            response.Answers.Add(told);
    }
}
