using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>Input made to hurt, the same in each run. Nothing may throw; only the genuine may pass.</summary>
public sealed class HostileInputTests
{
    private static readonly byte[] Genuine =
        CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, Sample.Voucher);

    private readonly Random random = new(20260301);

    [Test]
    public void TryVerify_EveryBitFlip_IsRefused()
    {
        for (var bit = 0; bit < Genuine.Length * 8; bit++)
        {
            var flipped = Genuine.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            AssertRefused(flipped);
        }
    }

    [Test]
    public void TryVerify_EveryTruncationAndExtension_IsRefused()
    {
        for (var length = 0; length < Genuine.Length; length++)
            AssertRefused(Genuine[..length]);
        for (var more = 1; more <= 40; more++)
            AssertRefused([.. Genuine, .. Random(more)]);
    }

    [Test]
    public void TryVerify_RandomBytes_AreRefused()
    {
        for (var i = 0; i < 20_000; i++)
            AssertRefused(Random(random.Next(CredentialText.MaximumBytes + 1)));
    }

    [Test]
    public void TryVerify_RandomBytesInTheRightFrame_AreRefused()
    {
        // The tag, the array and the header of a genuine credential, so that the later checks are reached.
        for (var i = 0; i < 5_000; i++)
            AssertRefused([.. Genuine[..random.Next(Genuine.Length)], .. Random(random.Next(120))]);
    }

    [Test]
    public void TryVerify_RandomText_IsRefused()
    {
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Random(random.Next(300)).Select(b => (char)(b * random.Next(1, 200)))]);
            Assert.That(Sample.FaultOf("TV1:" + text), Is.Not.EqualTo(CredentialFault.None));
            Sample.FaultOf(text);
        }
    }

    [Test]
    public void TryVerify_SignedRandomPayload_IsBadClaims()
    {
        var claims = ClaimsCbor.Write(Sample.Claims);
        for (var i = 0; i < 3_000; i++)
        {
            var payload = claims.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                payload[random.Next(payload.Length)] = (byte)random.Next(256);
            // Some changes make other claims that are well formed; the point is that none throws.
            Sample.FaultOf(new Crafted { Payload = payload }.Text());
        }
    }

    [Test]
    public void TryRead_HostileTrustAndStatusLists_AreRefused()
    {
        var trust = Sample.Trust.SignedBy(Sample.Root);
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = i % 2 == 0 ? Random(random.Next(400)) : trust.ToArray();
            if (bytes.Length > 0)
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            Assert.That(TrustList.TryRead(bytes, Sample.Root.PublicKey, 0, out _, out _), Is.False);
            Assert.That(PublishedStatusList.TryRead(bytes, Sample.Trust, out _, out _), Is.False);
        }
    }

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void AssertRefused(byte[] cose)
    {
        if (cose.Length <= CredentialText.MaximumBytes)
            Assert.That(Sample.FaultOf(CredentialText.Encode(cose)), Is.Not.EqualTo(CredentialFault.None));
    }
}
