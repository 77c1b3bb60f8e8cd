using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class CredentialSignerTests
{
    [Test]
    public void Sign_ReadBySystemSecurityCryptographyCose_Verifies()
    {
        var cose = CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, Sample.Voucher);
        var message = CoseMessage.DecodeSign1(cose);
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Sample.Voucher.PublicKey.X.ToArray(), Y = Sample.Voucher.PublicKey.Y.ToArray() },
        });
        Assert.That(message.VerifyEmbedded(key), Is.True);
    }

    [Test]
    public void Sign_KeyBehindTheSeam_SeesTheHashAndNothingElse()
    {
        var kms = new Kms(signature => signature);
        var text = CredentialText.Encode(CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, kms));
        Assert.That(Sample.FaultOf(text), Is.EqualTo(CredentialFault.None));
        Assert.That(kms.Seen, Has.Length.EqualTo(SHA256.HashSizeInBytes));
    }

    [Test]
    public void Sign_KeyAnswersDer_Throws()
    {
        var kms = new Kms(_ => new byte[71]);
        Assert.That(() => CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, kms),
            Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void Sign_NoSuchType_Throws() =>
        Assert.That(() => CredentialSigner.Sign((CredentialType)65013, Sample.Claims, Sample.Voucher),
            Throws.ArgumentException);

    [Test]
    public void Sign_FromManyThreads_AllVerify()
    {
        var verifier = new CredentialVerifier(Sample.Trust);
        Parallel.For(0, 2000, i =>
        {
            var text = Sample.Text(Sample.Claims with { StatusIndex = i });
            if (!verifier.TryVerify(text, out var credential, out _) || credential.Claims.StatusIndex != i)
                Assert.Fail($"{i}");
        });
    }

    /// <summary>A key in another process, as far as the signer can tell.</summary>
    private sealed class Kms(Func<byte[], byte[]> answer) : IHashSigner
    {
        public byte[] Seen { get; private set; } = [];

        public KeyId KeyId => Sample.Voucher.KeyId;

        public byte[] SignHash(ReadOnlySpan<byte> sha256)
        {
            Seen = sha256.ToArray();
            return answer(Sample.Voucher.SignHash(sha256));
        }
    }
}
