using System.Text.Json;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>The cases of the vector file, when it is written anew.</summary>
internal static class VectorCases
{
    public static IReadOnlyList<VectorCase> All(LocalSigner stolen)
    {
        var reserved = Sample.Claims with { Institution = "WZU-01" };
        var shown = Sample.Claims with { ExpiresAt = Sample.Now.AddSeconds(60) };
        var genuine = Sample.Text();
        var headers = new Crafted().Headers;
        return
        [
            Good("voucher", CredentialType.Voucher, Sample.Claims, Sample.Voucher),
            Good("voucher, reserved for an institution", CredentialType.Voucher, reserved, Sample.Voucher),
            Good("presentation", CredentialType.Presentation, shown, Sample.Presentation),
            Good("offline redemption", CredentialType.OfflineRedemption, reserved, Sample.Receipt),
            new("the first voucher with the signature (r, n-s), which verifies: tell vouchers apart by their id",
                new Crafted { Signature = CredentialVerifierTests.Malleate }.Text(),
                Expected(CredentialType.Voucher, Sample.Claims), null),
            Bad("1,025 characters", "TV1:" + new string('0', 1021), CredentialFault.TooLong),
            Bad("prefix in lower case", "tv1:" + genuine[4..], CredentialFault.WrongPrefix),
            Bad("digits in lower case", "TV1:" + genuine[4..].ToLowerInvariant(), CredentialFault.BadEncoding),
            Bad("a group above 65535", "TV1:GGW", CredentialFault.BadEncoding),
            Bad("a byte follows", CredentialText.Encode([.. new Crafted().Bytes(), 0]), CredentialFault.Malformed),
            Bad("no tag", CredentialText.Encode(new Crafted().Bytes().AsSpan(1)), CredentialFault.Malformed),
            Bad("alg ES384", new Crafted
            {
                Headers = [Crafted.Header(1, w => w.WriteInt32(-35)), headers[1], headers[2]],
            }.Text(), CredentialFault.WrongAlgorithm),
            Bad("crit", new Crafted
            {
                Headers = [headers[0], Crafted.Header(2, w => w.WriteEncodedValue([0x81, 0x18, 0x63])), headers[1],
                    headers[2]],
            }.Text(), CredentialFault.UnknownHeader),
            Bad("kid in the unprotected header too", new Crafted
            {
                Unprotected = w => w.WriteEncodedValue([0xA1, 0x04, 0x41, 0x00]),
            }.Text(), CredentialFault.UnknownHeader),
            Bad("typ 65013", new Crafted
            {
                Headers = [headers[0], headers[1], Crafted.Header(16, w => w.WriteInt32(65013))],
            }.Text(), CredentialFault.UnknownType),
            Bad("key of nobody", Signed(CredentialType.Voucher, Sample.Claims, Sample.NewSigner()),
                CredentialFault.UnknownKey),
            Bad("presentation by the key for vouchers", Signed(CredentialType.Presentation, shown, Sample.Voucher),
                CredentialFault.KeyNotForThisType),
            Bad("signature of zeroes", new Crafted { Signature = _ => new byte[64] }.Text(),
                CredentialFault.BadSignature),
            Bad("cti of 15 bytes", new Crafted
            {
                Payload = ShortId(ClaimsCbor.Write(Sample.Claims)),
            }.Text(), CredentialFault.BadClaims),
            Bad("issued when the key was compromised", Signed(CredentialType.Voucher, Sample.Claims, stolen),
                CredentialFault.KeyRevoked),
            Bad("issued after the key was retired", Signed(CredentialType.Presentation, Sample.Claims with
            {
                IssuedAt = Sample.Now.AddDays(8),
            }, Sample.Presentation), CredentialFault.KeyRetired),
        ];
    }

    private static VectorCase Good(string name, CredentialType type, CredentialClaims claims, LocalSigner signer) =>
        new(name, Signed(type, claims, signer), Expected(type, claims), null);

    private static VectorCase Bad(string name, string text, CredentialFault fault) =>
        new(name, text, null, fault.ToString());

    private static string Signed(CredentialType type, CredentialClaims claims, LocalSigner signer) =>
        CredentialText.Encode(CredentialSigner.Sign(type, claims, signer));

    private static byte[] ShortId(byte[] payload)
    {
        // Label 7 and the head of a 16-byte string become that of 15 bytes, and the last byte of the id goes.
        var at = payload.AsSpan().IndexOf((byte[])[0x07, 0x50]);
        return [.. payload[..at], 0x07, 0x4F, .. payload[(at + 2)..(at + 17)], .. payload[(at + 18)..]];
    }

    private static JsonElement Expected(CredentialType type, CredentialClaims claims) =>
        JsonSerializer.SerializeToElement(new
        {
            type = type.ToString(),
            voucherId = Convert.ToHexStringLower(claims.VoucherId.Span),
            issuedAt = claims.IssuedAt.ToUnixTimeSeconds(),
            expiresAt = claims.ExpiresAt.ToUnixTimeSeconds(),
            programme = claims.Programme,
            statusList = claims.StatusList,
            statusIndex = claims.StatusIndex,
            valueCapMinorUnits = claims.ValueCapMinorUnits,
            maskedName = claims.MaskedName,
            category = claims.Category,
            institution = claims.Institution,
        });
}
