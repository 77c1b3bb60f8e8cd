using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;

namespace Vouchers.Credentials;

/// <summary>
/// A status list as it is served: a Status List Token in CWT form (draft-ietf-oauth-status-list), a COSE_Sign1 of type
/// application/statuslist+cwt.
/// </summary>
/// <param name="Subject">The address of the list, claim sub.</param>
/// <param name="IssuedAt">When it was made, claim iat. Whole seconds.</param>
/// <param name="ExpiresAt">From when on it says nothing, claim exp. Whole seconds.</param>
/// <param name="TimeToLive">How long to keep it before asking again, claim ttl. Whole seconds.</param>
/// <param name="Statuses">The list.</param>
/// <param name="Programmes">The programme table, a private claim: it changes when a programme is made, and the root
/// that signs the trust list is then in its safe.</param>
public sealed record PublishedStatusList(
    string Subject, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, TimeSpan TimeToLive, StatusList Statuses,
    IReadOnlyList<TrustedProgramme> Programmes)
{
    /// <summary>
    /// A longer one is refused unread: a full list that does not compress, and as much again for the programmes.
    /// </summary>
    public const int MaximumBytes = 512 * 1024;

    private const int Sub = 2, Exp = 4, Iat = 6, List = 65533, Ttl = 65534, ProgrammeTable = -65539;
    private const int BitsPerVoucher = 2;

    /// <summary>The signed bytes to serve. One million vouchers of which 1 % are set take about 16 kB.</summary>
    public byte[] SignedBy(IHashSigner signer)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(6);
        writer.WriteInt32(Sub);
        writer.WriteTextString(Subject);
        writer.WriteInt32(Exp);
        writer.WriteInt64(ExpiresAt.ToUnixTimeSeconds());
        writer.WriteInt32(Iat);
        writer.WriteInt64(IssuedAt.ToUnixTimeSeconds());
        writer.WriteInt32(List);
        writer.WriteStartMap(2);
        writer.WriteTextString("lst");
        writer.WriteByteString(Statuses.Deflate());
        writer.WriteTextString("bits");
        writer.WriteInt32(BitsPerVoucher);
        writer.WriteEndMap();
        writer.WriteInt32(Ttl);
        writer.WriteInt64((long)TimeToLive.TotalSeconds);
        writer.WriteInt32(ProgrammeTable);
        writer.WriteStartArray(Programmes.Count);
        foreach (var programme in Programmes)
            programme.Write(writer);
        writer.WriteEndArray();
        writer.WriteEndMap();
        return CoseSign1.Sign(CoseType.StatusList, writer.Encode(), signer);
    }

    /// <summary>
    /// Reads a signed list. It never throws on any bytes, and inflates at most 256 KiB, after the signature was found
    /// good. Whether the list is fresh is for the caller to judge, by <paramref name="list"/>'s times.
    /// </summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        TrustList trust,
        [NotNullWhen(true)] out PublishedStatusList? list,
        out StatusListFault fault)
    {
        list = null;
        fault = Open(bytes, trust, out var message, out var key);
        if (fault == StatusListFault.None)
            fault = Finish(message!, key!, message!.IsSignedBy(key!.PublicKey), out list);
        return list is not null;
    }

    /// <summary>The same verdict, with the signature checked behind a seam. It throws only what the seam throws.
    /// </summary>
    /// <returns>The list and no fault, or none and the fault.</returns>
    public static async ValueTask<(PublishedStatusList? List, StatusListFault Fault)> ReadAsync(
        ReadOnlyMemory<byte> bytes, TrustList trust, ISignatureCheck signatures,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        var fault = Open(bytes, trust, out var message, out var key);
        if (fault != StatusListFault.None)
            return (null, fault);
        var holds = await message!.IsSignedByAsync(key!.PublicKey, signatures, cancellation).ConfigureAwait(false);
        fault = Finish(message, key, holds, out var list);
        return (list, fault);
    }

    private static StatusListFault Open(
        ReadOnlyMemory<byte> bytes, TrustList trust, out CoseSign1? message, out TrustedKey? key)
    {
        (message, key) = (null, null);
        if (bytes.Length > MaximumBytes
            || CoseSign1.Read(bytes, out message) != CredentialFault.None
            || message is null
            || message.Type != CoseType.StatusList)
            return StatusListFault.Malformed;
        key = trust.Find(message.KeyId);
        return key is { Use: KeyUse.StatusList } ? StatusListFault.None : StatusListFault.NotTrusted;
    }

    private static StatusListFault Finish(
        CoseSign1 message, TrustedKey key, bool holds, out PublishedStatusList? list)
    {
        list = null;
        if (!holds)
            return StatusListFault.NotTrusted;
        try
        {
            return ReadClaims(new(message.Payload, CborConformanceMode.Canonical), key, out list);
        }
        catch (Exception e) when (CborShape.IsFault(e))
        {
            return StatusListFault.Malformed;
        }
    }

    private static StatusListFault ReadClaims(CborReader reader, TrustedKey key, out PublishedStatusList? list)
    {
        list = null;
        reader.ReadStartMap();
        reader.Expect(Sub);
        var subject = reader.ReadTextString();
        reader.Expect(Exp);
        var expiresAt = reader.ReadTime();
        reader.Expect(Iat);
        var issuedAt = reader.ReadTime();
        reader.Expect(List);
        reader.ReadStartMap();
        reader.ExpectText("lst");
        var deflated = reader.ReadByteString();
        reader.ExpectText("bits");
        reader.Expect(BitsPerVoucher);
        reader.ReadEndMap();
        reader.Expect(Ttl);
        var timeToLive = TimeSpan.FromSeconds(reader.ReadUInt32());
        reader.Expect(ProgrammeTable);
        var programmes = reader.ReadArray(TrustedProgramme.Read);
        reader.ReadEndMap();
        if (reader.BytesRemaining != 0)
            return StatusListFault.Malformed;
        if (key.FaultAt(issuedAt) != CredentialFault.None)
            return StatusListFault.NotTrusted;
        if (StatusList.Inflate(deflated) is not { } statuses)
            return StatusListFault.BadCompression;
        list = new(subject, issuedAt, expiresAt, timeToLive, statuses, programmes);
        return StatusListFault.None;
    }
}
