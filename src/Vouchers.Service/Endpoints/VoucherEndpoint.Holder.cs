using Grpc.Core;
using Vouchers.Credentials;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>What the holder is shown: the live code, the paper, the PIN.</summary>
internal sealed partial class VoucherEndpoint
{
    /// <summary>How long before a presentation lapses the page asks for the next one.</summary>
    private static readonly TimeSpan RenewAhead = TimeSpan.FromSeconds(15);

    public override async Task<V1.PresentVoucherResponse> PresentVoucher(
        V1.PresentVoucherRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var id = fields.Id<Voucher>(request.VoucherId);
        fields.ThrowIfInvalid();
        var decision = await pipeline.StepAsync(
            new PresentVoucher(context.Caller(), id), context.CancellationToken);
        if (decision is not Decision.Accepted { Answer: Voucher voucher })
            throw ((Decision.Refused)decision).Refusal.ToRpcException();
        var programme = await store.GetAsync(voucher.ProgrammeId, context.CancellationToken);
        var citizen = await store.GetAsync(voucher.CitizenId, context.CancellationToken);
        // The claims count in whole seconds; so do the times told here.
        var issuedAt = Timestamp.From(DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        var expiresAt = issuedAt + VerifiedCredential.PresentationLifetime;
        var claims = VoucherSealer.Claims(voucher, programme, citizen, issuedAt, expiresAt);
        var cose = CredentialSigner.Sign(CredentialType.Presentation, claims, keys.Current(KeyUse.Presentation));
        return new V1.PresentVoucherResponse
        {
            Text = CredentialText.Encode(cose),
            ExpiresAt = expiresAt.ToProto(),
            RenewAt = (expiresAt - RenewAhead).ToProto(),
        };
    }

    public override async Task<V1.GetVoucherCredentialResponse> GetVoucherCredential(
        V1.GetVoucherCredentialRequest request, ServerCallContext context)
    {
        var voucher = await ReadAsync(request.VoucherId, context, Role.ProgrammeOfficer, Role.Citizen);
        var credential = await store.GetAsync(
            Id<VoucherCredential>.Parse(voucher.Id.Value), context.CancellationToken);
        return new V1.GetVoucherCredentialResponse
        {
            Text = CredentialText.Encode(credential.Cose.Span),
            Code = new VoucherCode(voucher.Code).ToString(),
        };
    }

    public override async Task<V1.GetVoucherPinResponse> GetVoucherPin(
        V1.GetVoucherPinRequest request, ServerCallContext context)
    {
        var voucher = await ReadAsync(request.VoucherId, context, Role.Citizen);
        return new V1.GetVoucherPinResponse
        {
            Pin = PinCode.Derive(keys.Pepper.Span, Uid.ToBytes(voucher.Id.Value), voucher.PinGeneration),
        };
    }
}
