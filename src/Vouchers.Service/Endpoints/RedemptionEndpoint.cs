using Grpc.Core;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>The counter. The other part has the batch and the reads.</summary>
internal sealed partial class RedemptionEndpoint(
    LedgerCalls calls, ILedgerStore store, EvidenceReader evidence, AttemptLimiter attempts, TimeProvider time)
    : V1.RedemptionService.RedemptionServiceBase
{
    public override async Task<V1.RedeemVoucherResponse> RedeemVoucher(
        V1.RedeemVoucherRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        var fields = new RequestFields();
        var (requestId, session, amount) = Read(fields, request);
        fields.ThrowIfInvalid();
        var (taken, tooMany) = Take(actor, request.Evidence);
        if (taken is null)
            return await RepeatOrRefuseAsync(tooMany!);
        using var attempt = taken;
        var (shown, refusal) = await evidence.ReadAsync(request.Evidence, isTrial: false, context.CancellationToken);
        try
        {
            var response = shown is null
                ? await RepeatOrRefuseAsync(refusal!)
                : await calls.ChangeAsync(context, request, requestId, Command(actor, shown, session, amount),
                    RedemptionMapping.ToResponse);
            attempt.Succeed();
            return response;
        }
        catch (Exception e) when (IsNoWrongGuess(e))
        {
            attempt.Succeed();
            throw;
        }

        // A repeat is no guess: whoever lost the answer gets it, though a key was revoked or others guessed meanwhile.
        Task<V1.RedeemVoucherResponse> RepeatOrRefuseAsync(Refusal refused) =>
            calls.RepeatOrRefuseAsync<Redemption, V1.RedeemVoucherResponse>(
                context, request, requestId, actor, refused, RedemptionMapping.ToResponse);
    }

    public override async Task<V1.VerifyVoucherResponse> VerifyVoucher(
        V1.VerifyVoucherRequest request, ServerCallContext context)
    {
        var actor = context.Caller();
        actor.Demand(Role.InstitutionOperator, Role.Device);
        var fields = new RequestFields();
        EvidenceReader.Check(fields, request.Evidence);
        var sessionId = fields.Id<Session>(request.SessionId);
        fields.ThrowIfInvalid();
        var session = await store.GetAsync(sessionId, context.CancellationToken);
        if (actor.CannotActFor(session.InstitutionId) is { } other)
            throw other.ToRpcException();
        var (taken, tooMany) = Take(actor, request.Evidence);
        using var attempt = taken ?? throw tooMany!.ToRpcException();
        var (shown, unread) = await evidence.ReadAsync(request.Evidence, isTrial: true, context.CancellationToken);
        if (unread?.Code != RefusalCode.VoucherCodeUnknown)
            attempt.Succeed();
        if (shown is null)
            return new V1.VerifyVoucherResponse { Refusal = unread!.ToProto() };
        var decision = await calls.TryAsync(
            Command(actor, shown, sessionId, null) with { AsksBeyondEnrolment = true }, context.CancellationToken);
        return await TellAsync(shown.VoucherId, sessionId, decision, context.CancellationToken);
    }

    public override Task<V1.ReserveVoucherResponse> ReserveVoucher(
        V1.ReserveVoucherRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new ReserveVoucher(context.Caller(), fields.Id<Voucher>(request.VoucherId),
                fields.Id<Session>(request.SessionId)),
            voucher => new V1.ReserveVoucherResponse
        {
            VoucherId = voucher.Id.Value,
            SessionId = voucher.SessionId.Text(),
            ReservedUntil = voucher.ReservedUntil?.ToProto(),
        });

    public override Task<V1.ReleaseVoucherResponse> ReleaseVoucher(
        V1.ReleaseVoucherRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new ReleaseVoucher(context.Caller(), fields.Id<Voucher>(request.VoucherId)),
            voucher => new V1.ReleaseVoucherResponse { VoucherId = voucher.Id.Value });

    public override Task<V1.VoidRedemptionResponse> VoidRedemption(
        V1.VoidRedemptionRequest request, ServerCallContext context) =>
        calls.ChangeAsync(context, request, request.RequestId,
            fields => new VoidRedemption(context.Caller(), fields.Id<Redemption>(request.RedemptionId),
                fields.Reason(request.Reason)),
            redemption => new V1.VoidRedemptionResponse { Redemption = redemption.ToProto() });

    private static (Guid RequestId, Id<Session> Session, Money? Amount) Read(
        RequestFields fields, V1.RedeemVoucherRequest request)
    {
        var requestId = fields.RequestId(request.RequestId);
        EvidenceReader.Check(fields, request.Evidence);
        var session = fields.Id<Session>(request.SessionId);
        var amount = fields.OptionalMoney(request.Amount);
        if (amount is { MinorUnits: 0 })
            fields.Violate("amount.minor_units", "must be 1 or more; leave amount unset to redeem the whole value");
        return (requestId, session, amount);
    }

    private RedeemVoucher Command(Actor actor, ShownVoucher shown, Id<Session> session, Money? amount) =>
        new(actor, Id<Redemption>.Of(Guid.CreateVersion7(time.GetUtcNow())), shown.VoucherId, session, shown.Evidence,
            amount);

    private (AttemptLimiter.Attempt? Attempt, Refusal? Refusal) Take(Actor actor, V1.Evidence shown) =>
        EvidenceReader.MayBeGuess(shown) ? attempts.Take(actor.Subject) : (AttemptLimiter.Attempt.Unlimited, null);

    // What is not known to be right counts as wrong: a guesser may hang up before the answer.
    private static bool IsNoWrongGuess(Exception failure) => failure switch
    {
        RpcException known => Failures.ReasonOf(known) is var reason
            && reason != RefusalStatus.ReasonOf(RefusalCode.PinWrong)
            && reason != RefusalStatus.ReasonOf(RefusalCode.VoucherCodeUnknown),
        PipelineFullException or PipelineStoppedException => true,
        _ => false,
    };

    private async Task<V1.VerifyVoucherResponse> TellAsync(
        Id<Voucher> voucherId, Id<Session> sessionId, Decision decision, CancellationToken cancellation)
    {
        var response = new V1.VerifyVoucherResponse { VoucherId = voucherId.Value };
        if (await store.FindAsync(voucherId, cancellation) is { } voucher)
        {
            var citizen = await store.GetAsync(voucher.CitizenId, cancellation);
            var enrolment = await store.FindAsync(Enrolment.IdOf(sessionId, citizen.Id), cancellation);
            response.MaskedName = citizen.MaskedName;
            response.CitizenId = citizen.Id.Value;
            response.Enrolled = enrolment is { Counts: true };
        }

        if (decision is Decision.Accepted { Answer: Redemption redemption })
            (response.Redeemable, response.Value) = (true, redemption.Amount.ToProto());
        else if (decision is Decision.Refused refused)
            response.Refusal = refused.Refusal.ToProto();
        return response;
    }
}
