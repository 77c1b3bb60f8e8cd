using Google.Protobuf;
using Grpc.Core;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Counters whose line is down.</summary>
internal sealed class OfflineEndpoint(
    LedgerCalls calls, LedgerPipeline pipeline, ILedgerStore store, EvidenceReader evidence, ServiceOptions options,
    TimeProvider time)
    : V1.OfflineService.OfflineServiceBase
{
    private const int MaxSlips = 100;
    private const int MaxSessions = 100;

    private static readonly Role[] Readers =
        [Role.ProgrammeOfficer, Role.Auditor, Role.InstitutionOperator, Role.Device];

    public override Task<V1.GrantLeaseResponse> GrantLease(V1.GrantLeaseRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            _ => new GrantLease(
                context.Caller(), Id<Lease>.Of(NewUuid()), options.LeaseCount,
                new Money(options.LeaseSumMinorUnits, Currency.Parse(options.LeaseCurrency)),
                TimeSpan.FromHours(options.LeaseHours)),
            lease => new V1.GrantLeaseResponse { Lease = lease.ToProto() });

    public override async Task<V1.GetOfflineTermsResponse> GetOfflineTerms(
        V1.GetOfflineTermsRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.Device);
        var fields = new RequestFields();
        fields.Count(request.SessionIds.Count, 1, MaxSessions, "session_ids");
        var ids = request.SessionIds.Select(id => fields.Id<Session>(id, "session_ids")).ToList();
        fields.ThrowIfInvalid();
        var now = Timestamp.From(time.GetUtcNow());
        var programmes = (await StatusDesk.ShownProgrammesAsync(store, now, context.CancellationToken)).ToList();
        var response = new V1.GetOfflineTermsResponse();
        foreach (var id in ids)
        {
            var session = await store.GetAsync(id, context.CancellationToken);
            if (actor.CannotActFor(session.InstitutionId) is { } other)
                throw other.ToRpcException();
            var course = await store.GetAsync(session.CourseId, context.CancellationToken);
            response.Sessions.Add(new V1.OfflineSession
            {
                Session = session.ToProto(), Course = course.ToProto(),
                Terms = { programmes.Select(p => OfflineTerm.Of(p, session, course, actor.Branch).ToProto()) },
            });
        }
        return response;
    }

    public override async Task<V1.SyncOfflineRecordsResponse> SyncOfflineRecords(
        V1.SyncOfflineRecordsRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.Device, Role.InstitutionOperator, Role.ProgrammeOfficer);
        var fields = new RequestFields();
        var deviceId = fields.Id<Device>(request.DeviceId);
        fields.Count(request.Slips.Count, 1, MaxSlips, "slips");
        fields.ThrowIfInvalid();
        var device = await store.GetAsync(deviceId, context.CancellationToken);
        if (actor.CannotActFor(device.InstitutionId) is { } other)
            throw other.ToRpcException();
        var enrolled = await store.FindAsync(DeviceKey.IdOf(deviceId), context.CancellationToken);
        if (!P256PublicKey.TryParse(enrolled?.PublicKey, out var key))
            throw Refusal.Of(RefusalCode.DeviceNotEnrolled,
                $"Device '{deviceId}' has no key yet, so nothing can be of it; enrol its browser.",
                ("device", deviceId.Value)).ToRpcException();
        var response = new V1.SyncOfflineRecordsResponse();
        // One after the other: each must find the chain where the one before left it.
        foreach (var bytes in request.Slips)
            response.Results.Add(await SettleAsync(actor, deviceId, key, bytes, context.CancellationToken));
        return response;
    }

    public override async Task<V1.GetOfflineRecordResponse> GetOfflineRecord(
        V1.GetOfflineRecordRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Readers);
        var fields = new RequestFields();
        var id = fields.Id<OfflineRecord>(request.RecordId);
        fields.ThrowIfInvalid();
        var record = await store.GetAsync(id, context.CancellationToken);
        return actor.CannotActFor(record.InstitutionId) is null || actor.Role == Role.Auditor
            ? new V1.GetOfflineRecordResponse { Record = record.ToProto() }
            : throw Refusal.NotFound(id).ToRpcException();
    }

    public override async Task<V1.ListOfflineRecordsResponse> ListOfflineRecords(
        V1.ListOfflineRecordsRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Readers);
        var fields = new RequestFields();
        var institution = fields.OptionalId<Institution>(request.InstitutionId);
        var device = fields.OptionalId<Device>(request.DeviceId);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListOfflineRecords),
            institution.Text(), device.Text(), request.State.ToString());
        fields.ThrowIfInvalid();
        object? state = request.State == V1.OfflineRecord.Types.State.Unspecified ? null : (int)request.State;
        var query = page.Rows(actor.Own(
            ("institution_id", institution?.Value), ("device_id", device?.Value), ("state", state)));
        var (rows, next) = page.Cut(await store.ListAsync<OfflineRecord>(query, context.CancellationToken));
        return new V1.ListOfflineRecordsResponse
        {
            Records = { rows.Select(r => r.ToProto()) }, NextPageToken = next,
        };
    }

    public override Task<V1.DecideOfflineConflictResponse> DecideOfflineConflict(
        V1.DecideOfflineConflictRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new DecideOfflineConflict(
                context.Caller(), fields.Id<OfflineRecord>(request.RecordId), Id<Redemption>.Of(NewUuid()),
                request.Accepted, fields.Reason(request.Reason)),
            record => new V1.DecideOfflineConflictResponse { Record = record.ToProto() });

    private async Task<V1.OfflineResult> SettleAsync(
        Actor actor, Id<Device> deviceId, P256PublicKey key, ByteString bytes, CancellationToken cancellation)
    {
        var (command, unread) = Read(actor, deviceId, key, bytes);
        if (command is null)
            return new V1.OfflineResult { Refusal = unread!.ToProto() };
        var answer = await pipeline.SubmitAsync(new Submission(command, null, IsTrial: false, cancellation));
        if (answer.Decision is not Decision.Accepted { Answer: OfflineRecord record })
            return new V1.OfflineResult { Refusal = ((Decision.Refused)answer.Decision!).Refusal.ToProto() };
        var result = new V1.OfflineResult { Record = record.ToProto() };
        if (record.RedemptionId is { } redeemed
            && await store.FindAsync(redeemed, cancellation) is { } redemption)
            result.Redemption = redemption.ToProto();
        return result;
    }

    private (SettleOfflineRecord? Command, Refusal? Refusal) Read(
        Actor actor, Id<Device> deviceId, P256PublicKey key, ByteString bytes)
    {
        if (!OfflineSlip.TryRead(bytes.Memory, key, out var slip, out var fault))
            return (null, Refusal.Of(
                fault is CredentialFault.BadSignature or CredentialFault.UnknownKey
                    ? RefusalCode.CredentialForged
                    : RefusalCode.CredentialUnreadable,
                $"This is no slip that device '{deviceId}' signed; keep it and bring the device to the bureau.",
                ("fault", fault.ToString())));
        var claims = slip.Claims;
        if (!Id<Lease>.TryParse(claims.LeaseId, out var lease)
            || !Id<Session>.TryParse(claims.SessionId, out var session)
            || !Currency.TryParse(claims.Currency, out var currency) || claims.DeviceId != deviceId.Value)
            return (null, Refusal.Of(RefusalCode.CredentialUnreadable,
                "The slip names a lease, a session, a currency or a device that cannot be.",
                ("device", deviceId.Value)));
        var (shown, refused) = evidence.ReadEvidence(claims.Presentation.Span);
        if (shown is not null && !shown.Claims.VoucherId.Span.SequenceEqual(claims.VoucherId.Span))
            (shown, refused) = (null, Refusal.Of(RefusalCode.CredentialForged,
                "The code that the slip holds is of another voucher than the slip says."));
        var captured = new CapturedRedemption(
            deviceId, lease, claims.Sequence, Convert.ToHexStringLower(claims.PreviousHash.Span),
            Convert.ToHexStringLower(slip.Hash.Span), Id<Voucher>.Parse(Uid.Format(claims.VoucherId.Span)), session,
            new Money(claims.AmountMinorUnits, currency), Timestamp.From(claims.CapturedAt),
            shown is null ? null : Timestamp.From(shown.Claims.IssuedAt),
            shown is null ? null : Timestamp.From(shown.Claims.ExpiresAt));
        return (new SettleOfflineRecord(
            actor, Id<OfflineRecord>.Parse(Uid.Format(claims.RecordId.Span)), captured, refused), null);
    }

    private Guid NewUuid() => Guid.CreateVersion7(time.GetUtcNow());
}
