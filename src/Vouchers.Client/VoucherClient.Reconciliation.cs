using Grpc.Core;
using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>What became of each line of the bank and of each payment of a funding account.</summary>
/// <param name="Head">What holds for all of it.</param>
/// <param name="Failed">Payments that the bank rejected or sent back.</param>
/// <param name="Discrepancies">What people work on, and what two people resolved.</param>
/// <param name="Matches">Matches that stand, with their parts.</param>
public sealed record ReconciliationReport(
    ReconciliationHead Head, IReadOnlyList<PayoutItem> Failed, IReadOnlyList<Discrepancy> Discrepancies,
    IReadOnlyList<Match> Matches);

public sealed partial class VoucherClient
{
    /// <summary>What became of each line of the bank and of each payment. Roles: finance, auditor.</summary>
    /// <param name="fundingAccountId">The account.</param>
    /// <param name="month">Only what is of this month, e.g. 2026-11; null for everything.</param>
    /// <param name="deadline">When to give up; the client's own deadline when null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Outcome<ReconciliationReport>> ReconciliationAsync(
        string fundingAccountId, string? month = null, DateTime? deadline = null,
        CancellationToken cancellation = default) => CallOutcomes.OutcomeOfAsync(ReadReconciliationAsync(
        new() { FundingAccountId = fundingAccountId, Month = month ?? "" }, With(deadline, cancellation)));

    private async Task<ReconciliationReport> ReadReconciliationAsync(
        GetReconciliationRequest request, CallOptions callOptions)
    {
        using var call = Reports.GetReconciliation(request, callOptions);
        var head = new ReconciliationHead();
        var (failed, discrepancies, matches) = (new List<PayoutItem>(), new List<Discrepancy>(), new List<Match>());
        await foreach (var part in call.ResponseStream.ReadAllAsync(callOptions.CancellationToken)
            .ConfigureAwait(false))
        {
            switch (part.PartCase)
            {
                case GetReconciliationResponse.PartOneofCase.Head:
                    head = part.Head;
                    break;
                case GetReconciliationResponse.PartOneofCase.FailedPayment:
                    failed.Add(part.FailedPayment);
                    break;
                case GetReconciliationResponse.PartOneofCase.Discrepancy:
                    discrepancies.Add(part.Discrepancy);
                    break;
                case GetReconciliationResponse.PartOneofCase.Match:
                    matches.Add(part.Match);
                    break;
            }
        }

        return new(head, failed, discrepancies, matches);
    }
}
