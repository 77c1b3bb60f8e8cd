using Grpc.Core;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Courses, institutions and agencies; the other part has branches, devices and sessions.</summary>
internal sealed partial class CatalogueEndpoint(
    LedgerCalls calls, ILedgerStore store, AttemptLimiter attempts, KeyStore keys, ServiceOptions options,
    TimeProvider time)
    : V1.CatalogueService.CatalogueServiceBase
{
    private const int MaxCourses = 1_000;

    public override Task<V1.PublishCoursesResponse> PublishCourses(
        V1.PublishCoursesRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var batch = fields.Code(request.Batch, required: true);
        fields.Count(request.Courses.Count, 1, MaxCourses, "courses");
        var courses = new List<Course>(request.Courses.Count);
        for (var i = 0; i < Math.Min(request.Courses.Count, MaxCourses); i++)
            courses.Add(ReadCourse(fields.In($"courses[{i}]"), request.Courses[i], batch));
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, new PublishCourses(context.Caller(), batch, courses),
            published => new V1.PublishCoursesResponse { Courses = { published.Select(c => c.ToProto()) } });
    }

    public override async Task<V1.GetCourseResponse> GetCourse(V1.GetCourseRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var id = fields.Id<Course>(request.CourseId);
        fields.ThrowIfInvalid();
        return new V1.GetCourseResponse { Course = (await store.GetAsync(id, context.CancellationToken)).ToProto() };
    }

    public override async Task<V1.ListCoursesResponse> ListCourses(
        V1.ListCoursesRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var batch = fields.Code(request.Batch, required: false);
        var occupation = fields.Code(request.Occupation, required: false);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListCourses), batch, occupation);
        fields.ThrowIfInvalid();
        var where = Filters(("batch", batch), ("occupation", occupation));
        var (rows, next) = page.Cut(await store.ListAsync<Course>(page.Rows(where), context.CancellationToken));
        return new V1.ListCoursesResponse { Courses = { rows.Select(c => c.ToProto()) }, NextPageToken = next };
    }

    public override Task<V1.RegisterInstitutionResponse> RegisterInstitution(
        V1.RegisterInstitutionRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RegisterInstitution(context.Caller(), ReadInstitution(fields, request.Institution)),
            institution => new V1.RegisterInstitutionResponse { Institution = institution.ToProto() });

    public override Task<V1.UpdateInstitutionResponse> UpdateInstitution(
        V1.UpdateInstitutionRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var command = new UpdateInstitution(context.Caller(), fields.Id<Institution>(request.InstitutionId),
            request.HasSuspended ? request.Suspended : null, fields.OptionalTime(request.AccreditedUntil),
            fields.Reason(request.Reason));
        if (!request.HasSuspended && request.AccreditedUntil is null)
            fields.Violate("suspended", "set this or accredited_until; nothing else can be changed");
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, command,
            institution => new V1.UpdateInstitutionResponse { Institution = institution.ToProto() });
    }

    public override async Task<V1.GetInstitutionResponse> GetInstitution(
        V1.GetInstitutionRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var id = fields.Id<Institution>(request.InstitutionId);
        fields.ThrowIfInvalid();
        var institution = await store.GetAsync(id, context.CancellationToken);
        return new V1.GetInstitutionResponse { Institution = institution.ToProto() };
    }

    public override async Task<V1.ListInstitutionsResponse> ListInstitutions(
        V1.ListInstitutionsRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListInstitutions));
        fields.ThrowIfInvalid();
        var (rows, next) = page.Cut(await store.ListAsync<Institution>(page.Rows(), context.CancellationToken));
        return new V1.ListInstitutionsResponse
        {
            Institutions = { rows.Select(i => i.ToProto()) }, NextPageToken = next,
        };
    }

    public override Task<V1.RegisterAgencyResponse> RegisterAgency(
        V1.RegisterAgencyRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RegisterAgency(context.Caller(), ReadAgency(fields, request.Agency)),
            agency => new V1.RegisterAgencyResponse { Agency = agency.ToProto() });

    public override async Task<V1.ListAgenciesResponse> ListAgencies(
        V1.ListAgenciesRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListAgencies));
        fields.ThrowIfInvalid();
        var (rows, next) = page.Cut(await store.ListAsync<Agency>(page.Rows(), context.CancellationToken));
        return new V1.ListAgenciesResponse { Agencies = { rows.Select(a => a.ToProto()) }, NextPageToken = next };
    }

    private static Institution ReadInstitution(RequestFields fields, V1.Institution? institution)
    {
        if (fields.Message(institution) is not { } inside)
            return null!;
        inside.Set(institution!.Kind);
        return new Institution(inside.NewId<Institution>(institution.Id), 0, inside.Text(institution.Name, 1, 200),
            (InstitutionKind)(int)institution.Kind, inside.Time(institution.AccreditedUntil), Suspended: false);
    }

    private static Agency ReadAgency(RequestFields fields, V1.Agency? agency) => fields.Message(agency) is { } inside
        ? new Agency(inside.NewId<Agency>(agency!.Id), inside.Text(agency.Name, 1, 200))
        : null!;

    private static Course ReadCourse(RequestFields fields, V1.Course course, string batch) => new(
        fields.NewId<Course>(course.Id),
        fields.Text(course.Title, 1, 200),
        fields.Text(course.TitleEn, 0, 200),
        fields.Code(course.Occupation, required: true),
        fields.Number(course.Level, 0, 5),
        fields.Number(course.ClassHours, 1, 10_000),
        batch);

    private static List<(string Column, object Value)> Filters(params ReadOnlySpan<(string Column, string Value)> asked)
    {
        var where = new List<(string Column, object Value)>();
        foreach (var (column, value) in asked)
        {
            if (value.Length > 0)
                where.Add((column, value));
        }

        return where;
    }
}
