using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Ages, budgets and the trial balance. The other part has the remittance advice.</summary>
internal sealed partial class ReportEndpoint(ILedgerStore store, TimeProvider time) : V1.ReportService.ReportServiceBase
{
    /// <summary>Rows in one message of a stream: some hundred kilobytes.</summary>
    private const int PieceRows = 500;

    private static readonly Role[] Readers = [Role.Finance, Role.ProgrammeOfficer, Role.Auditor];

    private static readonly Role[] ReadersAndInstitution = [.. Readers, Role.InstitutionOperator];

    public override async Task<V1.ListAgeingResponse> ListAgeing(
        V1.ListAgeingRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(ReadersAndInstitution);
        var fields = new RequestFields();
        var asked = fields.OptionalId<Institution>(request.InstitutionId);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListAgeing), request.InstitutionId);
        fields.ThrowIfInvalid();
        var now = Timestamp.From(time.GetUtcNow());
        // Before the institutions: one that is made in between is owed nothing here.
        var owed = (await store.ListAgeingAsync(now, context.CancellationToken)).ToLookup(r => r.InstitutionId);
        var query = OwnOf(actor, asked) is { } institution ? page.Rows(("id", institution.Value)) : page.Rows();
        var (rows, next) = page.Cut(await store.ListAsync<Institution>(query, context.CancellationToken));
        return new V1.ListAgeingResponse
        {
            Rows = { rows.SelectMany(i => owed[i.Id].GroupBy(r => r.Currency).Select(g => g.ToProto(i, g.Key))) },
            NextPageToken = next,
            AsOf = now.ToProto(),
        };
    }

    public override async Task<V1.ListBudgetsResponse> ListBudgets(
        V1.ListBudgetsRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Readers);
        var fields = new RequestFields();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListBudgets));
        fields.ThrowIfInvalid();
        var balances = (await store.ListProgrammeBalancesAsync(context.CancellationToken))
            .ToLookup(b => b.ProgrammeId);
        var (rows, next) = page.Cut(await store.ListAsync<Programme>(page.Rows(), context.CancellationToken));
        return new V1.ListBudgetsResponse
        {
            Budgets = { rows.Select(p => balances[p.Id].ToProto(p)) },
            NextPageToken = next,
            AsOf = Timestamp.From(time.GetUtcNow()).ToProto(),
        };
    }

    public override async Task GetTrialBalance(
        V1.GetTrialBalanceRequest request, IServerStreamWriter<V1.GetTrialBalanceResponse> responseStream,
        ServerCallContext context)
    {
        context.Caller().Demand(Readers);
        var fields = new RequestFields();
        var until = fields.OptionalTime(request.Until);
        var asked = fields.OptionalId<Programme>(request.ProgrammeId);
        fields.ThrowIfInvalid();
        var asOf = until ?? Timestamp.From(time.GetUtcNow());
        var all = await store.ListTrialBalanceAsync(until ?? new Timestamp(long.MaxValue), context.CancellationToken);
        var names = await AccountNames.ReadAsync(store, context.CancellationToken);
        if (asked is { } programme && !names.Knows(programme))
            throw Refusal.NotFound(programme).ToRpcException();
        // An account that was first used later has no line before.
        var rows = all.Where(r => asked is null || names.ProgrammeOf(r.Account) == asked)
            .Where(r => until is null || r.DebitMinorUnits != 0 || r.CreditMinorUnits != 0).ToList();
        var accounts = rows.ConvertAll(names.ToProto);
        foreach (var piece in accounts.Chunk(PieceRows))
            await responseStream.WriteAsync(
                new V1.GetTrialBalanceResponse { Accounts = { piece } }, context.CancellationToken);
        var last = new V1.GetTrialBalanceResponse { AsOf = asOf.ToProto() };
        last.Totals.AddRange(accounts.GroupBy(a => a.Debits.Currency).Select(g => g.ToTotal(g.Key)));
        if (until is null)
            last.Differences.AddRange(rows.Where(r => r.CreditMinorUnits - r.DebitMinorUnits != r.KeptMinorUnits)
                .Select(r => Difference(names, r)));
        await responseStream.WriteAsync(last, context.CancellationToken);
    }

    private static string Difference(AccountNames names, TrialBalanceRow row) => $"{names.Say(row.Account)}: "
        + $"{names.Amount(row.Account, row.CreditMinorUnits - row.DebitMinorUnits)} by its lines, kept as "
        + $"{names.Amount(row.Account, row.KeptMinorUnits)}";

    /// <summary>The institution to report on: an operator's own, and no other.</summary>
    private static Id<Institution>? OwnOf(Actor actor, Id<Institution>? asked)
    {
        if (actor.Role != Role.InstitutionOperator)
            return asked;
        return asked is null || asked == actor.Institution
            ? actor.Institution
            : throw Refusal.Of(RefusalCode.OtherInstitution,
                $"'{asked}' is another institution than yours, '{actor.Institution}'; ask for your own.",
                ("institution", asked.Value.Value), ("own", actor.Institution!.Value.Value)).ToRpcException();
    }
}
