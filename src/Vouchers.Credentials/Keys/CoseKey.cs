using System.Formats.Cbor;

namespace Vouchers.Credentials;

/// <summary>
/// A P-256 public key as a deterministic COSE_Key {1: 2, -1: 1, -2: x, -3: y} (RFC 9053, section 7.1.1): the form that
/// its thumbprint hashes and that the trust list carries.
/// </summary>
internal static class CoseKey
{
    private const int KeyType = 1, Curve = -1, X = -2, Y = -3;
    private const int Ec2 = 2, P256 = 1;

    public static void Write(CborWriter writer, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        writer.WriteStartMap(4);
        writer.WriteInt32(KeyType);
        writer.WriteInt32(Ec2);
        writer.WriteInt32(Curve);
        writer.WriteInt32(P256);
        writer.WriteInt32(X);
        writer.WriteByteString(x);
        writer.WriteInt32(Y);
        writer.WriteByteString(y);
        writer.WriteEndMap();
    }

    public static P256PublicKey Read(CborReader reader)
    {
        reader.ReadStartMap();
        reader.Expect(KeyType);
        reader.Expect(Ec2);
        reader.Expect(Curve);
        reader.Expect(P256);
        reader.Expect(X);
        var x = reader.ReadByteString();
        reader.Expect(Y);
        var y = reader.ReadByteString();
        reader.ReadEndMap();
        return P256PublicKey.TryCreate(x, y, out var key)
            ? key
            : throw new CborContentException("The coordinates are no point of P-256.");
    }
}
