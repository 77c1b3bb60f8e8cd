using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class VoucherEndpoint
{
    public override async Task<V1.StartBulkIssueResponse> StartBulkIssue(
        V1.StartBulkIssueRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.ProgrammeOfficer);
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var programme = fields.Id<Programme>(request.ProgrammeId);
        var group = fields.Code(request.TargetGroup, required: false);
        var occupation = fields.Code(request.Occupation, required: false);
        var level = fields.Number(request.Level, 0, 5);
        fields.ThrowIfInvalid();
        var total = await store.CountAsync<Membership>(
            BulkIssueRunner.Memberships(group, null), context.CancellationToken);
        var command = new StartBulkIssue(actor, Id<BulkIssue>.Of(Guid.CreateVersion7(time.GetUtcNow())), programme,
            group, occupation, level, checked((int)total));
        var response = await calls.ChangeAsync(context, request, requestId, command,
            bulk => new V1.StartBulkIssueResponse { BulkIssue = bulk.ToProto() });
        bulkIssues.Wake();
        return response;
    }

    public override Task<V1.CancelBulkIssueResponse> CancelBulkIssue(
        V1.CancelBulkIssueRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new CancelBulkIssue(context.Caller(), fields.Id<BulkIssue>(request.BulkIssueId)),
            bulk => new V1.CancelBulkIssueResponse { BulkIssue = bulk.ToProto() });

    public override async Task<V1.GetBulkIssueResponse> GetBulkIssue(
        V1.GetBulkIssueRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.ProgrammeOfficer, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<BulkIssue>(request.BulkIssueId);
        fields.ThrowIfInvalid();
        var bulk = await store.GetAsync(id, context.CancellationToken);
        return new V1.GetBulkIssueResponse { BulkIssue = bulk.ToProto() };
    }

    public override async Task<V1.ListBulkIssuesResponse> ListBulkIssues(
        V1.ListBulkIssuesRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.ProgrammeOfficer, Role.Auditor);
        var fields = new RequestFields();
        var programme = fields.OptionalId<Programme>(request.ProgrammeId);
        var page = Page.Read(
            fields, request.PageSize, request.PageToken, nameof(ListBulkIssues), programme.Text());
        fields.ThrowIfInvalid();
        var query = page.Rows(programme is { } only ? [("programme_id", only.Value)] : []);
        var (rows, next) = page.Cut(await store.ListAsync<BulkIssue>(query, context.CancellationToken));
        return new V1.ListBulkIssuesResponse { BulkIssues = { rows.Select(b => b.ToProto()) }, NextPageToken = next };
    }

    public override async Task<V1.ListBulkIssueRejectsResponse> ListBulkIssueRejects(
        V1.ListBulkIssueRejectsRequest request, ServerCallContext context)
    {
        context.Caller().Demand(Role.ProgrammeOfficer, Role.Auditor);
        var fields = new RequestFields();
        var id = fields.Id<BulkIssue>(request.BulkIssueId);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListBulkIssueRejects),
            request.BulkIssueId);
        fields.ThrowIfInvalid();
        await store.GetAsync(id, context.CancellationToken);
        var query = page.Rows(("bulk_issue_id", id.Value));
        var (rows, next) = page.Cut(await store.ListAsync<BulkIssueReject>(query, context.CancellationToken));
        return new V1.ListBulkIssueRejectsResponse
        {
            Rejects = { rows.Select(r => r.ToProto()) }, NextPageToken = next,
        };
    }
}
