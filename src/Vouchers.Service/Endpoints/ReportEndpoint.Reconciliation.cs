using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <content>What became of each line and of each payment.</content>
internal sealed partial class ReportEndpoint
{
    public override async Task GetReconciliation(
        V1.GetReconciliationRequest request, IServerStreamWriter<V1.GetReconciliationResponse> responseStream,
        ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<FundingAccount>(request.FundingAccountId);
        DateOnly? month = request.Month.Length == 0 ? null : ReconciliationEndpoint.Month(fields, request.Month);
        fields.ThrowIfInvalid();
        var cancellation = context.CancellationToken;
        var funding = await store.GetAsync(id, cancellation);
        var reading = await ReconciliationReading.OpenAsync(store, funding, month, cancellation);
        var failed = await reading.FailedAsync(cancellation);
        var head = reading.Head(time.GetUtcNow());
        head.Month = request.Month;
        await responseStream.WriteAsync(new V1.GetReconciliationResponse { Head = head }, cancellation);
        foreach (var item in failed)
            await responseStream.WriteAsync(
                new V1.GetReconciliationResponse { FailedPayment = item.ToProto() }, cancellation);
        await foreach (var found in reading.DiscrepanciesAsync(cancellation))
            await responseStream.WriteAsync(
                new V1.GetReconciliationResponse { Discrepancy = found.ToProto(funding.Currency) }, cancellation);
        await foreach (var (match, parts) in reading.MatchesAsync(cancellation))
            await responseStream.WriteAsync(
                new V1.GetReconciliationResponse { Match = match.ToProto(funding.Currency, parts) }, cancellation);
    }
}
