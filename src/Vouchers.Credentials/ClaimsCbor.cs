using System.Formats.Cbor;

namespace Vouchers.Credentials;

/// <summary>
/// The claims set in deterministic CBOR. The order of the labels is part of the format, so that reading is a straight
/// line: the canonical reader refuses any other order, and this code any other label.
/// </summary>
internal static class ClaimsCbor
{
    private const int ExpiresAt = 4;
    private const int IssuedAt = 6;
    private const int VoucherId = 7;
    private const int Voucher = -65537;

    public static byte[] Write(CredentialClaims claims)
    {
        if (!claims.AreWellFormed)
            throw new ArgumentException("A claim is missing, too long or out of its range.", nameof(claims));
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: 256);
        writer.WriteStartMap(4);
        writer.WriteInt32(ExpiresAt);
        writer.WriteInt64(claims.ExpiresAt.ToUnixTimeSeconds());
        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(claims.IssuedAt.ToUnixTimeSeconds());
        writer.WriteInt32(VoucherId);
        writer.WriteByteString(claims.VoucherId.Span);
        writer.WriteInt32(Voucher);
        WriteVoucher(writer, claims);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Null when the payload has another shape. It never throws.</summary>
    public static CredentialClaims? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new CborReader(payload, CborConformanceMode.Canonical);
            if (reader.ReadStartMap() != 4)
                return null;
            reader.Expect(ExpiresAt);
            var expiresAt = reader.ReadTime();
            reader.Expect(IssuedAt);
            var issuedAt = reader.ReadTime();
            reader.Expect(VoucherId);
            var voucherId = reader.ReadByteString();
            reader.Expect(Voucher);
            var claims = ReadVoucher(reader, voucherId, issuedAt, expiresAt);
            reader.ReadEndMap();
            return reader.BytesRemaining == 0 && claims.AreWellFormed ? claims : null;
        }
        catch (Exception e) when (CborShape.IsFault(e))
        {
            return null;
        }
    }

    private static void WriteVoucher(CborWriter writer, CredentialClaims claims)
    {
        writer.WriteStartMap(claims.Institution is null ? 5 : 6);
        writer.WriteInt32(1);
        writer.WriteTextString(claims.Programme);
        writer.WriteInt32(2);
        writer.WriteStartArray(2);
        writer.WriteInt32(claims.StatusList);
        writer.WriteInt32(claims.StatusIndex);
        writer.WriteEndArray();
        writer.WriteInt32(3);
        writer.WriteInt64(claims.ValueCapMinorUnits);
        writer.WriteInt32(4);
        writer.WriteTextString(claims.MaskedName);
        writer.WriteInt32(5);
        writer.WriteInt32(claims.Category);
        if (claims.Institution is not null)
        {
            writer.WriteInt32(6);
            writer.WriteTextString(claims.Institution);
        }
        writer.WriteEndMap();
    }

    private static CredentialClaims ReadVoucher(
        CborReader reader, byte[] voucherId, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        var count = reader.ReadStartMap();
        reader.Expect(1);
        var programme = reader.ReadTextString();
        reader.Expect(2);
        reader.ReadStartArray();
        var statusList = reader.ReadInt32();
        var statusIndex = reader.ReadInt32();
        reader.ReadEndArray();
        reader.Expect(3);
        var valueCap = reader.ReadInt64();
        reader.Expect(4);
        var maskedName = reader.ReadTextString();
        reader.Expect(5);
        var category = reader.ReadInt32();
        string? institution = null;
        if (count == 6)
        {
            reader.Expect(6);
            institution = reader.ReadTextString();
        }
        reader.ReadEndMap();
        return new(voucherId, issuedAt, expiresAt, programme, statusList, statusIndex, valueCap, maskedName, category,
            institution);
    }
}
