using System.Security.Cryptography;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>Keys, claims and a trust list that the tests of this folder share.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<KeyId, byte[]> Scalars = [];

    public static readonly LocalSigner Voucher = NewSigner();
    public static readonly LocalSigner Presentation = NewSigner();
    public static readonly LocalSigner StatusList = NewSigner();
    public static readonly LocalSigner Receipt = NewSigner();
    public static readonly LocalSigner Root = NewSigner();

    public static readonly CredentialClaims Claims = new(
        Convert.FromHexString("00112233445566778899AABBCCDDEEFF"), Now, Now.AddDays(90), "WZ26", 3, 123_456, 200_000,
        "王*明", 5, null);

    public static readonly TrustList Trust = TrustOf(
        Key(Voucher, KeyUse.Voucher), Key(Presentation, KeyUse.Presentation), Key(StatusList, KeyUse.StatusList),
        Key(Receipt, KeyUse.Receipt));

    /// <summary>The seam, in the place of a browser's.</summary>
    public static readonly ISignatureCheck Signatures = new EcdsaSignatureCheck();

    public static T Awaited<T>(ValueTask<T> verdict) => verdict.AsTask().GetAwaiter().GetResult();

    public static LocalSigner NewSigner()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        var signer = new LocalSigner(parameters);
        lock (Scalars)
            Scalars[signer.KeyId] = parameters.D!;
        return signer;
    }

    public static byte[] PrivateScalarOf(LocalSigner signer) => Scalars[signer.KeyId];

    public static TrustedKey Key(LocalSigner signer, KeyUse use) =>
        new(signer.PublicKey, use, KeyStatus.Active, Now.AddDays(-30), null, null);

    public static TrustList TrustOf(params TrustedKey[] keys) =>
        new(7, Now, keys, "https://vouchers.example/status/");

    public static string Text(CredentialClaims? claims = null) =>
        CredentialText.Encode(CredentialSigner.Sign(CredentialType.Voucher, claims ?? Claims, Voucher));

    public static CredentialFault FaultOf(string? text, TrustList? trust = null)
    {
        var verifier = new CredentialVerifier(trust ?? Trust);
        var accepted = verifier.TryVerify(text, out var credential, out var fault);
        Assert.That(Awaited(verifier.VerifyAsync(text, Signatures)), Is.EqualTo((credential, fault)), "async");
        Assert.That(accepted, Is.EqualTo(credential is not null));
        Assert.That(accepted, Is.EqualTo(fault == CredentialFault.None));
        return fault;
    }
}
