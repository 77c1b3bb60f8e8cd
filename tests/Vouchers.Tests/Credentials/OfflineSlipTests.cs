using System.Security.Cryptography;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>What a device signs off line: it is read as it was written, or not at all.</summary>
public sealed class OfflineSlipTests
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Random random = new(20260302);
    private P256PublicKey device = null!;

    [OneTimeSetUp]
    public void ReadKey() => device = PublicKeyOf(key);

    [OneTimeTearDown]
    public void Drop() => key.Dispose();

    [Test]
    public void TryRead_WhatWasSealed_IsWhatWasSaid()
    {
        var unsigned = OfflineSlip.Prepare(Claims(), device.KeyId);

        Assert.That(OfflineSlip.TryRead(Seal(unsigned), device, out var slip, out var fault), $"{fault}");

        Assert.That(Told(slip!.Claims), Is.EqualTo(Told(Claims())));
        Assert.That(slip.Hash.ToArray(), Is.EqualTo(unsigned.Hash.ToArray()), "the next slip names this hash");
    }

    [Test]
    public void Hash_OfTheSameSlipSignedAgain_IsTheSame()
    {
        var unsigned = OfflineSlip.Prepare(Claims(), device.KeyId);
        var (first, second) = (Seal(unsigned), Seal(unsigned));
        Assert.That(first, Is.Not.EqualTo(second), "ECDSA draws a number for each signature");

        OfflineSlip.TryRead(first, device, out var one, out _);
        OfflineSlip.TryRead(second, device, out var two, out _);

        Assert.That(one!.Hash.ToArray(), Is.EqualTo(two!.Hash.ToArray()));
    }

    [Test]
    public void TryReadOwn_WhatWasSealed_IsReadWithoutAKey()
    {
        var unsigned = OfflineSlip.Prepare(Claims(), device.KeyId);

        Assert.That(OfflineSlip.TryReadOwn(Seal(unsigned), out var slip));

        Assert.That(Told(slip!.Claims), Is.EqualTo(Told(Claims())));
        Assert.That(slip.Hash.ToArray(), Is.EqualTo(unsigned.Hash.ToArray()));
        Assert.That(OfflineSlip.TryReadOwn(Seal(unsigned).AsMemory(..^1), out _), Is.False);
    }

    [Test]
    public void TryRead_AnotherDevicesKey_IsUnknown()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.That(FaultOf(Seal(OfflineSlip.Prepare(Claims(), device.KeyId)), PublicKeyOf(other)),
            Is.EqualTo(CredentialFault.UnknownKey));
    }

    [Test]
    public void TryRead_SignedByAnotherUnderTheName_IsForged()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var unsigned = OfflineSlip.Prepare(Claims(), device.KeyId);
        var forged = unsigned.Seal(other.SignData(unsigned.ToBeSigned.Span, HashAlgorithmName.SHA256));
        Assert.That(FaultOf(forged, device), Is.EqualTo(CredentialFault.BadSignature));
    }

    [Test]
    public void TryRead_ACredential_IsNoSlip() => Assert.That(
        FaultOf(CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, Sample.Voucher), Sample.Voucher.PublicKey),
        Is.EqualTo(CredentialFault.UnknownType));

    [Test]
    public void TryVerify_ASlipAsACredential_IsRefused()
    {
        // Whoever could sign slips with a key of the trust list would otherwise make vouchers of them.
        var unsigned = OfflineSlip.Prepare(Claims(), Sample.Voucher.KeyId);
        var bytes = unsigned.Seal(Sample.Voucher.SignHash(SHA256.HashData(unsigned.ToBeSigned.Span)));
        Assert.That(Sample.FaultOf(CredentialText.Encode(bytes)), Is.EqualTo(CredentialFault.KeyNotForThisType));
    }

    [Test]
    public void TryRead_EveryBitFlip_IsRefused()
    {
        var genuine = Seal(OfflineSlip.Prepare(Claims(), device.KeyId));
        for (var bit = 0; bit < genuine.Length * 8; bit++)
        {
            var flipped = genuine.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.That(FaultOf(flipped, device), Is.Not.EqualTo(CredentialFault.None), $"bit {bit}");
        }
    }

    [Test]
    public void TryRead_EveryTruncationAndExtension_IsRefused()
    {
        var genuine = Seal(OfflineSlip.Prepare(Claims(), device.KeyId));
        for (var length = 0; length < genuine.Length; length++)
            Assert.That(FaultOf(genuine[..length], device), Is.Not.EqualTo(CredentialFault.None));
        for (var more = 1; more <= 40; more++)
            Assert.That(FaultOf([.. genuine, .. Random(more)], device), Is.Not.EqualTo(CredentialFault.None));
        Assert.That(FaultOf(new byte[OfflineSlip.MaximumBytes + 1], device), Is.EqualTo(CredentialFault.TooLong));
    }

    [Test]
    public void TryRead_RandomBytesInTheRightFrame_AreRefused()
    {
        var genuine = Seal(OfflineSlip.Prepare(Claims(), device.KeyId));
        for (var i = 0; i < 5_000; i++)
            Assert.That(FaultOf([.. genuine[..random.Next(genuine.Length)], .. Random(random.Next(200))], device),
                Is.Not.EqualTo(CredentialFault.None));
    }

    [TestCaseSource(nameof(Impossible))]
    public void Prepare_ImpossibleClaims_IsRefused(OfflineClaims claims) => Assert.That(
        () => OfflineSlip.Prepare(claims, device.KeyId), Throws.ArgumentException);

    [TestCaseSource(nameof(Impossible))]
    public void TryRead_ImpossibleClaimsOfAGenuineKey_AreBad(OfflineClaims claims) => Assert.That(
        FaultOf(
            new Crafted
            {
                Headers =
                [
                    Crafted.Header(1, w => w.WriteInt32(-7)), Crafted.Kid(Sample.Voucher.KeyId.ToBytes()),
                    Crafted.Header(16, w => w.WriteInt32(65012)),
                ],
                Payload = OfflineSlip.Write(claims),
            }.Bytes(), Sample.Voucher.PublicKey),
        Is.EqualTo(CredentialFault.BadClaims));

    private static IEnumerable<TestCaseData> Impossible()
    {
        TestCaseData Case(string name, OfflineClaims claims) => new(claims) { TestName = $"{{m}}({name})" };
        yield return Case("record", Claims() with { RecordId = new byte[15] });
        yield return Case("device", Claims() with { DeviceId = "" });
        yield return Case("long device", Claims() with { DeviceId = new string('d', 82) });
        yield return Case("lease", Claims() with { LeaseId = "" });
        yield return Case("session", Claims() with { SessionId = new string('课', 28) });
        yield return Case("sequence", Claims() with { Sequence = 0 });
        yield return Case("hash", Claims() with { PreviousHash = new byte[31] });
        yield return Case("voucher", Claims() with { VoucherId = new byte[17] });
        yield return Case("amount", Claims() with { AmountMinorUnits = 0 });
        yield return Case("currency", Claims() with { Currency = "cny" });
        yield return Case("evidence", Claims() with { Presentation = ReadOnlyMemory<byte>.Empty });
        yield return Case("long evidence",
            Claims() with { Presentation = new byte[CredentialText.MaximumBytes + 1] });
    }

    private static OfflineClaims Claims() => new(
        Convert.FromHexString("0193F0A1B2C3D4E5F60718293A4B5C6D"), Sample.Now, "vtc-d1", 7,
        SHA256.HashData("before"u8), "lease-1", "vtc-s1", Sample.Claims.VoucherId, 100_000, "CNY",
        CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, Sample.Voucher));

    private static string Told(OfflineClaims c) => string.Join('|',
        Convert.ToHexString(c.RecordId.Span), c.CapturedAt, c.DeviceId, c.Sequence,
        Convert.ToHexString(c.PreviousHash.Span), c.LeaseId, c.SessionId, Convert.ToHexString(c.VoucherId.Span),
        c.AmountMinorUnits, c.Currency);

    private static P256PublicKey PublicKeyOf(ECDsa key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        Assert.That(P256PublicKey.TryCreate(q.X!, q.Y!, out var made));
        return made!;
    }

    private static CredentialFault FaultOf(byte[] bytes, P256PublicKey device)
    {
        var read = OfflineSlip.TryRead(bytes, device, out var slip, out var fault);
        Assert.That(read, Is.EqualTo(slip is not null).And.EqualTo(fault == CredentialFault.None));
        return fault;
    }

    private byte[] Seal(UnsignedSlip slip) => slip.Seal(key.SignData(slip.ToBeSigned.Span, HashAlgorithmName.SHA256));

    private byte[] Random(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
