using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class CatalogueEndpoint
{
    public override Task<V1.RegisterBranchResponse> RegisterBranch(
        V1.RegisterBranchRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RegisterBranch(context.Caller(), ReadBranch(fields, request.Branch)),
            branch => new V1.RegisterBranchResponse { Branch = branch.ToProto() });

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
        V1.RegisterDeviceRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RegisterDevice(context.Caller(), ReadDevice(fields, request.Device)),
            device => new V1.RegisterDeviceResponse { Device = device.ToProto() });

    public override Task<V1.RevokeDeviceResponse> RevokeDevice(
        V1.RevokeDeviceRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RevokeDevice(context.Caller(), fields.Id<Device>(request.DeviceId),
                fields.Reason(request.Reason)),
            device => new V1.RevokeDeviceResponse { Device = device.ToProto() });

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
        V1.ScheduleSessionRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new ScheduleSession(context.Caller(), ReadSession(fields, request.Session)),
            session => new V1.ScheduleSessionResponse { Session = session.ToProto() });

    public override Task<V1.CancelSessionResponse> CancelSession(
        V1.CancelSessionRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new CancelSession(context.Caller(), fields.Id<Session>(request.SessionId),
                fields.Reason(request.Reason)),
            session => new V1.CancelSessionResponse { Session = session.ToProto() });

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

    // What is missing as a whole is noted, and nothing else of it is read.
    private static Branch ReadBranch(RequestFields fields, V1.Branch? branch) => fields.Message(branch) is { } inside
        ? new Branch(inside.NewId<Branch>(branch!.Id), inside.Id<Institution>(branch.InstitutionId),
            inside.Text(branch.Name, 1, 200), inside.Text(branch.Address, 0, 500))
        : null!;

    private static Device ReadDevice(RequestFields fields, V1.Device? device) => fields.Message(device) is { } inside
        ? new Device(inside.NewId<Device>(device!.Id), inside.Id<Institution>(device.InstitutionId),
            inside.Id<Branch>(device.BranchId), inside.Text(device.Name, 1, 200), Revoked: false)
        : null!;

    private static Session ReadSession(RequestFields fields, V1.Session? session)
    {
        if (fields.Message(session) is not { } inside)
            return null!;
        inside.Set(session!.Kind);
        return new Session(
            inside.NewId<Session>(session.Id),
            inside.Id<Course>(session.CourseId),
            inside.Id<Institution>(session.InstitutionId),
            inside.Id<Branch>(session.BranchId),
            (SessionKind)(int)session.Kind,
            inside.Time(session.StartsAt),
            inside.Time(session.EndsAt),
            inside.Number(session.Capacity, 1, 100_000),
            Enrolled: 0,
            Cancelled: false);
    }
}
