using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class EnrolmentEndpoint
{
    public override Task<V1.TakeBackCompletionResponse> TakeBackCompletion(
        V1.TakeBackCompletionRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new TakeBackCompletion(context.Caller(), fields.Id<Enrolment>(request.EnrolmentId),
                fields.Reason(request.Reason)),
            enrolment => new V1.TakeBackCompletionResponse { Enrolment = enrolment.ToProto() });

    public override Task<V1.TakeBackCertificateResponse> TakeBackCertificate(
        V1.TakeBackCertificateRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new TakeBackCertificate(context.Caller(), fields.Id<Enrolment>(request.EnrolmentId),
                fields.Reason(request.Reason)),
            enrolment => new V1.TakeBackCertificateResponse { Enrolment = enrolment.ToProto() });

    public override Task<V1.ReinstateEnrolmentResponse> ReinstateEnrolment(
        V1.ReinstateEnrolmentRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new ReinstateEnrolment(context.Caller(), fields.Id<Enrolment>(request.EnrolmentId),
                fields.Reason(request.Reason)),
            enrolment => new V1.ReinstateEnrolmentResponse { Enrolment = enrolment.ToProto() });

    public override Task<V1.RequestForceMajeureResponse> RequestForceMajeure(
        V1.RequestForceMajeureRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new RequestForceMajeure(context.Caller(),
                Id<ForceMajeure>.Of(Guid.CreateVersion7(time.GetUtcNow())),
                fields.Id<Redemption>(request.RedemptionId), fields.Reason(request.Reason)),
            asked => new V1.RequestForceMajeureResponse { ForceMajeure = asked.ToProto() });

    public override Task<V1.DecideForceMajeureResponse> DecideForceMajeure(
        V1.DecideForceMajeureRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new DecideForceMajeure(context.Caller(), fields.Id<ForceMajeure>(request.ForceMajeureId),
                request.Approved),
            asked => new V1.DecideForceMajeureResponse { ForceMajeure = asked.ToProto() });

    public override async Task<V1.ListForceMajeuresResponse> ListForceMajeures(
        V1.ListForceMajeuresRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.ProgrammeOfficer, Role.Finance, Role.Auditor, Role.InstitutionOperator);
        var fields = new RequestFields();
        var institution = fields.OptionalId<Institution>(request.InstitutionId);
        var page = Page.Read(
            fields, request.PageSize, request.PageToken, nameof(ListForceMajeures), request.InstitutionId);
        fields.ThrowIfInvalid();
        var where = actor.Own(("institution_id", institution?.Value));
        var (rows, next) = page.Cut(await store.ListAsync<ForceMajeure>(page.Rows(where), context.CancellationToken));
        return new V1.ListForceMajeuresResponse
        {
            ForceMajeures = { rows.Select(f => f.ToProto()) }, NextPageToken = next,
        };
    }
}
