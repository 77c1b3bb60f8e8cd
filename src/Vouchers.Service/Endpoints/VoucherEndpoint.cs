using Grpc.Core;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Vouchers from issue to revocation; the other parts have bulk issue and what the holder is shown.</summary>
internal sealed partial class VoucherEndpoint(
    LedgerCalls calls, LedgerPipeline pipeline, ILedgerStore store, KeyStore keys, BulkIssueRunner bulkIssues,
    NewVouchers draw, TimeProvider time) : V1.VoucherService.VoucherServiceBase
{
    public override Task<V1.IssueVoucherResponse> IssueVoucher(
        V1.IssueVoucherRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new IssueVoucher(context.Caller(), fields.Id<Programme>(request.ProgrammeId),
                fields.Id<Citizen>(request.CitizenId), fields.Code(request.Occupation, required: false),
                fields.Number(request.Level, 0, 5), draw.Draw()),
            voucher => new V1.IssueVoucherResponse { Voucher = voucher.ToProto() });

    public override Task<V1.ClaimVoucherResponse> ClaimVoucher(
        V1.ClaimVoucherRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.Citizen);
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var command = new IssueVoucher(actor, fields.Id<Programme>(request.ProgrammeId), actor.Citizen!.Value,
            fields.Code(request.Occupation, required: false), fields.Number(request.Level, 0, 5),
            draw.Draw());
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, command,
            voucher => new V1.ClaimVoucherResponse { Voucher = voucher.ToProto() });
    }

    public override Task<V1.SuspendVoucherResponse> SuspendVoucher(
        V1.SuspendVoucherRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new SuspendVoucher(context.Caller(), fields.Id<Voucher>(request.VoucherId),
                fields.Reason(request.Reason)),
            voucher => new V1.SuspendVoucherResponse { Voucher = voucher.ToProto() });

    public override Task<V1.ResumeVoucherResponse> ResumeVoucher(
        V1.ResumeVoucherRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new ResumeVoucher(context.Caller(), fields.Id<Voucher>(request.VoucherId),
                fields.Reason(request.Reason)),
            voucher => new V1.ResumeVoucherResponse { Voucher = voucher.ToProto() });

    public override Task<V1.RevokeVoucherResponse> RevokeVoucher(
        V1.RevokeVoucherRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RevokeVoucher(context.Caller(), fields.Id<Voucher>(request.VoucherId),
                fields.Reason(request.Reason)),
            voucher => new V1.RevokeVoucherResponse { Voucher = voucher.ToProto() });

    public override Task<V1.ResetVoucherPinResponse> ResetVoucherPin(
        V1.ResetVoucherPinRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new ResetVoucherPin(context.Caller(), fields.Id<Voucher>(request.VoucherId)),
            voucher => new V1.ResetVoucherPinResponse { Voucher = voucher.ToProto() });

    public override async Task<V1.GetVoucherResponse> GetVoucher(
        V1.GetVoucherRequest request, ServerCallContext context)
    {
        var voucher = await ReadAsync(request.VoucherId, context,
            Role.ProgrammeOfficer, Role.Finance, Role.Auditor, Role.Citizen);
        return new V1.GetVoucherResponse { Voucher = voucher.ToProto() };
    }

    public override async Task<V1.ListVouchersResponse> ListVouchers(
        V1.ListVouchersRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.ProgrammeOfficer, Role.Finance, Role.Auditor, Role.Citizen);
        var fields = new RequestFields();
        var programme = fields.OptionalId<Programme>(request.ProgrammeId);
        var citizen = fields.OptionalId<Citizen>(request.CitizenId);
        var group = fields.Code(request.TargetGroup, required: false);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListVouchers), programme.Text(),
            citizen.Text(), request.State.ToString(), group, request.TakeUp.ToString());
        if (request.TakeUp != V1.TakeUp.Unspecified)
            return await ListTakeUpAsync(request, actor, fields, programme, group, page, context.CancellationToken);
        fields.ThrowIfInvalid();
        var (state, isSuspended) = Kept(request.State);
        var query = page.Rows(actor.Own(("programme_id", programme?.Value), ("citizen_id", citizen?.Value),
            ("state", state), ("suspended", isSuspended), ("target_group", group.Length == 0 ? null : group)));
        var (rows, next) = page.Cut(await store.ListAsync<Voucher>(query, context.CancellationToken));
        return new V1.ListVouchersResponse { Vouchers = { rows.Select(v => v.ToProto()) }, NextPageToken = next };
    }

    private async Task<V1.ListVouchersResponse> ListTakeUpAsync(
        V1.ListVouchersRequest request, Actor actor, RequestFields fields, Id<Programme>? programme, string group,
        Page page, CancellationToken cancellation)
    {
        actor.Demand(Role.ProgrammeOfficer, Role.Finance, Role.Auditor);
        fields.Set(request.TakeUp);
        if (programme is null)
            fields.Violate("programme_id", "is needed with take_up");
        if (request.CitizenId.Length > 0 || request.State != V1.Voucher.Types.State.Unspecified)
            fields.Violate("take_up", "goes with programme_id and target_group alone");
        fields.ThrowIfInvalid();
        var (rows, next) = page.Cut(await store.ListTakeUpAsync(
            new(programme!.Value, (TakeUp)(int)request.TakeUp, group.Length == 0 ? null : group, page.AfterKey,
                page.Size + 1), cancellation));
        return new V1.ListVouchersResponse { Vouchers = { rows.Select(v => v.ToProto()) }, NextPageToken = next };
    }

    /// <summary>What rows of this state hold: one that is suspended keeps the state before beside it.</summary>
    private static (object? State, object? IsSuspended) Kept(V1.Voucher.Types.State state) => state switch
    {
        V1.Voucher.Types.State.Unspecified => (null, null),
        V1.Voucher.Types.State.Suspended => (null, true),
        _ => ((int)state, false),
    };

    /// <summary>The voucher, where the caller has one of the roles and, as a citizen, holds it.</summary>
    private async Task<Voucher> ReadAsync(string voucherId, ServerCallContext context, params Role[] allowed)
    {
        context.Caller().Demand(allowed);
        var fields = new RequestFields();
        var id = fields.Id<Voucher>(voucherId, "voucher_id");
        fields.ThrowIfInvalid();
        var voucher = await store.GetAsync(id, context.CancellationToken);
        return context.Caller().MayRead(voucher.InstitutionId, voucher.CitizenId)
            ? voucher
            : throw Refusal.NotFound(id).ToRpcException();
    }
}
