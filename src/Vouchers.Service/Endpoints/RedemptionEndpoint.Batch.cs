using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class RedemptionEndpoint
{
    private const int MaxBatch = 1_000;

    // An item is stored as a single call would be, so that it can be repeated alone and gets the same receipt.
    private static readonly string RedeemMethod =
        $"/{V1.RedemptionService.Descriptor.FullName}/{nameof(RedeemVoucher)}";

    public override async Task<V1.BatchRedeemVouchersResponse> BatchRedeemVouchers(
        V1.BatchRedeemVouchersRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.InstitutionOperator, Role.Device);
        var fields = new RequestFields();
        fields.Count(request.Requests.Count, 1, MaxBatch, "requests");
        fields.ThrowIfInvalid();
        var results = new V1.RedeemResult[request.Requests.Count];
        var (places, submissions) = (new List<int>(), new List<Submission>());
        var taken = new List<AttemptLimiter.Attempt>();
        for (var i = 0; i < results.Length; i++)
        {
            var (submission, attempt, refusal) = await PrepareAsync(actor, request.Requests[i], context);
            if (refusal is not null)
            {
                results[i] = new V1.RedeemResult { Refusal = refusal.ToProto() };
                continue;
            }

            places.Add(i);
            submissions.Add(submission!);
            taken.Add(attempt!);
        }

        IReadOnlyList<PipelineAnswer> answers;
        try
        {
            answers = await calls.ChangeAllAsync(submissions, context.CancellationToken);
        }
        catch (Exception e) when (e is PipelineFullException or PipelineStoppedException)
        {
            // The caller did not guess wrong. Whoever cancels gets nothing back, or guesses would be free.
            foreach (var attempt in taken)
            {
                attempt.Succeed();
                attempt.Dispose();
            }

            throw;
        }

        for (var n = 0; n < answers.Count; n++)
        {
            results[places[n]] = Result(answers[n]);
            if (results[places[n]].Refusal is not { Reason: V1.RefusalReason.PinWrong })
                taken[n].Succeed();
            taken[n].Dispose();
        }

        return new V1.BatchRedeemVouchersResponse { Results = { results } };
    }

    public override async Task<V1.GetRedemptionResponse> GetRedemption(
        V1.GetRedemptionRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Readers);
        var fields = new RequestFields();
        var id = fields.Id<Redemption>(request.RedemptionId);
        fields.ThrowIfInvalid();
        var redemption = await store.GetAsync(id, context.CancellationToken);
        return actor.MayRead(redemption.InstitutionId, redemption.CitizenId)
            ? new V1.GetRedemptionResponse { Redemption = redemption.ToProto() }
            : throw Refusal.NotFound(id).ToRpcException();
    }

    public override async Task<V1.ListRedemptionsResponse> ListRedemptions(
        V1.ListRedemptionsRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Readers);
        var fields = new RequestFields();
        var institution = fields.OptionalId<Institution>(request.InstitutionId);
        var session = fields.OptionalId<Session>(request.SessionId);
        var citizen = fields.OptionalId<Citizen>(request.CitizenId);
        var programme = fields.OptionalId<Programme>(request.ProgrammeId);
        var id = ReadReceipt(fields, request.Receipt);
        var page = Page.Read(fields, request.PageSize, request.PageToken, nameof(ListRedemptions), institution.Text(),
            session.Text(), citizen.Text(), programme.Text(), request.State.ToString(), id.Text());
        fields.ThrowIfInvalid();
        object? state = request.State == V1.Redemption.Types.State.Unspecified ? null : (int)request.State;
        var query = page.Rows(actor.Own(("institution_id", institution?.Value), ("session_id", session?.Value),
            ("citizen_id", citizen?.Value), ("programme_id", programme?.Value), ("state", state), ("id", id?.Value)));
        var (rows, next) = page.Cut(await store.ListAsync<Redemption>(query, context.CancellationToken));
        return new V1.ListRedemptionsResponse
        {
            Redemptions = { rows.Select(r => r.ToProto()) }, NextPageToken = next,
        };
    }

    private static readonly Role[] Readers =
    [
        Role.ProgrammeOfficer, Role.Finance, Role.Auditor, Role.InstitutionOperator, Role.Device, Role.Citizen,
    ];

    private static Id<Redemption>? ReadReceipt(RequestFields fields, string typed)
    {
        if (typed.Length == 0)
            return null;
        if (Redemption.TryReadReceipt(typed, out var id))
            return id;
        fields.Violate("receipt",
            "must be the number on a receipt: R- and 26 letters and digits, e.g. R-01JX4M6QZK-8R5V0C2N-7W9T3H1B");
        return null;
    }

    private static V1.RedeemResult Result(PipelineAnswer answer)
    {
        if (answer is { Bytes.IsEmpty: true, Decision: Decision.Refused unread })
            return new V1.RedeemResult { Refusal = unread.Refusal.ToProto() };
        if (!answer.Refused)
            return new V1.RedeemResult
            {
                Redemption = V1.RedeemVoucherResponse.Parser.ParseFrom(answer.Bytes.Span).Redemption,
            };
        var status = Google.Rpc.Status.Parser.ParseFrom(answer.Bytes.Span);
        return new V1.RedeemResult { Refusal = RefusalStatus.FromStatus(status) };
    }

    /// <summary>The submission of one item with the attempt that it takes, or why it is refused at once.</summary>
    private async Task<(Submission? Submission, AttemptLimiter.Attempt? Attempt, Refusal? Refusal)> PrepareAsync(
        Actor actor, V1.RedeemVoucherRequest item, ServerCallContext context)
    {
        var fields = new RequestFields();
        var (requestId, session, amount) = Read(fields, item);
        if (fields.Violations.Count > 0)
            return (null, null, Refusal.Invalid(fields.Violations[0].Field, fields.Violations[0].Description));
        var (attempt, tooMany) = Take(actor, item.Evidence);
        if (attempt is null)
            return (Unread(tooMany!), AttemptLimiter.Attempt.Unlimited, null);
        var (shown, refusal) = await evidence.ReadAsync(item.Evidence, isTrial: false, context.CancellationToken);
        if (shown is not null)
            return (calls.Submit(RedeemMethod, item, requestId, Command(actor, shown, session, amount),
                RedemptionMapping.ToResponse, context.CancellationToken), attempt, null);
        if (refusal!.Code != RefusalCode.VoucherCodeUnknown)
            attempt.Succeed();
        attempt.Dispose();
        return (Unread(refusal), AttemptLimiter.Attempt.Unlimited, null);

        Submission Unread(Refusal refused) => calls.SubmitUnread<Redemption, V1.RedeemVoucherResponse>(RedeemMethod,
            item, requestId, actor, refused, RedemptionMapping.ToResponse, context.CancellationToken);
    }
}
