using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;

namespace Vouchers.Credentials;

/// <summary>
/// Where a lane of the journal ended when it was signed. The hash covers every batch before it, so whoever keeps this
/// elsewhere sees whether the lane was rewritten since, even with hashes that fit each other. It travels as a
/// COSE_Sign1 (RFC 9052), typ 65014, over {6: iat, -65540: {1: lane, 2: batch, 3: hash}}.
/// </summary>
/// <param name="Lane">The lane, 1 or more.</param>
/// <param name="Batch">The last batch, 1 or more.</param>
/// <param name="Hash">Its SHA-256 in the chain, 32 bytes.</param>
/// <param name="SignedAt">When. Whole seconds; a fraction is dropped when signing.</param>
public sealed record JournalHead(int Lane, long Batch, ReadOnlyMemory<byte> Hash, DateTimeOffset SignedAt)
{
    /// <summary>A longer one is refused unread.</summary>
    public const int MaximumBytes = 400;

    private const int HashBytes = 32;
    private const int IssuedAt = 6, Head = -65540;

    /// <summary>The signed bytes; about 170.</summary>
    /// <exception cref="ArgumentException">The hash has another length, or a number is less than 1.</exception>
    public byte[] SignedBy(IHashSigner signer)
    {
        if (!IsWellFormed)
            throw new ArgumentException("A head has a lane, a batch and a hash of 32 bytes.", nameof(signer));
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(2);
        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(SignedAt.ToUnixTimeSeconds());
        writer.WriteInt32(Head);
        writer.WriteStartMap(3);
        writer.WriteInt32(1);
        writer.WriteInt32(Lane);
        writer.WriteInt32(2);
        writer.WriteInt64(Batch);
        writer.WriteInt32(3);
        writer.WriteByteString(Hash.Span);
        writer.WriteEndMap();
        writer.WriteEndMap();
        return CoseSign1.Sign(CoseType.JournalHead, writer.Encode(), signer);
    }

    /// <summary>Reads signed bytes. It never throws on any.</summary>
    /// <param name="bytes">What was kept.</param>
    /// <param name="trust">The keys; one for the journal must have signed, in its time.</param>
    /// <param name="head">What they say, also where it is not to be trusted; null where they say nothing.</param>
    /// <param name="fault">Why not when false.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes, TrustList trust, [NotNullWhen(true)] out JournalHead? head,
        out JournalHeadFault fault)
    {
        head = null;
        fault = JournalHeadFault.Malformed;
        if (bytes.Length > MaximumBytes
            || CoseSign1.Read(bytes, out var message) != CredentialFault.None
            || message is null
            || message.Type != CoseType.JournalHead
            || Read(message.Payload) is not { } read)
            return false;
        head = read;
        fault = trust.Find(message.KeyId) is { Use: KeyUse.Journal } key && message.IsSignedBy(key.PublicKey)
            && key.FaultAt(read.SignedAt) == CredentialFault.None
                ? JournalHeadFault.None
                : JournalHeadFault.NotTrusted;
        return fault == JournalHeadFault.None;
    }

    /// <summary>Compares the hash by its bytes: the compiler's own would compare where the memory lies.</summary>
    public bool Equals(JournalHead? other) =>
        other is not null && (Lane, Batch, SignedAt) == (other.Lane, other.Batch, other.SignedAt)
        && Hash.Span.SequenceEqual(other.Hash.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Lane, Batch, SignedAt);

    private bool IsWellFormed => Lane >= 1 && Batch >= 1 && Hash.Length == HashBytes;

    private static JournalHead? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new CborReader(payload, CborConformanceMode.Canonical);
            reader.ReadStartMap();
            reader.Expect(IssuedAt);
            var signedAt = reader.ReadTime();
            reader.Expect(Head);
            reader.ReadStartMap();
            reader.Expect(1);
            var lane = reader.ReadInt32();
            reader.Expect(2);
            var batch = reader.ReadInt64();
            reader.Expect(3);
            var hash = reader.ReadByteString();
            reader.ReadEndMap();
            reader.ReadEndMap();
            var head = new JournalHead(lane, batch, hash, signedAt);
            return reader.BytesRemaining == 0 && head.IsWellFormed ? head : null;
        }
        catch (Exception e) when (CborShape.IsFault(e))
        {
            return null;
        }
    }
}
