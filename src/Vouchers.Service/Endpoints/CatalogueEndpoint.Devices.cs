using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Vouchers.Credentials;
using Vouchers.Ledger;

namespace Vouchers.Service;

internal sealed partial class CatalogueEndpoint
{
    public override Task<V1.OfferDeviceEnrolmentResponse> OfferDeviceEnrolment(
        V1.OfferDeviceEnrolmentRequest request, ServerCallContext context)
    {
        var code = VoucherCode.New();
        var until = Timestamp.From(time.GetUtcNow() + TimeSpan.FromMinutes(options.DeviceCodeMinutes));
        return calls.ChangeAsync(context, request, request.RequestId,
            fields => new OfferDeviceEnrolment(
                context.Caller(), fields.Id<Device>(request.DeviceId), HashOf(request.DeviceId, code), until),
            device => new V1.OfferDeviceEnrolmentResponse
            {
                Device = device.ToProto(), Code = code.ToString(), UntilTime = until.ToProto(),
            });
    }

    [AllowAnonymous]
    public override async Task<V1.EnrolDeviceResponse> EnrolDevice(
        V1.EnrolDeviceRequest request, ServerCallContext context)
    {
        var fields = new RequestFields();
        var id = fields.Id<Device>(request.DeviceId);
        if (!P256PublicKey.TryParse(request.PublicKey, out _))
            fields.Violate("public_key", "must be x and y of a key on P-256 in base64url, 86 characters");
        fields.ThrowIfInvalid();
        // Guesses are counted for each device, whoever makes them: a code is 60 bits and lives for minutes.
        var (taken, tooMany) = attempts.Take($"device-code:{id}");
        using var attempt = taken ?? throw tooMany!.ToRpcException();
        var actor = new Actor($"{DeviceTokens.IssuerPrefix}{id}", Role.None);
        var hash = VoucherCode.TryParse(request.Code, out var code) ? HashOf(request.DeviceId, code) : "";
        var response = await calls.ChangeAsync(context, request, request.RequestId,
            _ => new EnrolDevice(actor, id, hash, request.PublicKey),
            device => new V1.EnrolDeviceResponse { Device = device.ToProto(), TrustRoot = keys.Root.ToString() });
        attempt.Succeed();
        return response;
    }

    // Keyed, because who reads the table should not find the code by trying.
    private string HashOf(string device, VoucherCode code) => Convert.ToHexStringLower(HMACSHA256.HashData(
        keys.Pepper.Span, Encoding.UTF8.GetBytes($"device-code:{device}:{code.Value}")));
}
