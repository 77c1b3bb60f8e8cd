using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class ReconciliationEndpoint
{
    public override async Task Reconcile(
        V1.ReconcileRequest request, IServerStreamWriter<V1.ReconcileResponse> responseStream,
        ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance);
        var fields = new RequestFields();
        var funding = fields.Id<FundingAccount>(request.FundingAccountId);
        fields.ThrowIfInvalid();
        var outcome = await run.RunAsync(funding, (done, total) => responseStream.WriteAsync(new V1.ReconcileResponse
        {
            Progress = new() { Done = done, Total = total },
        }, context.CancellationToken), context.CancellationToken);
        await responseStream.WriteAsync(
            new V1.ReconcileResponse { Result = ToProto(outcome) }, context.CancellationToken);
    }

    private static V1.ReconcileResponse.Types.Result ToProto(ReconcileOutcome outcome)
    {
        var (input, currency) = (outcome.Input, outcome.Input.Funding.Currency);
        var passes = outcome.Booked.GroupBy(m => m.Pass).OrderBy(g => g.Key).Select(g => new V1.PassCount
        {
            Pass = g.Key.ToString(),
            Matches = g.Count(),
            Payments = g.Sum(m => m.ItemIds.Count),
            Lines = g.Sum(m => m.LineIds.Count),
            Amount = new Money(g.Sum(m => m.ItemIds.Sum(input.AmountOf)), currency).ToProto(),
        });
        return new V1.ReconcileResponse.Types.Result
        {
            Lines = input.Lines.Count,
            Payments = input.Payments.Values.Count(p => p.IsOpen),
            Passes = { passes },
            Discrepancies =
            {
                outcome.Discrepancies.OrderBy(d => d.OpenedAt.Microseconds).ThenBy(d => d.Type)
                    .ThenBy(d => d.Key, StringComparer.Ordinal).Select(d => d.ToProto(currency)),
            },
            BankSide = outcome.Balance.BankSide.ToProto(),
            LedgerSide = outcome.Balance.LedgerSide.ToProto(),
            Explained = outcome.Balance.Explained.ToProto(),
            Unexplained = (outcome.Balance.Difference - outcome.Balance.Explained).ToProto(),
            SettledDiscrepancies = outcome.Settled,
        };
    }
}
