using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;

namespace Vouchers.Service;

internal sealed partial class PayoutEndpoint
{
    private const int MaxReportBytes = 3 << 20;
    private const int MaxReason = 300;

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
        var (said, response) = await JudgeAsync(report, context.CancellationToken);
        foreach (var chunk in said.Chunk(AnswersAtOnce))
        {
            var answers = await calls.ChangeAllAsync(
                [.. chunk.Select(s => Submission(actor, requestId, s, context.CancellationToken))],
                context.CancellationToken);
            for (var i = 0; i < chunk.Length; i++)
                Count(response, chunk[i], answers[i]);
        }

        return response;
    }

    /// <summary>What the bank said of each payment of the batches that a report answers.</summary>
    private async Task<(List<BankSaid> Said, V1.ImportPaymentStatusResponse Response)> JudgeAsync(
        StatusReport report, CancellationToken cancellation)
    {
        // Each batch was a file of its own: the word on a whole file is on the batch that the report answers.
        var (answered, others) = (new StatusAnswers(report), new StatusAnswers(report with { Group = null }));
        var batches = await BatchesAsync(report, cancellation);
        var items = new Dictionary<string, PayoutItem>(StringComparer.Ordinal);
        foreach (var batch in batches)
        {
            foreach (var item in await store.AllAsync<PayoutItem>([("batch_id", batch.Id.Value)], cancellation))
                items[item.EndToEndId] = item;
        }

        var response = new V1.ImportPaymentStatusResponse();
        foreach (var stranger in report.Transactions.Where(t => !items.ContainsKey(t.EndToEndId ?? "")))
            response.Answers.Add(new V1.PaymentStatusAnswer
            {
                EndToEndId = stranger.EndToEndId ?? "",
                Status = stranger.Status?.Word ?? "",
                Refusal = Refusal.Of(RefusalCode.NotFound, "No payment here has this end-to-end id.").ToProto(),
            });
        var said = new List<BankSaid>();
        foreach (var item in items.Values.Where(i => i.Net.MinorUnits > 0))
        {
            var name = item.BatchId.Value.ToUpperInvariant();
            var isAnswered = batches.Count == 1
                || name.Equals(report.OriginalMessageId, StringComparison.OrdinalIgnoreCase);
            var status = (isAnswered ? answered : others).For(item.EndToEndId, name)?.Status;
            if (IsRejected(status?.Code) is { } isRejected)
                said.Add(new BankSaid(item, isRejected, status!.Word, ReasonOf(status)));
            else
                response.Undecided++;
        }

        return (said, response);
    }

    private async Task<List<PayoutBatch>> BatchesAsync(StatusReport report, CancellationToken cancellation)
    {
        var named = report.Transactions.Select(t => t.EndToEndId?.Split('.')[0])
            .Concat(report.Batches.Select(b => b.BatchId)).Append(report.OriginalMessageId)
            .Where(id => id is not null).Select(id => id!.ToLowerInvariant()).Distinct(StringComparer.Ordinal);
        var found = new List<PayoutBatch>();
        foreach (var name in named)
        {
            if (Id<PayoutBatch>.TryParse(name, out var id) && await store.FindAsync(id, cancellation) is { } batch)
                found.Add(batch);
        }

        return found.Count > 0
            ? found
            : throw Refusal.Of(RefusalCode.NotFound,
                $"The report answers message '{report.OriginalMessageId}', which no payout batch here has; compare it "
                + "with the batch's number.", ("message", report.OriginalMessageId ?? "")).ToRpcException();
    }

    private Submission Submission(Actor actor, Guid requestId, BankSaid said, CancellationToken cancellation)
    {
        var content = new V1.PaymentStatusAnswer
        {
            EndToEndId = said.Item.EndToEndId, Status = said.Word, Reason = said.Reason,
        };
        // Each answer has an id of its own, made of the file's: a repeat of the call repeats each of them.
        var own = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{requestId}\n{said.Item.EndToEndId}"))[..16]);
        return calls.Submit(AnswerMethod, content, own,
            new RecordBankAnswer(actor, said.Item.Id, said.IsRejected, said.Reason), _ => content, cancellation);
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
        else if (said.IsRejected)
            response.Rejected++;
        else
            response.Accepted++;
        if (answer.Refused || said.IsRejected)
            response.Answers.Add(told);
    }

    /// <summary>True for a refusal, false for an acceptance, null for what is not final.</summary>
    private static bool? IsRejected(PaymentStatusCode? code) => code switch
    {
        PaymentStatusCode.Rejected or PaymentStatusCode.Cancelled => true,
        PaymentStatusCode.AcceptedTechnically or PaymentStatusCode.AcceptedCustomerProfile
            or PaymentStatusCode.AcceptedWithChange or PaymentStatusCode.AcceptedSettlementInProcess
            or PaymentStatusCode.AcceptedSettled or PaymentStatusCode.AcceptedCredited => false,
        _ => null,
    };

    private static string ReasonOf(PaymentStatus status)
    {
        var words = status.Reasons.Select(r => $"{r.Code ?? r.Proprietary} {r.Text}".Trim());
        var reason = string.Concat($"{status.Word} {string.Join("; ", words)}".Trim().Where(c => !char.IsControl(c)));
        return reason.Length > MaxReason ? reason[..MaxReason] : reason;
    }

    private sealed record BankSaid(PayoutItem Item, bool IsRejected, string Word, string Reason);
}
