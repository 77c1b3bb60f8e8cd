using System.Formats.Cbor;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>Payloads that a trusted key signed and that are nevertheless not of the agreed shape.</summary>
public sealed class ClaimsTests
{
    private static readonly byte[] Good = ClaimsCbor.Write(Sample.Claims);

    [TestCaseSource(nameof(BadPayloads))]
    public void TryVerify_SignedPayloadOfOtherShape_IsBadClaims(byte[] payload) =>
        Assert.That(Sample.FaultOf(new Crafted { Payload = payload }.Text()), Is.EqualTo(CredentialFault.BadClaims));

    [TestCaseSource(nameof(BadClaims))]
    public void Sign_ClaimOutOfRange_Throws(CredentialClaims claims) =>
        Assert.That(() => CredentialSigner.Sign(CredentialType.Voucher, claims, Sample.Voucher),
            Throws.ArgumentException);

    [Test]
    public void Equals_SameIdInOtherMemory_IsEqual()
    {
        var copy = Sample.Claims with { VoucherId = Sample.Claims.VoucherId.ToArray() };
        Assert.That(copy, Is.EqualTo(Sample.Claims));
        Assert.That(copy.GetHashCode(), Is.EqualTo(Sample.Claims.GetHashCode()));
        Assert.That(copy with { VoucherId = new byte[16] }, Is.Not.EqualTo(Sample.Claims));
    }

    [Test]
    public void VoucherIdText_IsTheLedgersOwn()
    {
        Span<byte> id = stackalloc byte[16];
        for (var n = 0; n < 16; n++)
            id[n] = (byte)(n * 17);
        var claims = Sample.Claims with { VoucherId = id.ToArray() };
        Assert.That(claims.VoucherIdText(), Is.EqualTo(Vouchers.Ledger.Uid.Format(id)));
    }

    private static IEnumerable<TestCaseData> BadPayloads()
    {
        yield return Named("Empty", []);
        yield return Named("TrailingByte", [.. Good, 0]);
        yield return Named("IndefiniteMap", [0xBF, .. Good[1..], 0xFF]);
        yield return Named("NotAMap", [0x80]);
        yield return Named("MissingExpiry", [0xA3, .. Good[7..]]);
        yield return Named("ExpiryTwice", [0xA5, .. Good[1..7], .. Good[1..]]);
        yield return Named("ExpiryAsText", Payload(w => w.WriteTextString("2027")));
        yield return Named("ExpiryAsFloat", Payload(w => w.WriteDouble(1.8e9)));
        yield return Named("ExpiryInLongForm", [0xA4, 0x04, 0x1B, 0, 0, 0, 0, .. Good[3..]]);
        yield return Named("ExpiryNegative", Payload(w => w.WriteInt32(-1)));
        yield return Named("ExpiryBeyondTheYear9999", Payload(w => w.WriteInt64(253_402_300_800)));
        yield return Named("ExpiryBeyondInt64", Payload(w => w.WriteUInt64(ulong.MaxValue)));
        yield return Named("ExpiryBeforeIssue", Payload(w => w.WriteInt32(1)));
        yield return Named("IdOf15Bytes", Payload(id: w => w.WriteByteString(new byte[15])));
        yield return Named("IdOf17Bytes", Payload(id: w => w.WriteByteString(new byte[17])));
        yield return Named("IdAsText", Payload(id: w => w.WriteTextString("0123456789ABCDEF")));
        yield return Named("IdIndefinite", Payload(id: w =>
        {
            w.WriteStartIndefiniteLengthByteString();
            w.WriteByteString(new byte[16]);
            w.WriteEndIndefiniteLengthByteString();
        }));
        yield return Named("NameTooLong", Payload(name: w => w.WriteTextString(new string('*', 17))));
        yield return Named("NameNotUtf8", Payload(name: w => w.WriteEncodedValue([0x61, 0xFF])));
        yield return Named("NameAsBytes", Payload(name: w => w.WriteByteString([0x2A])));
        yield return Named("CategoryNegative", Payload(category: -1));
    }

    private static IEnumerable<TestCaseData> BadClaims()
    {
        yield return Claim("IdOf15Bytes", Sample.Claims with { VoucherId = new byte[15] });
        yield return Claim("ExpiresWhenIssued", Sample.Claims with { ExpiresAt = Sample.Now });
        yield return Claim("BeforeTheYear1970", Sample.Claims with { IssuedAt = DateTimeOffset.MinValue });
        yield return Claim("NoProgramme", Sample.Claims with { Programme = "" });
        yield return Claim("LongProgramme", Sample.Claims with { Programme = new string('温', 9) });
        yield return Claim("NameOf18Bytes", Sample.Claims with { MaskedName = "欧阳****娜娜娜娜" });
        yield return Claim("NegativeCap", Sample.Claims with { ValueCapMinorUnits = -1 });
        yield return Claim("NegativeIndex", Sample.Claims with { StatusIndex = -1 });
        yield return Claim("EmptyInstitution", Sample.Claims with { Institution = "" });
    }

    private static byte[] Payload(
        Action<CborWriter>? expiry = null,
        Action<CborWriter>? id = null,
        Action<CborWriter>? name = null,
        int category = 5) => Crafted.Cbor(w =>
        {
            w.WriteStartMap(4);
            w.WriteInt32(4);
            (expiry ?? (e => e.WriteInt64(Sample.Claims.ExpiresAt.ToUnixTimeSeconds())))(w);
            w.WriteInt32(6);
            w.WriteInt64(Sample.Claims.IssuedAt.ToUnixTimeSeconds());
            w.WriteInt32(7);
            (id ?? (i => i.WriteByteString(new byte[16])))(w);
            w.WriteInt32(-65537);
            w.WriteStartMap(5);
            w.WriteInt32(1);
            w.WriteTextString("WZ26");
            w.WriteInt32(2);
            w.WriteStartArray(2);
            w.WriteInt32(3);
            w.WriteInt32(4);
            w.WriteEndArray();
            w.WriteInt32(3);
            w.WriteInt32(200_000);
            w.WriteInt32(4);
            (name ?? (n => n.WriteTextString("王*明")))(w);
            w.WriteInt32(5);
            w.WriteInt32(category);
            w.WriteEndMap();
            w.WriteEndMap();
        });

    private static TestCaseData Named(string name, byte[] payload) =>
        new TestCaseData(payload).SetArgDisplayNames(name);

    private static TestCaseData Claim(string name, CredentialClaims claims) =>
        new TestCaseData(claims).SetArgDisplayNames(name);
}
