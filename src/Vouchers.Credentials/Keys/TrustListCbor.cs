using System.Formats.Cbor;

namespace Vouchers.Credentials;

/// <summary>
/// The trust list in deterministic CBOR: {6: iat, -65538: {1: version, 2: keys, 3: address}}.
/// </summary>
internal static class TrustListCbor
{
    private const int IssuedAt = 6;
    private const int List = -65538;

    public static byte[] Write(TrustList list)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(2);
        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(list.IssuedAt.ToUnixTimeSeconds());
        writer.WriteInt32(List);
        writer.WriteStartMap(3);
        writer.WriteInt32(1);
        writer.WriteInt64(list.Version);
        writer.WriteInt32(2);
        writer.WriteStartArray(list.Keys.Count);
        foreach (var key in list.Keys)
            WriteKey(writer, key);
        writer.WriteEndArray();
        writer.WriteInt32(3);
        writer.WriteTextString(list.StatusListAddress);
        writer.WriteEndMap();
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Null when the payload has another shape. It never throws.</summary>
    public static TrustList? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new CborReader(payload, CborConformanceMode.Canonical);
            reader.ReadStartMap();
            reader.Expect(IssuedAt);
            var issuedAt = reader.ReadTime();
            reader.Expect(List);
            reader.ReadStartMap();
            reader.Expect(1);
            var version = reader.ReadInt64();
            reader.Expect(2);
            var keys = reader.ReadArray(ReadKey);
            reader.Expect(3);
            var address = reader.ReadTextString();
            reader.ReadEndMap();
            reader.ReadEndMap();
            return reader.BytesRemaining == 0 ? new(version, issuedAt, keys, address) : null;
        }
        catch (Exception e) when (CborShape.IsFault(e) || e is ArgumentException)
        {
            // ArgumentException: a negative version, or the same key twice.
            return null;
        }
    }

    private static void WriteKey(CborWriter writer, TrustedKey key)
    {
        writer.WriteStartArray(6);
        CoseKey.Write(writer, key.PublicKey.X.Span, key.PublicKey.Y.Span);
        writer.WriteInt32((int)key.Use);
        writer.WriteInt32((int)key.Status);
        writer.WriteInt64(key.NotBefore.ToUnixTimeSeconds());
        WriteTime(writer, key.NotAfter);
        WriteTime(writer, key.CompromisedAt);
        writer.WriteEndArray();
    }

    private static TrustedKey ReadKey(CborReader reader)
    {
        reader.ReadStartArray();
        var key = new TrustedKey(
            CoseKey.Read(reader),
            (KeyUse)reader.ReadInt32(),
            (KeyStatus)reader.ReadInt32(),
            reader.ReadTime(),
            ReadOptionalTime(reader),
            ReadOptionalTime(reader));
        reader.ReadEndArray();
        return key;
    }

    private static void WriteTime(CborWriter writer, DateTimeOffset? time)
    {
        if (time is { } known)
            writer.WriteInt64(known.ToUnixTimeSeconds());
        else
            writer.WriteNull();
    }

    private static DateTimeOffset? ReadOptionalTime(CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Null)
            return reader.ReadTime();
        reader.ReadNull();
        return null;
    }
}
