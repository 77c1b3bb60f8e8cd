using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class ReconciliationEndpoint
{
    public override async Task<V1.GetDiscrepancyResponse> GetDiscrepancy(
        V1.GetDiscrepancyRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<Discrepancy>(request.DiscrepancyId);
        fields.ThrowIfInvalid();
        var found = await store.GetAsync(id, context.CancellationToken);
        var funding = await store.GetAsync(found.FundingAccountId, context.CancellationToken);
        var response = new V1.GetDiscrepancyResponse { Discrepancy = found.ToProto(funding.Currency) };
        foreach (var lineId in found.LineIds)
        {
            var line = await store.GetAsync(lineId, context.CancellationToken);
            var period = await store.FindAsync(line.PeriodId, context.CancellationToken);
            response.Lines.Add(line.ToProto(period, funding.Currency));
        }

        foreach (var paymentId in found.PaymentIds)
        {
            var payment = await store.GetAsync(paymentId, context.CancellationToken);
            response.Payments.Add(payment.ToProto());
            response.ClawBacks.AddRange(
                (await store.ArrivedAsync(payment, context.CancellationToken)).Select(c => c.ToProto()));
        }

        foreach (var resolution in Enum.GetValues<Resolution>().Where(r => r != Resolution.None))
        {
            if (await calls.TryAsync(new ProposeResolution(context.Caller(), id, resolution, "?"),
                context.CancellationToken) is Decision.Accepted)
                response.Fitting.Add((V1.Discrepancy.Types.Resolution)(int)resolution);
        }

        return response;
    }

    public override async Task<V1.ListDiscrepanciesResponse> ListDiscrepancies(
        V1.ListDiscrepanciesRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<FundingAccount>(request.FundingAccountId);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListDiscrepancies),
            request.FundingAccountId, $"{request.IncludeEnded}");
        fields.ThrowIfInvalid();
        var funding = await store.GetAsync(id, context.CancellationToken);
        var query = page.Rows(("funding_account_id", funding.Key));
        var (rows, next) = page.Cut(request.IncludeEnded
            ? await store.ListAsync<Discrepancy>(query, context.CancellationToken)
            : await store.ListOpenDiscrepanciesAsync(
                funding.Id, query.AfterKey ?? "", query.Limit, context.CancellationToken));
        return new V1.ListDiscrepanciesResponse
        {
            Discrepancies = { rows.Select(d => d.ToProto(funding.Currency)) }, NextPageToken = next,
        };
    }

    public override Task<V1.AssignDiscrepancyResponse> AssignDiscrepancy(
        V1.AssignDiscrepancyRequest request, ServerCallContext context) =>
        ChangeAsync<Discrepancy, V1.AssignDiscrepancyResponse>(context, request, request.RequestId,
            fields => new AssignDiscrepancy(context.Caller(), fields.Id<Discrepancy>(request.DiscrepancyId),
                fields.Text(request.Owner, 0, 200)),
            (found, currency) => new V1.AssignDiscrepancyResponse { Discrepancy = found.ToProto(currency) });

    public override Task<V1.ProposeResolutionResponse> ProposeResolution(
        V1.ProposeResolutionRequest request, ServerCallContext context) =>
        ChangeAsync<Discrepancy, V1.ProposeResolutionResponse>(context, request, request.RequestId, fields =>
            {
                fields.Set(request.Resolution);
                return new ProposeResolution(context.Caller(), fields.Id<Discrepancy>(request.DiscrepancyId),
                    (Resolution)(int)request.Resolution, fields.Reason(request.Reason));
            },
            (found, currency) => new V1.ProposeResolutionResponse { Discrepancy = found.ToProto(currency) });

    public override Task<V1.DecideResolutionResponse> DecideResolution(
        V1.DecideResolutionRequest request, ServerCallContext context) =>
        ChangeAsync<Discrepancy, V1.DecideResolutionResponse>(context, request, request.RequestId,
            fields => new DecideResolution(
                context.Caller(), fields.Id<Discrepancy>(request.DiscrepancyId), request.Approved),
            (found, currency) => new V1.DecideResolutionResponse { Discrepancy = found.ToProto(currency) });
}
