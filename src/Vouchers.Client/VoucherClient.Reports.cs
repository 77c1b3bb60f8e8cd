using Grpc.Core;
using Vouchers.Client.Calls;
using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>A payment with the redemptions that it is of.</summary>
/// <param name="Head">The payment, its subtotals and what it takes off.</param>
/// <param name="Lines">The redemptions by branch and time; none where it was cancelled before it was sent.</param>
public sealed record RemittanceAdvice(Remittance Head, IReadOnlyList<RemittanceLine> Lines);

/// <summary>Ages with the time that they count to.</summary>
/// <param name="AsOf">The ages are counted until then.</param>
/// <param name="Rows">One for each institution and currency.</param>
public sealed record AgeingReport(DateTimeOffset AsOf, IReadOnlyList<Ageing> Rows);

/// <summary>Budgets with the time that they are of.</summary>
/// <param name="AsOf">By the service's clock.</param>
/// <param name="Programmes">One for each programme.</param>
public sealed record BudgetReport(DateTimeOffset AsOf, IReadOnlyList<Budget> Programmes);

/// <summary>Every account with its debits and credits.</summary>
/// <param name="AsOf">Lines before this time are in it.</param>
/// <param name="Accounts">In the order of their numbers.</param>
/// <param name="Totals">One for each currency.</param>
/// <param name="Differences">Accounts that are kept with another balance than their lines add up to.</param>
public sealed record TrialBalance(
    DateTimeOffset AsOf, IReadOnlyList<TrialBalanceAccount> Accounts, IReadOnlyList<TrialBalanceTotal> Totals,
    IReadOnlyList<string> Differences);

public sealed partial class VoucherClient
{
    /// <summary>Of which redemptions each payment of a batch is.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="institutionId">Only payments to this institution; null for all, or for an operator's own.</param>
    /// <param name="deadline">When to give up; the client's own deadline when null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Outcome<IReadOnlyList<RemittanceAdvice>>> RemittanceAsync(
        string batchId, string? institutionId = null, DateTime? deadline = null,
        CancellationToken cancellation = default) => CallOutcomes.OutcomeOfAsync(ReadRemittanceAsync(
        new() { BatchId = batchId, InstitutionId = institutionId ?? "" }, With(deadline, cancellation)));

    /// <summary>What institutions are owed and owe, by age, all pages of it.</summary>
    /// <param name="institutionId">Only this institution; null for all, or for an operator's own.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Outcome<AgeingReport>> AgeingAsync(
        string? institutionId = null, CancellationToken cancellation = default)
    {
        var asOf = options.Time.GetUtcNow();
        var rows = await Pages.WalkAsync(
            token => Reports.ListAgeingAsync(
                new() { InstitutionId = institutionId ?? "", PageSize = Pages.Size, PageToken = token },
                With(cancellation)),
            page =>
            {
                asOf = page.AsOf.ToDateTimeOffset();
                return page.Rows;
            },
            page => page.NextPageToken, cancellation).CollectAsync(cancellation).ConfigureAwait(false);
        return rows.Map(all => new AgeingReport(asOf, all));
    }

    /// <summary>Where each programme's budget stands, all pages of it.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Outcome<BudgetReport>> BudgetsAsync(CancellationToken cancellation = default)
    {
        var asOf = options.Time.GetUtcNow();
        var budgets = await Pages.WalkAsync(
            token => Reports.ListBudgetsAsync(
                new() { PageSize = Pages.Size, PageToken = token }, With(cancellation)),
            page =>
            {
                asOf = page.AsOf.ToDateTimeOffset();
                return page.Budgets;
            },
            page => page.NextPageToken, cancellation).CollectAsync(cancellation).ConfigureAwait(false);
        return budgets.Map(all => new BudgetReport(asOf, all));
    }

    /// <summary>Every account with its debits and credits.</summary>
    /// <param name="until">Only what was booked before; null for everything.</param>
    /// <param name="programmeId">Only this programme's accounts; null for all.</param>
    /// <param name="deadline">
    /// When to give up; the client's own deadline when null. A million lines of the journal take about a second.
    /// </param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Outcome<TrialBalance>> TrialBalanceAsync(
        DateTimeOffset? until = null, string? programmeId = null, DateTime? deadline = null,
        CancellationToken cancellation = default)
    {
        var request = new GetTrialBalanceRequest { ProgrammeId = programmeId ?? "" };
        if (until is { } time)
            request.Until = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(time);
        return CallOutcomes.OutcomeOfAsync(ReadTrialBalanceAsync(request, With(deadline, cancellation)));
    }

    private static CallOptions With(DateTime? deadline, CancellationToken cancellation) =>
        new(deadline: deadline, cancellationToken: cancellation);

    private async Task<IReadOnlyList<RemittanceAdvice>> ReadRemittanceAsync(
        GetRemittanceRequest request, CallOptions callOptions)
    {
        using var call = Reports.GetRemittance(request, callOptions);
        var all = new List<(Remittance Head, List<RemittanceLine> Lines)>();
        await foreach (var part in call.ResponseStream.ReadAllAsync(callOptions.CancellationToken)
            .ConfigureAwait(false))
        {
            if (part.PartCase == GetRemittanceResponse.PartOneofCase.Remittance)
                all.Add((part.Remittance, []));
            else
                all[^1].Lines.AddRange(part.Lines.Lines);
        }
        return all.ConvertAll(advice => new RemittanceAdvice(advice.Head, advice.Lines));
    }

    private async Task<TrialBalance> ReadTrialBalanceAsync(GetTrialBalanceRequest request, CallOptions callOptions)
    {
        using var call = Reports.GetTrialBalance(request, callOptions);
        var accounts = new List<TrialBalanceAccount>();
        var last = new GetTrialBalanceResponse();
        await foreach (var piece in call.ResponseStream.ReadAllAsync(callOptions.CancellationToken)
            .ConfigureAwait(false))
        {
            accounts.AddRange(piece.Accounts);
            last = piece;
        }
        return new(last.AsOf.ToDateTimeOffset(), accounts, last.Totals, last.Differences);
    }
}
