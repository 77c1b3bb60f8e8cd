using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// The hash chain of a lane. Each batch of journal rows is one link:
/// <code>hash = SHA-256(previous hash ‖ lane ‖ number ‖ at ‖ first sequence ‖ row count ‖ rows)</code>
/// The previous hash of a lane's batch 1 is SHA-256 of the ASCII text <c>vouchers journal lane N</c>.
/// </summary>
/// <remarks>
/// The encoding, which may never change: integers are big-endian, <c>lane</c>, <c>row count</c>, <c>event</c> and
/// lengths have 4 bytes, all others 8. Text is its length in bytes and its UTF-8. A value that may be missing is
/// one byte 0, or one byte 1 and the value. A row is event, subject, debit?, credit?, amount, actor, request id?
/// (16 bytes), at, note?. The rows' own lane, sequence and batch follow from the head of the link.
/// </remarks>
internal static class JournalChain
{
    /// <summary>What the first batch of a lane has as its previous hash.</summary>
    public static byte[] Genesis(int lane) =>
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"vouchers journal lane {lane}")));

    /// <summary>The hash of a batch.</summary>
    public static byte[] Hash(
        ReadOnlySpan<byte> previousHash, int lane, long number, Timestamp at, long firstSequence,
        IReadOnlyList<JournalRow> rows)
    {
        using var encoder = new Encoder();
        encoder.Raw(previousHash);
        encoder.Int(lane);
        encoder.Long(number);
        encoder.Long(at.Microseconds);
        encoder.Long(firstSequence);
        encoder.Int(rows.Count);
        foreach (var row in rows)
            encoder.Row(row);
        return encoder.Hash();
    }

    private sealed class Encoder : IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private byte[] buffer = new byte[4_096];
        private int used;

        public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

        public void Int(int value) => BinaryPrimitives.WriteInt32BigEndian(Reserve(4), value);

        public void Long(long value) => BinaryPrimitives.WriteInt64BigEndian(Reserve(8), value);

        public void Row(JournalRow row)
        {
            Int((int)row.Line.Event);
            Text(row.Line.Subject);
            Optional(row.Line.Debit);
            Optional(row.Line.Credit);
            Long(row.Line.AmountMinorUnits);
            Text(row.Actor);
            if (Present(row.RequestId is not null))
                row.RequestId!.Value.TryWriteBytes(Reserve(16), bigEndian: true, out _);
            Long(row.At.Microseconds);
            if (Present(row.Line.Note is not null))
                Text(row.Line.Note!);
        }

        public byte[] Hash()
        {
            Flush();
            return hash.GetHashAndReset();
        }

        public void Dispose() => hash.Dispose();

        private void Optional(AccountId? account)
        {
            if (Present(account is not null))
                Long(account!.Value.Packed);
        }

        private bool Present(bool present)
        {
            Reserve(1)[0] = present ? (byte)1 : (byte)0;
            return present;
        }

        private void Text(string text)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            Int(length);
            Encoding.UTF8.GetBytes(text, Reserve(length));
        }

        private Span<byte> Reserve(int length)
        {
            if (used + length > buffer.Length)
            {
                Flush();
                if (length > buffer.Length)
                    buffer = new byte[length];
            }

            used += length;
            return buffer.AsSpan(used - length, length);
        }

        private void Flush()
        {
            hash.AppendData(buffer, 0, used);
            used = 0;
        }
    }
}
