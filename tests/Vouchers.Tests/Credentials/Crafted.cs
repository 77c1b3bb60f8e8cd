using System.Formats.Cbor;
using System.Security.Cryptography;
using Vouchers.Credentials;

namespace Vouchers.Tests.Credentials;

/// <summary>
/// Writes a credential piece by piece, so that a test can get exactly one piece wrong. What is wrong is signed too,
/// unless the test replaces the signature: the fault must be found by its own check.
/// </summary>
internal sealed class Crafted
{
    public IHashSigner Signer { get; init; } = Sample.Voucher;

    /// <summary>The protected headers in the order to write: label and value.</summary>
    public List<(Action<CborWriter> Label, Action<CborWriter> Value)> Headers { get; init; } =
        [Header(1, w => w.WriteInt32(-7)), Kid(Sample.Voucher.KeyId.ToBytes()), Header(16, w => w.WriteInt32(65010))];

    public Action<CborWriter> Unprotected { get; init; } = w =>
    {
        w.WriteStartMap(0);
        w.WriteEndMap();
    };

    public byte[] Payload { get; init; } = ClaimsCbor.Write(Sample.Claims);

    public Func<byte[], byte[]> Signature { get; init; } = signature => signature;

    public static (Action<CborWriter>, Action<CborWriter>) Header(int label, Action<CborWriter> value) =>
        (w => w.WriteInt32(label), value);

    public static (Action<CborWriter>, Action<CborWriter>) Kid(byte[] kid) => Header(4, w => w.WriteByteString(kid));

    public static byte[] Cbor(Action<CborWriter> write)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        write(writer);
        return writer.Encode();
    }

    public string Text() => CredentialText.Encode(Bytes());

    public byte[] Bytes()
    {
        var header = Cbor(w =>
        {
            w.WriteStartMap(Headers.Count);
            foreach (var (label, value) in Headers)
            {
                label(w);
                value(w);
            }
            w.WriteEndMap();
        });
        return Sealed(header, Signature(Signer.SignHash(SHA256.HashData(ToBeSigned(header)))));
    }

    /// <summary>The tagged COSE_Sign1 around a protected header that is given as bytes.</summary>
    public byte[] Sealed(byte[] header, byte[] signature) => Cbor(w =>
    {
        w.WriteTag((CborTag)18);
        w.WriteStartArray(4);
        w.WriteByteString(header);
        Unprotected(w);
        w.WriteByteString(Payload);
        w.WriteByteString(signature);
        w.WriteEndArray();
    });

    private byte[] ToBeSigned(byte[] header) => Cbor(w =>
    {
        w.WriteStartArray(4);
        w.WriteTextString("Signature1");
        w.WriteByteString(header);
        w.WriteByteString([]);
        w.WriteByteString(Payload);
        w.WriteEndArray();
    });
}
