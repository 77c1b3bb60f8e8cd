using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Vouchers.Credentials;

/// <summary>
/// A redemption captured off line: a COSE_Sign1 (RFC 9052) of typ 65012 that the device's own key signed. Each names
/// the hash of the one before, so that none can be left out or slipped in later without being missed.
/// </summary>
/// <param name="Claims">What the device says.</param>
/// <param name="Hash">SHA-256 of what was signed, 32 bytes; what the next slip names. It does not depend on which of
/// the two forms of an ECDSA signature is sent.</param>
public sealed record OfflineSlip(OfflineClaims Claims, ReadOnlyMemory<byte> Hash)
{
    /// <summary>A longer one is refused unread.</summary>
    public const int MaximumBytes = 2048;

    private const int IssuedAt = 6;
    private const int RecordId = 7;
    private const int Record = -65540;

    /// <summary>
    /// The bytes of a slip that wait for their signature: a browser's key signs them and is not seen.
    /// </summary>
    /// <exception cref="ArgumentException">A claim is missing, too long or out of its range.</exception>
    public static UnsignedSlip Prepare(OfflineClaims claims, KeyId device)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (!claims.AreWellFormed)
            throw new ArgumentException("A claim is missing, too long or out of its range.", nameof(claims));
        var header = CoseSign1.WriteHeader(CoseType.Of(CredentialType.OfflineRedemption), device);
        return new UnsignedSlip(header, Write(claims));
    }

    /// <summary>Reads a slip that this key must have signed. It never throws on any bytes.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes, P256PublicKey device, [NotNullWhen(true)] out OfflineSlip? slip,
        out CredentialFault fault)
    {
        slip = null;
        fault = Open(bytes, out var message);
        if (message is null)
            return false;
        fault = message.KeyId != device.KeyId ? CredentialFault.UnknownKey
            : message.IsSignedBy(device) ? Finish(message, out slip)
            : CredentialFault.BadSignature;
        return slip is not null;
    }

    /// <summary>
    /// Reads a slip without asking who signed it: for the device itself, which reads what it stored. It never throws.
    /// </summary>
    public static bool TryReadOwn(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out OfflineSlip? slip)
    {
        slip = null;
        Open(bytes, out var message);
        return message is not null && Finish(message, out slip) == CredentialFault.None;
    }

    private static CredentialFault Open(ReadOnlyMemory<byte> bytes, out CoseSign1? message)
    {
        message = null;
        if (bytes.Length > MaximumBytes)
            return CredentialFault.TooLong;
        var fault = CoseSign1.Read(bytes, out message);
        if (message is null || message.Type.Credential == CredentialType.OfflineRedemption)
            return fault;
        message = null;
        return CredentialFault.UnknownType;
    }

    private static CredentialFault Finish(CoseSign1 message, out OfflineSlip? slip)
    {
        slip = Read(message.Payload) is { } claims ? new(claims, message.Digest()) : null;
        return slip is null ? CredentialFault.BadClaims : CredentialFault.None;
    }

    internal static byte[] Write(OfflineClaims claims)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: 1024);
        writer.WriteStartMap(3);
        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(claims.CapturedAt.ToUnixTimeSeconds());
        writer.WriteInt32(RecordId);
        writer.WriteByteString(claims.RecordId.Span);
        writer.WriteInt32(Record);
        writer.WriteStartArray(9);
        writer.WriteTextString(claims.DeviceId);
        writer.WriteInt64(claims.Sequence);
        writer.WriteByteString(claims.PreviousHash.Span);
        writer.WriteTextString(claims.LeaseId);
        writer.WriteTextString(claims.SessionId);
        writer.WriteByteString(claims.VoucherId.Span);
        writer.WriteInt64(claims.AmountMinorUnits);
        writer.WriteTextString(claims.Currency);
        writer.WriteByteString(claims.Presentation.Span);
        writer.WriteEndArray();
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static OfflineClaims? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new CborReader(payload, CborConformanceMode.Canonical);
            if (reader.ReadStartMap() != 3)
                return null;
            reader.Expect(IssuedAt);
            var capturedAt = reader.ReadTime();
            reader.Expect(RecordId);
            var recordId = reader.ReadByteString();
            reader.Expect(Record);
            reader.ReadStartArray();
            var claims = new OfflineClaims(
                recordId, capturedAt, reader.ReadTextString(), reader.ReadInt64(), reader.ReadByteString(),
                reader.ReadTextString(), reader.ReadTextString(), reader.ReadByteString(), reader.ReadInt64(),
                reader.ReadTextString(), reader.ReadByteString());
            reader.ReadEndArray();
            reader.ReadEndMap();
            return reader.BytesRemaining == 0 && claims.AreWellFormed ? claims : null;
        }
        catch (Exception e) when (CborShape.IsFault(e))
        {
            return null;
        }
    }
}

/// <summary>A slip before its signature.</summary>
public sealed class UnsignedSlip
{
    private readonly byte[] header;
    private readonly byte[] payload;

    internal UnsignedSlip(byte[] header, byte[] payload)
    {
        this.header = header;
        this.payload = payload;
        ToBeSigned = CoseSign1.SigStructure(header, payload);
        Hash = SHA256.HashData(ToBeSigned.Span);
    }

    /// <summary>What the key signs, with SHA-256 and ES256.</summary>
    public ReadOnlyMemory<byte> ToBeSigned { get; }

    /// <summary>What the next slip names as the one before.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>The slip to send.</summary>
    /// <param name="signature">r and s, 32 bytes each (IEEE P1363), as WebCrypto gives them.</param>
    /// <exception cref="CryptographicException">The signature has another length.</exception>
    public byte[] Seal(ReadOnlySpan<byte> signature) => CoseSign1.Assemble(header, payload, signature);
}
