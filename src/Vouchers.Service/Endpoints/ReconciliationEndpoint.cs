using System.Globalization;
using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// Proves payments against the bank's statements. The other parts have the runs, the discrepancies and the months.
/// </summary>
internal sealed partial class ReconciliationEndpoint(LedgerCalls calls, ILedgerStore store, ReconcileRun run)
    : V1.ReconciliationService.ReconciliationServiceBase
{
    public override async Task<V1.GetMatchResponse> GetMatch(V1.GetMatchRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<Match>(request.MatchId);
        fields.ThrowIfInvalid();
        var match = await store.GetAsync(id, context.CancellationToken);
        var parts = await store.AllAsync<MatchPart>([("match_id", match.Key)], context.CancellationToken);
        var funding = await store.GetAsync(match.FundingAccountId, context.CancellationToken);
        return new V1.GetMatchResponse { Match = match.ToProto(funding.Currency, parts) };
    }

    public override async Task<V1.ListMatchesResponse> ListMatches(
        V1.ListMatchesRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<FundingAccount>(request.FundingAccountId);
        var page = Page.Read(
            fields, request.PageSize, request.PageToken, nameof(ListMatches), request.FundingAccountId);
        fields.ThrowIfInvalid();
        var funding = await store.GetAsync(id, context.CancellationToken);
        var (rows, next) = page.Cut(await store.ListAsync<Match>(
            page.Rows(("funding_account_id", funding.Key)), context.CancellationToken));
        return new V1.ListMatchesResponse
        {
            Matches = { rows.Select(m => m.ToProto(funding.Currency, [])) }, NextPageToken = next,
        };
    }

    public override async Task<V1.ProposeMatchResponse> ProposeMatch(
        V1.ProposeMatchRequest request, ServerCallContext context)
    {
        // An amount of a match is minor units of the account's currency and nothing else.
        var funding = Id<FundingAccount>.TryParse(request.FundingAccountId, out var known)
            ? await store.FindAsync(known, context.CancellationToken)
            : null;
        return await ChangeAsync<Match, V1.ProposeMatchResponse>(context, request, request.RequestId,
            fields => new ProposeMatch(context.Caller(), IdOf(request.RequestId),
                fields.Id<FundingAccount>(request.FundingAccountId),
                new MatchContent((MatchKind)(int)request.Kind,
                    [.. request.LineIds.Select((l, i) => fields.Id<StatementLine>(l, $"request.LineIds[{i}]"))],
                    [.. request.PaymentIds.Select((p, i) => fields.Id<PayoutItem>(p, $"request.PaymentIds[{i}]"))],
                    [.. request.Repayments.Select((r, i) => Repaid(fields.In($"repayments[{i}]"), r, funding))]),
                fields.Reason(request.Reason), request.DifferenceMinorUnits),
            (match, currency) => new V1.ProposeMatchResponse { Match = match.ToProto(currency, []) });
    }

    public override Task<V1.DecideMatchResponse> DecideMatch(
        V1.DecideMatchRequest request, ServerCallContext context) =>
        ChangeAsync<Match, V1.DecideMatchResponse>(context, request, request.RequestId,
            fields => new DecideMatch(context.Caller(), fields.Id<Match>(request.MatchId), request.Approved),
            (match, currency) => new V1.DecideMatchResponse { Match = match.ToProto(currency, []) });

    public override Task<V1.RequestUnmatchResponse> RequestUnmatch(
        V1.RequestUnmatchRequest request, ServerCallContext context) =>
        ChangeAsync<Match, V1.RequestUnmatchResponse>(context, request, request.RequestId,
            fields => new RequestUnmatch(
                context.Caller(), fields.Id<Match>(request.MatchId), fields.Reason(request.Reason)),
            (match, currency) => new V1.RequestUnmatchResponse { Match = match.ToProto(currency, []) });

    public override Task<V1.DecideUnmatchResponse> DecideUnmatch(
        V1.DecideUnmatchRequest request, ServerCallContext context) =>
        ChangeAsync<Match, V1.DecideUnmatchResponse>(context, request, request.RequestId,
            fields => new DecideUnmatch(context.Caller(), fields.Id<Match>(request.MatchId), request.Approved),
            (match, currency) => new V1.DecideUnmatchResponse { Match = match.ToProto(currency, []) });

    /// <summary>A change whose answer is told in the currency of its funding account.</summary>
    private async Task<TResponse> ChangeAsync<TAnswer, TResponse>(
        ServerCallContext context, Google.Protobuf.IMessage request, string requestId,
        Func<RequestFields, Command<TAnswer>> command, Func<TAnswer, Currency, TResponse> map)
        where TAnswer : Entity
        where TResponse : Google.Protobuf.IMessage<TResponse>, new()
    {
        // The accounts are few; an answer is mapped on the writer's thread, which may not read.
        var currencies = (await store.AllAsync<FundingAccount>([], context.CancellationToken))
            .ToDictionary(f => f.Id, f => f.Currency);
        return await calls.ChangeAsync(
            context, request, requestId, command, answer => map(answer, currencies[AccountOf(answer)]));
    }

    private static Id<FundingAccount> AccountOf(Entity answer) => answer switch
    {
        Match match => match.FundingAccountId,
        Discrepancy found => found.FundingAccountId,
        Period period => period.FundingAccountId,
        _ => throw new InvalidOperationException($"A {answer.GetType().Name} has no funding account."),
    };

    /// <summary>
    /// The id of the match that a request proposes: a repeat finds it, also once the stored answer was forgotten. What
    /// runs and resolutions book begins with the account's number, so that nobody takes one of their ids.
    /// </summary>
    private static Id<Match> IdOf(string requestId)
    {
        // One that is no UUID was noted already, and is not carried out.
        Guid.TryParseExact(requestId, "D", out var id);
        return Id<Match>.Parse($"m-{Uid.Format(id)}");
    }

    private static RepaidAmount Repaid(RequestFields fields, V1.Repayment repaid, FundingAccount? funding)
    {
        var amount = fields.Money(repaid.Amount);
        if (funding is not null && repaid.Amount is not null && amount.Currency != funding.Currency)
            fields.Violate("amount.currency", $"must be {funding.Currency} as the account's, is {amount.Currency}");
        return new RepaidAmount(fields.Id<ClawBack>(repaid.ClawBackId), amount.MinorUnits);
    }

    /// <summary>The first day of a month such as 2026-11, within the years that all times of requests have.</summary>
    internal static DateOnly Month(RequestFields fields, string month)
    {
        if (DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day) && day.Year is >= 2000 and < 2200)
            return day;
        fields.Violate("month", month.Length == 0
            ? "is required: a month such as 2026-11"
            : "must be a month of the years 2000 to 2199, written like 2026-11");
        return new DateOnly(2000, 1, 1);
    }
}
