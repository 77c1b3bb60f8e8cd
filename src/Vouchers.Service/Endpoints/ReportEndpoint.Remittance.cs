using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <content>The remittance advice.</content>
internal sealed partial class ReportEndpoint
{
    /// <summary>How often a payment is read again that changed while it was read.</summary>
    private const int Attempts = 5;

    public override async Task GetRemittance(
        V1.GetRemittanceRequest request, IServerStreamWriter<V1.GetRemittanceResponse> responseStream,
        ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(ReadersAndInstitution);
        var fields = new RequestFields();
        var batchId = fields.Id<PayoutBatch>(request.BatchId);
        var asked = fields.OptionalId<Institution>(request.InstitutionId);
        fields.ThrowIfInvalid();
        var cancellation = context.CancellationToken;
        var (batch, items) = await PaymentsAsync(actor, batchId, OwnOf(actor, asked), cancellation);
        foreach (var item in items)
        {
            var (payment, lines) = await TiedAsync(item, cancellation);
            var head = payment.ToRemittance(
                batch, await store.GetAsync(item.InstitutionId, cancellation),
                await store.GetAsync(item.ProgrammeId, cancellation), lines,
                await store.ListDeductionsAsync(item.Id, cancellation),
                await store.ArrivedAsync(item, cancellation));
            await responseStream.WriteAsync(new V1.GetRemittanceResponse { Remittance = head }, cancellation);
            foreach (var piece in lines.Chunk(PieceRows))
                await responseStream.WriteAsync(
                    new V1.GetRemittanceResponse
                    {
                        Lines = new V1.RemittanceLines
                        {
                            Lines = { piece.Select(line => line.ToProto(payment.Gross.Currency)) },
                        },
                    }, cancellation);
        }
    }

    /// <summary>The batch and its payments, those of one institution together.</summary>
    private async Task<(PayoutBatch Batch, List<PayoutItem> Items)> PaymentsAsync(
        Actor actor, Id<PayoutBatch> batchId, Id<Institution>? institution, CancellationToken cancellation)
    {
        var batch = await store.GetAsync(batchId, cancellation);
        IReadOnlyList<(string, object)> where = institution is { } only
            ? [("batch_id", batchId.Value), ("institution_id", only.Value)]
            : [("batch_id", batchId.Value)];
        var items = await store.AllAsync<PayoutItem>(where, cancellation);
        // A batch that pays an operator nothing looks to it as if it were not there.
        if (items.Count == 0 && actor.Role == Role.InstitutionOperator)
            throw Refusal.NotFound(batchId).ToRpcException();
        if (batch.State == PayoutState.Collecting)
            throw batch.OutOfOrder("reported", "Draft or later").ToRpcException();
        if (items.Count == 0 && institution is { } unpaid)
            throw Refusal.Of(RefusalCode.NotFound,
                $"Batch '{batchId}' holds no payment to '{unpaid}'; `ListPayoutItems` tells whom it pays.",
                ("batch", batchId.Value), ("institution", unpaid.Value)).ToRpcException();
        items.Sort((a, b) => string.CompareOrdinal(
            $"{a.InstitutionId} {a.ProgrammeId}", $"{b.InstitutionId} {b.ProgrammeId}"));
        return (batch, items);
    }

    /// <summary>
    /// A payment with its lines, which add up to it. The two are read one after the other: where a cancellation came in
    /// between, they are read again.
    /// </summary>
    private async Task<(PayoutItem Payment, IReadOnlyList<RemittanceLine> Lines)> TiedAsync(
        PayoutItem item, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var lines = await store.ListRemittanceAsync(item.Id, cancellation);
            var sum = lines.Sum(line => line.AmountMinorUnits);
            var isCancelled = item.State == PayoutItemState.Cancelled && lines.Count == 0;
            if (isCancelled || (sum == item.Gross.MinorUnits && lines.Count == item.Redemptions))
                return (item, lines);
            if (attempt == Attempts)
                throw new InvalidOperationException(
                    $"The {lines.Count} redemptions of payment {item.EndToEndId} add up to {sum}; it is of "
                    + $"{item.Redemptions} and {item.Gross.MinorUnits}.");
            item = await store.GetAsync(item.Id, cancellation);
        }
    }
}
