using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Programmes: budget, rules, and plan against actual.</summary>
internal sealed class ProgrammeEndpoint(LedgerCalls calls, ILedgerStore store, TimeProvider time)
    : V1.ProgrammeService.ProgrammeServiceBase
{
    public override Task<V1.CreateProgrammeResponse> CreateProgramme(
        V1.CreateProgrammeRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new CreateProgramme(context.Caller(), ReadDraft(fields, request.Programme)),
            programme => new V1.CreateProgrammeResponse { Programme = programme.ToProto() });

    public override Task<V1.UpdateProgrammeRulesResponse> UpdateProgrammeRules(
        V1.UpdateProgrammeRulesRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new UpdateProgrammeRules(context.Caller(), fields.Id<Programme>(request.ProgrammeId),
                fields.Message(request.Rules)?.Read(request.Rules) ?? new ProgrammeRules()),
            programme => new V1.UpdateProgrammeRulesResponse { Programme = programme.ToProto() });

    public override Task<V1.FundProgrammeResponse> FundProgramme(
        V1.FundProgrammeRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new FundProgramme(context.Caller(), fields.Id<Programme>(request.ProgrammeId),
                fields.Money(request.Amount), fields.Note(request.Reference, 0, 200)),
            funded => new V1.FundProgrammeResponse
            {
                Programme = funded.Programme.ToProto(), Available = funded.Available.ToProto(),
            });

    public override Task<V1.CloseProgrammeResponse> CloseProgramme(
        V1.CloseProgrammeRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new CloseProgramme(context.Caller(), fields.Id<Programme>(request.ProgrammeId),
                fields.Reason(request.Reason)),
            programme => new V1.CloseProgrammeResponse { Programme = programme.ToProto() });

    public override async Task<V1.GetProgrammeResponse> GetProgramme(
        V1.GetProgrammeRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var id = fields.Id<Programme>(request.ProgrammeId);
        fields.ThrowIfInvalid();
        var programme = await store.GetAsync(id, context.CancellationToken);
        return new V1.GetProgrammeResponse { Programme = programme.ToProto() };
    }

    public override async Task<V1.ListProgrammesResponse> ListProgrammes(
        V1.ListProgrammesRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListProgrammes));
        fields.ThrowIfInvalid();
        var (rows, next) = page.Cut(await store.ListAsync<Programme>(page.Rows(), context.CancellationToken));
        return new V1.ListProgrammesResponse
        {
            Programmes = { rows.Select(p => p.ToProto()) }, NextPageToken = next,
        };
    }

    public override async Task<V1.GetProgrammeReportResponse> GetProgrammeReport(
        V1.GetProgrammeReportRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.ProgrammeOfficer, Role.Finance, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<Programme>(request.ProgrammeId);
        fields.ThrowIfInvalid();
        var programme = await store.GetAsync(id, context.CancellationToken);
        var response = new V1.GetProgrammeReportResponse { Programme = programme.ToProto() };
        var now = Timestamp.From(time.GetUtcNow());
        foreach (var row in await store.FunnelAsync(id, now, context.CancellationToken))
            response.Funnel.Add(new V1.FunnelStep
            {
                TargetGroup = row.TargetGroup,
                Eligible = row.Eligible,
                Issued = row.Issued,
                Viewed = row.Viewed,
                Redeemed = row.Redeemed,
                Completed = row.Completed,
                Certified = row.Certified,
            });
        var balances = await store.ListBalancesAsync(context.CancellationToken);
        foreach (var kind in balances.Where(b => b.Account.Programme == programme.Number).GroupBy(b => b.Account.Kind))
            response.Balances[kind.Key.ToString().ToLowerInvariant()] = kind.Sum(b => b.BalanceMinorUnits);
        return response;
    }

    private static Programme ReadDraft(RequestFields request, V1.Programme? programme)
    {
        if (request.Message(programme) is not { } fields)
            return null!;
        var id = fields.NewId<Programme>(programme!.Id);
        var title = fields.Text(programme.Title, 1, 200);
        fields.Set(programme.Category);
        var currency = fields.Currency(programme.Currency);
        var validFrom = fields.Time(programme.ValidFrom);
        var validUntil = fields.Time(programme.ValidUntil);
        var rules = fields.Message(programme.Rules)?.Read(programme.Rules) ?? new ProgrammeRules();
        return new Programme(id, 0, title, (SubsidyCategory)(int)programme.Category, currency, validFrom, validUntil,
            ProgrammeState.Active, rules);
    }
}
