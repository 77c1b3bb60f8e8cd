using System.Text.Json;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

public sealed class TrustListTests
{
    private static TrustListFault FaultOf(byte[] bytes, long minimumVersion = 0, LocalSigner? root = null)
    {
        var pinned = (root ?? Sample.Root).PublicKey;
        var read = TrustList.TryRead(bytes, pinned, minimumVersion, out _, out var fault);
        var (list, same) = Sample.Awaited(TrustList.ReadAsync(bytes, pinned, minimumVersion, Sample.Signatures));
        Assert.That((list is not null, same), Is.EqualTo((read, fault)), "async");
        return fault;
    }

    [Test]
    public void TryRead_OwnList_GivesAllBack()
    {
        var list = Sample.TrustOf(
            Sample.Key(Sample.Voucher, KeyUse.Voucher) with { Status = KeyStatus.Retired, NotAfter = Sample.Now },
            Sample.Key(Sample.Receipt, KeyUse.Receipt) with { CompromisedAt = Sample.Now.AddDays(-1) });
        var bytes = list.SignedBy(Sample.Root);
        Assert.That(TrustList.TryRead(bytes, Sample.Root.PublicKey, 7, out var read, out var fault), Is.True);
        Assert.That(fault, Is.EqualTo(TrustListFault.None));
        Assert.That(read!.Keys, Is.EqualTo(list.Keys));
        Assert.That(
            (read.Version, read.IssuedAt, read.StatusListAddress),
            Is.EqualTo((list.Version, list.IssuedAt, list.StatusListAddress)));
    }

    [Test]
    public void TryRead_OlderVersion_IsRefusedAndTheSameIsNot()
    {
        var bytes = Sample.Trust.SignedBy(Sample.Root);
        Assert.That(FaultOf(bytes, minimumVersion: 8), Is.EqualTo(TrustListFault.OlderVersion));
        Assert.That(FaultOf(bytes, minimumVersion: 7), Is.EqualTo(TrustListFault.None));
    }

    [Test]
    public void TryRead_OtherRoot_IsNotByRoot()
    {
        Assert.That(FaultOf(Sample.Trust.SignedBy(Sample.Voucher)), Is.EqualTo(TrustListFault.NotByRoot));
        Assert.That(FaultOf(Sample.Trust.SignedBy(Sample.Root), root: Sample.NewSigner()),
            Is.EqualTo(TrustListFault.NotByRoot));
    }

    [Test]
    public void TryRead_VoucherSignedByRoot_IsMalformed()
    {
        var voucher = CredentialSigner.Sign(CredentialType.Voucher, Sample.Claims, Sample.Root);
        Assert.That(FaultOf(voucher), Is.EqualTo(TrustListFault.Malformed));
        Assert.That(FaultOf(new byte[TrustList.MaximumBytes + 1]), Is.EqualTo(TrustListFault.Malformed));
    }

    [Test]
    public void TryRead_KeyOffTheCurve_IsMalformed()
    {
        var payload = TrustListCbor.Write(Sample.Trust);
        var x = payload.AsSpan().IndexOf(Sample.Voucher.PublicKey.X.Span);
        payload[x] ^= 1;
        var bytes = CoseSign1.Sign(CoseType.TrustList, payload, Sample.Root);
        Assert.That(FaultOf(bytes), Is.EqualTo(TrustListFault.Malformed));
    }

    [Test]
    public void Construction_SameKeyTwice_Throws()
    {
        var key = Sample.Key(Sample.Voucher, KeyUse.Voucher);
        Assert.That(() => Sample.TrustOf(key, key with { Use = KeyUse.Receipt }), Throws.ArgumentException);
    }

    [Test]
    public void ToJwks_EachKey_IsAJwk()
    {
        using var document = JsonDocument.Parse(Sample.Trust.ToJwks());
        var keys = document.RootElement.GetProperty("keys").EnumerateArray().ToList();
        Assert.That(keys, Has.Count.EqualTo(4));
        foreach (var (jwk, key) in keys.Zip(Sample.Trust.Keys))
        {
            string Text(string name) => jwk.GetProperty(name).GetString()!;
            Assert.That((Text("kty"), Text("crv")), Is.EqualTo(("EC", "P-256")));
            Assert.That((Text("alg"), Text("use")), Is.EqualTo(("ES256", "sig")));
            Assert.That(Text("kid"), Is.EqualTo(key.KeyId.ToString()));
            Assert.That(P256PublicKey.TryCreate(
                System.Buffers.Text.Base64Url.DecodeFromChars(Text("x")),
                System.Buffers.Text.Base64Url.DecodeFromChars(Text("y")), out var read), Is.True);
            Assert.That(read, Is.EqualTo(key.PublicKey));
        }
    }

    [Test]
    public void KeyId_ExampleOfRfc9679_IsTheThumbprint()
    {
        // The key and thumbprint of RFC 9679, section 6.
        var x = Convert.FromHexString("65EDA5A12577C2BAE829437FE338701A10AAA375E1BB5B5DE108DE439C08551D");
        var y = Convert.FromHexString("1E52ED75701163F7F9E40DDF9F341B3DC9BA860AF7E0CA7CA7E9EECD0084D19C");
        Assert.That(KeyId.Of(x, y).ToString(), Is.EqualTo("496bd8afadf307e5"));
    }

    [Test]
    public void P256PublicKey_Text_RoundTrips()
    {
        var key = Sample.Root.PublicKey;
        Assert.That(P256PublicKey.TryParse(key.ToString(), out var read), Is.True);
        Assert.That(read, Is.EqualTo(key));
        Assert.That(read!.KeyId, Is.EqualTo(key.KeyId));
        foreach (var bad in (string?[])[null, "", "A", new string('A', 86), key.ToString() + "=", "*" + key])
            Assert.That(P256PublicKey.TryParse(bad, out _), Is.False, bad);
    }

    [Test]
    public void KeyId_Text_RoundTrips()
    {
        var id = Sample.Root.KeyId;
        Assert.That(KeyId.Parse(id.ToString().ToUpperInvariant()), Is.EqualTo(id));
        Assert.That(KeyId.TryRead(id.ToBytes(), out var read), Is.True);
        Assert.That(read, Is.EqualTo(id));
        foreach (var bad in (string?[])[null, "", "0x00000000000000", "+123456789abcdef", "123456789abcdefg"])
            Assert.That(KeyId.TryParse(bad, out _), Is.False, bad);
    }
}
