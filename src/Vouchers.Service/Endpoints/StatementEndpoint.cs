using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>What the bank says of a funding account. The other part has the import of its files.</summary>
internal sealed partial class StatementEndpoint(LedgerCalls calls, ILedgerStore store, StatementImport import)
    : V1.StatementService.StatementServiceBase
{
    public override async Task<V1.GetStatementResponse> GetStatement(
        V1.GetStatementRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<Statement>(request.StatementId);
        fields.ThrowIfInvalid();
        var statement = await store.GetAsync(id, context.CancellationToken);
        return new V1.GetStatementResponse { Statement = statement.ToProto() };
    }

    public override async Task<V1.ListStatementsResponse> ListStatements(
        V1.ListStatementsRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var funding = fields.OptionalId<FundingAccount>(request.FundingAccountId);
        var page = Page.Read(
            fields, request.PageSize, request.PageToken, nameof(ListStatements), request.FundingAccountId);
        fields.ThrowIfInvalid();
        (string, object)[] where = funding is { } of ? [("funding_account_id", of.Value)] : [];
        var (rows, next) = page.Cut(await store.ListAsync<Statement>(page.Rows(where), context.CancellationToken));
        return new V1.ListStatementsResponse { Statements = { rows.Select(s => s.ToProto()) }, NextPageToken = next };
    }

    public override async Task<V1.ListStatementLinesResponse> ListStatementLines(
        V1.ListStatementLinesRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var statementId = fields.OptionalId<Statement>(request.StatementId);
        var fundingId = fields.OptionalId<FundingAccount>(request.FundingAccountId);
        if (statementId is null == fundingId is null)
            fields.Violate("statement_id", "must be set for a statement's lines, or funding_account_id for open ones");
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListStatementLines),
            request.StatementId, request.FundingAccountId);
        fields.ThrowIfInvalid();
        var statement = statementId is { } id ? await store.GetAsync(id, context.CancellationToken) : null;
        var funding = await store.GetAsync(statement?.FundingAccountId ?? fundingId!.Value, context.CancellationToken);
        var query = page.Rows(statement is null ? [] : [("statement_id", statement.Key)]);
        var (rows, next) = page.Cut(statement is null
            ? await store.ListOpenLinesAsync(funding.Id, query.AfterKey ?? "", query.Limit, context.CancellationToken)
            : await store.ListAsync<StatementLine>(query, context.CancellationToken));
        // What is open is open whatever its month is; the lines of one statement are of one month.
        var period = statement is null ? null : await store.FindAsync(statement.PeriodId, context.CancellationToken);
        return new V1.ListStatementLinesResponse
        {
            Lines = { rows.Select(l => l.ToProto(period, funding.Currency)) }, NextPageToken = next,
        };
    }

    public override Task<V1.AcceptStatementResponse> AcceptStatement(
        V1.AcceptStatementRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new AcceptStatement(context.Caller(), fields.Id<Statement>(request.StatementId),
                fields.Reason(request.Reason)),
            statement => new V1.AcceptStatementResponse { Statement = statement.ToProto() });

    public override Task<V1.DiscardStatementResponse> DiscardStatement(
        V1.DiscardStatementRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new DiscardStatement(context.Caller(), fields.Id<Statement>(request.StatementId),
                fields.Reason(request.Reason)),
            statement => new V1.DiscardStatementResponse { Statement = statement.ToProto() });
}
