using System.Formats.Cbor;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class CredentialVerifierTests
{
    [Test]
    public void TryVerify_OwnVoucher_GivesBackTheClaims()
    {
        Assert.That(
            new CredentialVerifier(Sample.Trust).TryVerify(Sample.Text(), out var credential, out var fault), Is.True);
        Assert.That(fault, Is.EqualTo(CredentialFault.None));
        Assert.That(credential!.Claims, Is.EqualTo(Sample.Claims));
        Assert.That(credential.Type, Is.EqualTo(CredentialType.Voucher));
        Assert.That(credential.KeyId, Is.EqualTo(Sample.Voucher.KeyId));
    }

    [TestCase(CredentialType.Presentation)]
    [TestCase(CredentialType.OfflineRedemption)]
    public void TryVerify_OtherTypes_TakeTheirOwnKey(CredentialType type)
    {
        var signer = type == CredentialType.Presentation ? Sample.Presentation : Sample.Receipt;
        var claims = Sample.Claims with { Institution = "WZU-01" };
        var text = CredentialText.Encode(CredentialSigner.Sign(type, claims, signer));
        Assert.That(new CredentialVerifier(Sample.Trust).TryVerify(text, out var credential, out _), Is.True);
        Assert.That(credential!.Claims, Is.EqualTo(claims));
    }

    [Test]
    public void TryVerify_CraftedWithoutFault_IsAccepted() =>
        Assert.That(Sample.FaultOf(new Crafted().Text()), Is.EqualTo(CredentialFault.None));

    [Test]
    public void TryVerify_TooLong_IsTooLong() =>
        Assert.That(Sample.FaultOf("TV1:" + new string('0', 1021)), Is.EqualTo(CredentialFault.TooLong));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("TV1")]
    [TestCase("tv1:00")]
    [TestCase(" TV1:00")]
    [TestCase("HC1:6BF")]
    [TestCase("https://example.com/")]
    public void TryVerify_OtherPrefix_IsWrongPrefix(string? text) =>
        Assert.That(Sample.FaultOf(text), Is.EqualTo(CredentialFault.WrongPrefix));

    [TestCase("TV1:0")]
    [TestCase("TV1:bb8")]
    [TestCase("TV1:ZZZ")]
    [TestCase("TV1:::")]
    [TestCase("TV1:BB8\n")]
    [TestCase("TV1:BB\u0130")]
    [TestCase("TV1:BB\uFF18")]
    public void TryVerify_NotBase45_IsBadEncoding(string text) =>
        Assert.That(Sample.FaultOf(text), Is.EqualTo(CredentialFault.BadEncoding));

    [Test]
    public void TryVerify_LowerCaseOrSpaces_AreRefused()
    {
        var text = Sample.Text();
        Assert.That(Sample.FaultOf("TV1:" + text[4..].ToLowerInvariant()), Is.EqualTo(CredentialFault.BadEncoding));
        Assert.That(Sample.FaultOf(text + " "), Is.Not.EqualTo(CredentialFault.None));
        Assert.That(Sample.FaultOf(text.Insert(4, " ")), Is.Not.EqualTo(CredentialFault.None));
    }

    [TestCaseSource(nameof(MalformedMessages))]
    public void TryVerify_OtherShape_IsMalformed(byte[] cose) =>
        Assert.That(Sample.FaultOf(CredentialText.Encode(cose)), Is.EqualTo(CredentialFault.Malformed));

    private static IEnumerable<TestCaseData> MalformedMessages()
    {
        var good = new Crafted().Bytes();
        yield return Named("Nothing", []);
        yield return Named("TrailingByte", [.. good, 0]);
        yield return Named("NoTag", good[1..]);
        yield return Named("OtherTag", [0xD1, .. good[1..]]);
        yield return Named("TagInLongForm", [0xD8, 0x12, .. good[1..]]);
        yield return Named("IndefiniteArray", [0xD2, 0x9F, .. good[2..], 0xFF]);
        yield return Named("FiveElements", [0xD2, 0x85, .. good[2..], 0]);
        yield return Named("LengthOfTheUniverse", [0xD2, 0x84, 0x5B, 255, 255, 255, 255, 255, 255, 255, 255]);
        yield return Named("LengthOfTwoGigabytes", [0xD2, 0x84, 0x5A, 0x7F, 255, 255, 255]);
        yield return Named("ArraysWithinArrays", Enumerable.Repeat((byte)0x81, 600).ToArray());
        yield return Named("DetachedPayload", Crafted.Cbor(w =>
        {
            w.WriteTag((CborTag)18);
            w.WriteStartArray(4);
            w.WriteByteString(good.AsSpan(3, 17));
            w.WriteStartMap(0);
            w.WriteEndMap();
            w.WriteNull();
            w.WriteByteString(new byte[64]);
            w.WriteEndArray();
        }));
        var headers = new Crafted().Headers;
        yield return Named("NoKid", new Crafted { Headers = [headers[0], headers[2]] }.Bytes());
        yield return Named("NoAlgorithm", new Crafted { Headers = [headers[1], headers[2]] }.Bytes());
        yield return Named("KidTwice", new Crafted { Headers = [headers[0], headers[1], headers[1]] }.Bytes());
        yield return Named("HeadersOutOfOrder", new Crafted { Headers = [headers[1], headers[0], headers[2]] }.Bytes());
        yield return Named("KidAsText", new Crafted
        {
            Headers = [headers[0], Crafted.Header(4, w => w.WriteTextString("12345678")), headers[2]],
        }.Bytes());
        yield return Named("TypeTooLarge", new Crafted
        {
            Headers = [headers[0], headers[1], Crafted.Header(16, w => w.WriteUInt64(ulong.MaxValue))],
        }.Bytes());
        yield return Named("IndefiniteHeader", new Crafted().Sealed([0xBF, 0xFF], new byte[64]));
        yield return Named("NoHeader", new Crafted().Sealed([], new byte[64]));
    }

    [Test]
    public void TryVerify_AlgorithmEs384_IsWrongAlgorithm()
    {
        foreach (var algorithm in (int[])[-35, -36, -8, -6, 5, 7, int.MinValue])
        {
            var text = WithHeader(0, Crafted.Header(1, w => w.WriteInt32(algorithm)));
            Assert.That(Sample.FaultOf(text), Is.EqualTo(CredentialFault.WrongAlgorithm), $"{algorithm}");
        }
        var named = WithHeader(0, Crafted.Header(1, w => w.WriteTextString("ES256")));
        Assert.That(Sample.FaultOf(named), Is.EqualTo(CredentialFault.WrongAlgorithm));
    }

    [Test]
    public void TryVerify_UnknownHeader_IsUnknownHeader()
    {
        var headers = new Crafted().Headers;
        var critical = Crafted.Header(2, w =>
        {
            w.WriteStartArray(1);
            w.WriteInt32(99);
            w.WriteEndArray();
        });
        var named = ((Action<CborWriter>)(w => w.WriteTextString("x")), (Action<CborWriter>)(w => w.WriteInt32(1)));
        List<(Action<CborWriter>, Action<CborWriter>)>[] crafted =
        [
            [headers[0], critical, headers[1], headers[2]],
            [.. headers, Crafted.Header(99, w => w.WriteInt32(1))],
            [.. headers, named],
            [headers[0], headers[1], headers[2], Crafted.Header(-1, w => w.WriteInt32(1))],
        ];
        foreach (var list in crafted)
        {
            Assert.That(Sample.FaultOf(new Crafted { Headers = list }.Text()),
                Is.EqualTo(CredentialFault.UnknownHeader));
        }
    }

    [Test]
    public void TryVerify_UnprotectedHeader_IsUnknownHeader()
    {
        var text = new Crafted
        {
            Unprotected = w =>
            {
                w.WriteStartMap(1);
                w.WriteInt32(4);
                w.WriteByteString(Sample.Presentation.KeyId.ToBytes());
                w.WriteEndMap();
            },
        }.Text();
        Assert.That(Sample.FaultOf(text), Is.EqualTo(CredentialFault.UnknownHeader));
    }

    [Test]
    public void TryVerify_OtherType_IsUnknownType()
    {
        foreach (var type in (int[])[0, 16, 65009, 65013, -1])
        {
            Assert.That(Sample.FaultOf(WithHeader(2, Crafted.Header(16, w => w.WriteInt32(type)))),
                Is.EqualTo(CredentialFault.UnknownType), $"{type}");
        }
        var named = WithHeader(2, Crafted.Header(16, w => w.WriteTextString("application/cwt")));
        Assert.That(Sample.FaultOf(named), Is.EqualTo(CredentialFault.UnknownType));
    }

    [Test]
    public void TryVerify_KeyNotInTheList_IsUnknownKey()
    {
        var stranger = Sample.NewSigner();
        var cose = CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, stranger);
        Assert.That(Sample.FaultOf(CredentialText.Encode(cose)), Is.EqualTo(CredentialFault.UnknownKey));
        Assert.That(Sample.FaultOf(WithHeader(1, Crafted.Kid([1, 2, 3]))), Is.EqualTo(CredentialFault.UnknownKey));
        Assert.That(Sample.FaultOf(WithHeader(1, Crafted.Kid([]))), Is.EqualTo(CredentialFault.UnknownKey));
    }

    [Test]
    public void TryVerify_VoucherKeySignsPresentation_IsKeyNotForThisType()
    {
        var cose = CredentialSigner.Sign(CredentialType.Presentation, Sample.Claims, Sample.Voucher);
        Assert.That(Sample.FaultOf(CredentialText.Encode(cose)), Is.EqualTo(CredentialFault.KeyNotForThisType));
    }

    [TestCaseSource(nameof(BadSignatures))]
    public void TryVerify_OtherSignature_IsBadSignature(byte[] signature)
    {
        var text = new Crafted { Signature = _ => signature }.Text();
        Assert.That(Sample.FaultOf(text), Is.EqualTo(CredentialFault.BadSignature));
    }

    private static IEnumerable<TestCaseData> BadSignatures()
    {
        yield return Named("Zeroes", new byte[64]);
        yield return Named("Ones", Enumerable.Repeat((byte)0xFF, 64).ToArray());
        yield return Named("None", []);
        yield return Named("TooShort", new byte[63]);
        yield return Named("TooLong", new byte[65]);
        yield return Named("OfAnotherHash", Sample.Voucher.SignHash(new byte[32]));
    }

    [Test]
    public void TryVerify_SignatureOfAnotherTypeOrPayload_IsBadSignature()
    {
        var raised = new Crafted { Payload = ClaimsCbor.Write(Sample.Claims with { ValueCapMinorUnits = 900_000 }) };
        var genuine = new Crafted().Bytes();
        var text = CredentialText.Encode(raised.Sealed(genuine[3..20], genuine[^64..]));
        Assert.That(Sample.FaultOf(text), Is.EqualTo(CredentialFault.BadSignature));
    }

    [Test]
    public void TryVerify_KeyCompromised_RefusesFromThatTimeOn()
    {
        var stolen = Sample.Key(Sample.Voucher, KeyUse.Voucher) with { CompromisedAt = Sample.Now };
        Assert.That(Sample.FaultOf(Sample.Text(), Sample.TrustOf(stolen)), Is.EqualTo(CredentialFault.KeyRevoked));
        var earlier = Sample.Text(Sample.Claims with { IssuedAt = Sample.Now.AddSeconds(-1) });
        Assert.That(Sample.FaultOf(earlier, Sample.TrustOf(stolen)), Is.EqualTo(CredentialFault.None));
    }

    [Test]
    public void TryVerify_OutsideOfKeyValidity_IsKeyRetired()
    {
        var key = Sample.Key(Sample.Voucher, KeyUse.Voucher);
        CredentialFault With(TimeSpan notBefore, TimeSpan notAfter) => Sample.FaultOf(Sample.Text(), Sample.TrustOf(
            key with { NotBefore = Sample.Now + notBefore, NotAfter = Sample.Now + notAfter }));
        var second = TimeSpan.FromSeconds(1);
        Assert.That(With(-second, -second), Is.EqualTo(CredentialFault.KeyRetired));
        Assert.That(With(-second, TimeSpan.Zero), Is.EqualTo(CredentialFault.None));
        Assert.That(With(30 * second, 60 * second), Is.EqualTo(CredentialFault.None));
        Assert.That(With(31 * second, 60 * second), Is.EqualTo(CredentialFault.KeyRetired));
    }

    [Test]
    public void TryVerify_MalleatedSignature_VerifiesSoDedupeIsByVoucherId()
    {
        var genuine = new Crafted();
        var malleated = new Crafted { Signature = Malleate }.Bytes();
        Assert.That(malleated, Is.Not.EqualTo(genuine.Bytes()));
        var verifier = new CredentialVerifier(Sample.Trust);
        Assert.That(verifier.TryVerify(CredentialText.Encode(malleated), out var credential, out _), Is.True);
        Assert.That(credential!.Claims.VoucherId.ToArray(), Is.EqualTo(Sample.Claims.VoucherId.ToArray()));
    }

    internal static byte[] Malleate(byte[] signature)
    {
        var order = new System.Numerics.BigInteger(
            Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), true, true);
        var s = new System.Numerics.BigInteger(signature.AsSpan(32), true, true);
        var other = (order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. signature[..32], .. new byte[32 - other.Length], .. other];
    }

    private static string WithHeader(int at, (Action<CborWriter>, Action<CborWriter>) header)
    {
        var crafted = new Crafted();
        crafted.Headers[at] = header;
        return crafted.Text();
    }

    private static TestCaseData Named(string name, byte[] bytes) => new TestCaseData(bytes).SetArgDisplayNames(name);
}
