using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class PayoutEndpoint
{
    public override Task<V1.RequestClawBackResponse> RequestClawBack(
        V1.RequestClawBackRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RequestClawBack(context.Caller(), Id<ClawBack>.Of(Guid.CreateVersion7(time.GetUtcNow())),
                fields.Id<Redemption>(request.RedemptionId), fields.Reason(request.Reason)),
            clawBack => new V1.RequestClawBackResponse { ClawBack = clawBack.ToProto() });

    public override Task<V1.DecideClawBackResponse> DecideClawBack(
        V1.DecideClawBackRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new DecideClawBack(context.Caller(), fields.Id<ClawBack>(request.ClawBackId), request.Approved),
            clawBack => new V1.DecideClawBackResponse { ClawBack = clawBack.ToProto() });

    public override async Task<V1.ListClawBacksResponse> ListClawBacks(
        V1.ListClawBacksRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.Finance, Role.ProgrammeOfficer, Role.Auditor, Role.InstitutionOperator);
        var fields = new RequestFields();
        var institution = fields.OptionalId<Institution>(request.InstitutionId);
        var page = Page.Read(
            fields, request.PageSize, request.PageToken, nameof(ListClawBacks), request.InstitutionId);
        fields.ThrowIfInvalid();
        var where = actor.Own(("institution_id", institution?.Value));
        var (rows, next) = page.Cut(await store.ListAsync<ClawBack>(page.Rows(where), context.CancellationToken));
        return new V1.ListClawBacksResponse { ClawBacks = { rows.Select(c => c.ToProto()) }, NextPageToken = next };
    }
}
