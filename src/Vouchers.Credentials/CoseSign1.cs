using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Vouchers.Credentials;

/// <summary>
/// The one shape of COSE_Sign1 (RFC 9052) that we write and read: tagged, ES256, exactly the protected headers alg,
/// kid and typ, nothing unprotected, payload inside.
/// </summary>
/// <remarks>
/// Why not CoseMessage.DecodeSign1: it leaks OverflowException on hostile input, accepts alg ES384 with a P-256 key,
/// and ignores crit, each of which would need a guard around it. Reading the fixed shape is less code than the guards,
/// verifies the bytes as they were received, and lets a counter app go without the package. The tests check against it.
/// </remarks>
internal sealed record CoseSign1(
    KeyId KeyId,
    CoseType Type,
    ReadOnlyMemory<byte> Protected,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Signature)
{
    private const CborTag Tag = (CborTag)18;
    private const int Algorithm = 1;
    private const int Kid = 4;
    private const int Typ = 16;
    private const int Es256 = -7;

    public static byte[] Sign(CoseType type, ReadOnlySpan<byte> payload, IHashSigner signer)
    {
        var header = WriteHeader(type, signer.KeyId);
        return Assemble(header, payload, signer.SignHash(SHA256.HashData(SigStructure(header, payload))));
    }

    /// <summary>The signed message, of a signature that another device made over <see cref="SigStructure"/>.</summary>
    public static byte[] Assemble(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != P256PublicKey.SignatureBytes)
            throw new CryptographicException("A signer must return r and s, 32 bytes each (IEEE P1363).");
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: payload.Length + 128);
        writer.WriteTag(Tag);
        writer.WriteStartArray(4);
        writer.WriteByteString(header);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteByteString(payload);
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Reads the shape without judging the key or the signature. It never throws.</summary>
    public static CredentialFault Read(ReadOnlyMemory<byte> bytes, out CoseSign1? message)
    {
        message = null;
        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Canonical);
            if (reader.ReadTag() != Tag || reader.ReadStartArray() != 4)
                return CredentialFault.Malformed;
            var header = reader.ReadDefiniteLengthByteString();
            var fault = ReadHeader(header, out var keyId, out var type);
            if (fault != CredentialFault.None)
                return fault;
            if (reader.ReadStartMap() != 0)
                return CredentialFault.UnknownHeader;
            reader.ReadEndMap();
            var payload = reader.ReadDefiniteLengthByteString();
            var signature = reader.ReadDefiniteLengthByteString();
            reader.ReadEndArray();
            if (reader.BytesRemaining != 0)
                return CredentialFault.Malformed;
            message = new(keyId, type, header, payload, signature);
            return CredentialFault.None;
        }
        catch (Exception e) when (CborShape.IsFault(e))
        {
            return CredentialFault.Malformed;
        }
    }

    /// <summary>Whether the key made the signature.</summary>
    public bool IsSignedBy(P256PublicKey key) =>
        key.Verifies(Digest(), Signature.Span);

    /// <inheritdoc cref="IsSignedBy"/>
    public ValueTask<bool> IsSignedByAsync(
        P256PublicKey key, ISignatureCheck signatures, CancellationToken cancellation) =>
        Signature.Length == P256PublicKey.SignatureBytes
            ? signatures.HoldsAsync(key, SigStructure(Protected.Span, Payload.Span), Signature, cancellation)
            : ValueTask.FromResult(false);

    /// <summary>
    /// SHA-256 of what was signed: the same however often the signature is turned into its second form.
    /// </summary>
    public byte[] Digest() => SHA256.HashData(SigStructure(Protected.Span, Payload.Span));

    public static byte[] WriteHeader(CoseType type, KeyId keyId)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: 64);
        writer.WriteStartMap(3);
        writer.WriteInt32(Algorithm);
        writer.WriteInt32(Es256);
        writer.WriteInt32(Kid);
        writer.WriteByteString(keyId.ToBytes());
        writer.WriteInt32(Typ);
        if (type.MediaType is null)
            writer.WriteInt32(type.Number);
        else
            writer.WriteTextString(type.MediaType);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static CredentialFault ReadHeader(ReadOnlyMemory<byte> header, out KeyId keyId, out CoseType type)
    {
        (keyId, type) = (default, default);
        var reader = new CborReader(header, CborConformanceMode.Canonical);
        var count = reader.ReadStartMap();
        ReadOnlyMemory<byte> kid = default;
        var seen = 0;
        for (; reader.PeekState() != CborReaderState.EndMap; seen++)
        {
            if (reader.PeekState() != CborReaderState.UnsignedInteger)
                return CredentialFault.UnknownHeader;
            switch (reader.ReadUInt64())
            {
                case Algorithm:
                    // Text and large numbers name algorithms too; none of them is ours.
                    if (reader.PeekState() != CborReaderState.NegativeInteger
                        || reader.ReadCborNegativeIntegerRepresentation() != -Es256 - 1)
                        return CredentialFault.WrongAlgorithm;
                    break;
                case Kid:
                    kid = reader.ReadDefiniteLengthByteString();
                    break;
                case Typ:
                    type = reader.PeekState() == CborReaderState.TextString
                        ? new(0, reader.ReadTextString())
                        : new(reader.ReadInt32(), null);
                    break;
                default:
                    return CredentialFault.UnknownHeader;
            }
        }
        reader.ReadEndMap();
        // The reader refuses duplicates, so three known labels are all three.
        if (seen != 3 || count != 3 || reader.BytesRemaining != 0)
            return CredentialFault.Malformed;
        return KeyId.TryRead(kid.Span, out keyId) ? CredentialFault.None : CredentialFault.UnknownKey;
    }

    /// <summary>The Sig_structure of RFC 9052, section 4.4, with no external data: the bytes to be signed.</summary>
    public static byte[] SigStructure(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var capacity = header.Length + payload.Length + 32;
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: capacity);
        writer.WriteStartArray(4);
        writer.WriteTextString("Signature1");
        writer.WriteByteString(header);
        writer.WriteByteString([]);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
