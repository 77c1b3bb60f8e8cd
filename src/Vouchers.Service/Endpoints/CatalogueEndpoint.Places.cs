using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class CatalogueEndpoint
{
    public override Task<V1.RegisterBranchResponse> RegisterBranch(
        V1.RegisterBranchRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var asked = request.Branch;
        var branch = fields.Message(request.Branch) is { } inside
            ? new Branch(inside.NewId<Branch>(asked.Id), inside.Id<Institution>(asked.InstitutionId),
                inside.Text(asked.Name, 1, 200), inside.Text(asked.Address, 0, 500))
            : null!;
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, new RegisterBranch(context.Caller(), branch),
            registered => new V1.RegisterBranchResponse { Branch = registered.ToProto() });
    }

    public override async Task<V1.ListBranchesResponse> ListBranches(
        V1.ListBranchesRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var institution = fields.OptionalId<Institution>(request.InstitutionId).Text();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListBranches), institution);
        fields.ThrowIfInvalid();
        var query = page.Rows(Filters(("institution_id", institution)));
        var (rows, next) = page.Cut(await store.ListAsync<Branch>(query, context.CancellationToken));
        return new V1.ListBranchesResponse { Branches = { rows.Select(b => b.ToProto()) }, NextPageToken = next };
    }

    public override Task<V1.RegisterDeviceResponse> RegisterDevice(
        V1.RegisterDeviceRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var asked = request.Device;
        var device = fields.Message(request.Device) is { } inside
            ? new Device(inside.NewId<Device>(asked.Id), inside.Id<Institution>(asked.InstitutionId),
                inside.Id<Branch>(asked.BranchId), inside.Text(asked.Name, 1, 200), Revoked: false)
            : null!;
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, new RegisterDevice(context.Caller(), device),
            registered => new V1.RegisterDeviceResponse { Device = registered.ToProto() });
    }

    public override Task<V1.RevokeDeviceResponse> RevokeDevice(
        V1.RevokeDeviceRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var command = new RevokeDevice(context.Caller(), fields.Id<Device>(request.DeviceId),
            fields.Reason(request.Reason));
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, command,
            device => new V1.RevokeDeviceResponse { Device = device.ToProto() });
    }

    public override async Task<V1.ListDevicesResponse> ListDevices(
        V1.ListDevicesRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.ProgrammeOfficer, Role.Auditor, Role.InstitutionOperator, Role.Device);
        var fields = new RequestFields();
        var institution = fields.OptionalId<Institution>(request.InstitutionId);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListDevices), institution.Text());
        fields.ThrowIfInvalid();
        var query = page.Rows(actor.Own(("institution_id", institution?.Value)));
        var (rows, next) = page.Cut(await store.ListAsync<Device>(query, context.CancellationToken));
        return new V1.ListDevicesResponse { Devices = { rows.Select(d => d.ToProto()) }, NextPageToken = next };
    }

    public override Task<V1.ScheduleSessionResponse> ScheduleSession(
        V1.ScheduleSessionRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var draft = fields.Message(request.Session) is { } inside ? ReadSession(inside, request.Session) : null!;
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, new ScheduleSession(context.Caller(), draft),
            session => new V1.ScheduleSessionResponse { Session = session.ToProto() });
    }

    public override Task<V1.CancelSessionResponse> CancelSession(
        V1.CancelSessionRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var command = new CancelSession(context.Caller(), fields.Id<Session>(request.SessionId),
            fields.Reason(request.Reason));
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, command,
            session => new V1.CancelSessionResponse { Session = session.ToProto() });
    }

    public override async Task<V1.GetSessionResponse> GetSession(
        V1.GetSessionRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var id = fields.Id<Session>(request.SessionId);
        fields.ThrowIfInvalid();
        return new V1.GetSessionResponse { Session = (await store.GetAsync(id, context.CancellationToken)).ToProto() };
    }

    public override async Task<V1.ListSessionsResponse> ListSessions(
        V1.ListSessionsRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var institution = fields.OptionalId<Institution>(request.InstitutionId).Text();
        var course = fields.OptionalId<Course>(request.CourseId).Text();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListSessions), institution, course);
        fields.ThrowIfInvalid();
        var query = page.Rows(Filters(("institution_id", institution), ("course_id", course)));
        var (rows, next) = page.Cut(await store.ListAsync<Session>(query, context.CancellationToken));
        return new V1.ListSessionsResponse { Sessions = { rows.Select(s => s.ToProto()) }, NextPageToken = next };
    }

    private static Session ReadSession(RequestFields fields, V1.Session session)
    {
        fields.Set(session.Kind);
        return new Session(
            fields.NewId<Session>(session.Id),
            fields.Id<Course>(session.CourseId),
            fields.Id<Institution>(session.InstitutionId),
            fields.Id<Branch>(session.BranchId),
            (SessionKind)(int)session.Kind,
            fields.Time(session.StartsAt),
            fields.Time(session.EndsAt),
            fields.Number(session.Capacity, 1, 100_000),
            Enrolled: 0,
            Cancelled: false);
    }
}
