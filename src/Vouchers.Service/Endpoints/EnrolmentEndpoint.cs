using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Citizens in sessions, from the seat to the certificate. The other part has what is taken back.</summary>
internal sealed partial class EnrolmentEndpoint(LedgerCalls calls, ILedgerStore store, TimeProvider time)
    : V1.EnrolmentService.EnrolmentServiceBase
{
    public override Task<V1.EnrolResponse> Enrol(V1.EnrolRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new Enrol(context.Caller(), fields.Id<Session>(request.SessionId, maxLength: 40),
                fields.Id<Citizen>(request.CitizenId, maxLength: 40), fields.Note(request.NominatedBy, 0, 200)),
            enrolment => new V1.EnrolResponse { Enrolment = enrolment.ToProto() });

    public override Task<V1.RecordAttendanceResponse> RecordAttendance(
        V1.RecordAttendanceRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var requestId = fields.RequestId(request.RequestId);
        var command = new RecordAttendance(context.Caller(), fields.Id<Enrolment>(request.EnrolmentId),
            fields.Number(request.Hours, -10_000, 10_000));
        if (request.Hours == 0)
            fields.Violate("hours", "must not be 0");
        fields.ThrowIfInvalid();
        return calls.ChangeAsync(context, request, requestId, command,
            enrolment => new V1.RecordAttendanceResponse { Enrolment = enrolment.ToProto() });
    }

    public override Task<V1.CompleteEnrolmentResponse> CompleteEnrolment(
        V1.CompleteEnrolmentRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new CompleteEnrolment(context.Caller(), fields.Id<Enrolment>(request.EnrolmentId)),
            enrolment => new V1.CompleteEnrolmentResponse { Enrolment = enrolment.ToProto() });

    public override Task<V1.CertifyEnrolmentResponse> CertifyEnrolment(
        V1.CertifyEnrolmentRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new CertifyEnrolment(context.Caller(), fields.Id<Enrolment>(request.EnrolmentId),
                fields.Number(request.Level, 0, 5), fields.Text(request.CertificateNumber, 1, 80)),
            enrolment => new V1.CertifyEnrolmentResponse { Enrolment = enrolment.ToProto() });

    public override Task<V1.WithdrawEnrolmentResponse> WithdrawEnrolment(
        V1.WithdrawEnrolmentRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new WithdrawEnrolment(context.Caller(), fields.Id<Enrolment>(request.EnrolmentId),
                fields.Reason(request.Reason)),
            enrolment => new V1.WithdrawEnrolmentResponse { Enrolment = enrolment.ToProto() });

    public override Task<V1.MarkNoShowResponse> MarkNoShow(V1.MarkNoShowRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new MarkNoShow(context.Caller(), fields.Id<Enrolment>(request.EnrolmentId)),
            enrolment => new V1.MarkNoShowResponse { Enrolment = enrolment.ToProto() });

    public override async Task<V1.GetEnrolmentResponse> GetEnrolment(
        V1.GetEnrolmentRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var id = fields.Id<Enrolment>(request.EnrolmentId);
        fields.ThrowIfInvalid();
        var enrolment = await store.GetAsync(id, context.CancellationToken);
        if (!context.Caller().MayRead(enrolment.InstitutionId, enrolment.CitizenId))
            throw Refusal.NotFound(id).ToRpcException();
        return new V1.GetEnrolmentResponse { Enrolment = enrolment.ToProto() };
    }

    public override async Task<V1.ListEnrolmentsResponse> ListEnrolments(
        V1.ListEnrolmentsRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var session = fields.OptionalId<Session>(request.SessionId);
        var citizen = fields.OptionalId<Citizen>(request.CitizenId);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListEnrolments), session.Text(),
            citizen.Text());
        fields.ThrowIfInvalid();
        var query = page.Rows(context.Caller().Own(("session_id", session?.Value), ("citizen_id", citizen?.Value)));
        var (rows, next) = page.Cut(await store.ListAsync<Enrolment>(query, context.CancellationToken));
        return new V1.ListEnrolmentsResponse { Enrolments = { rows.Select(e => e.ToProto()) }, NextPageToken = next };
    }
}
