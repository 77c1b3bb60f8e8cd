using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class ReconciliationEndpoint
{
    public override async Task<V1.ListPeriodsResponse> ListPeriods(
        V1.ListPeriodsRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<FundingAccount>(request.FundingAccountId);
        var page = Page.Read(
            fields, request.PageSize, request.PageToken, nameof(ListPeriods), request.FundingAccountId);
        fields.ThrowIfInvalid();
        var funding = await store.GetAsync(id, context.CancellationToken);
        var (rows, next) = page.Cut(await store.ListAsync<Period>(
            page.Rows(("funding_account_id", funding.Key)), context.CancellationToken));
        return new V1.ListPeriodsResponse
        {
            Periods = { rows.Select(p => p.ToProto(funding.Currency)) }, NextPageToken = next,
        };
    }

    /// <summary>
    /// Closes a month, after a run: a payment that no run has looked for since it was sent is before nobody, and would
    /// be missing in a month that is closed.
    /// </summary>
    public override async Task<V1.ClosePeriodResponse> ClosePeriod(
        V1.ClosePeriodRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance);
        if (Id<FundingAccount>.TryParse(request.FundingAccountId, out var funding)
            && await ReconcileInput.HasStatementsAsync(store, funding, context.CancellationToken))
            await run.RunAsync(funding, (_, _) => Task.CompletedTask, context.CancellationToken);
        return await ChangeAsync<Period, V1.ClosePeriodResponse>(context, request, request.RequestId,
            fields => new ClosePeriod(context.Caller(), fields.Id<FundingAccount>(request.FundingAccountId),
                Month(fields, request.Month)),
            (period, currency) => new V1.ClosePeriodResponse { Period = period.ToProto(currency) });
    }

    public override Task<V1.RequestReopeningResponse> RequestReopening(
        V1.RequestReopeningRequest request, ServerCallContext context) =>
        ChangeAsync<Period, V1.RequestReopeningResponse>(context, request, request.RequestId,
            fields => new RequestReopening(context.Caller(), fields.Id<FundingAccount>(request.FundingAccountId),
                Month(fields, request.Month), fields.Reason(request.Reason)),
            (period, currency) => new V1.RequestReopeningResponse { Period = period.ToProto(currency) });

    public override Task<V1.DecideReopeningResponse> DecideReopening(
        V1.DecideReopeningRequest request, ServerCallContext context) =>
        ChangeAsync<Period, V1.DecideReopeningResponse>(context, request, request.RequestId,
            fields => new DecideReopening(context.Caller(), fields.Id<FundingAccount>(request.FundingAccountId),
                Month(fields, request.Month), request.Approved),
            (period, currency) => new V1.DecideReopeningResponse { Period = period.ToProto(currency) });
}
