using System.IO.Compression;

namespace Vouchers.Credentials;

/// <summary>
/// The status of many vouchers at two bits each, in the layout of the IETF Token Status List
/// (draft-ietf-oauth-status-list): four to a byte, the lowest bits first. Immutable.
/// </summary>
public sealed class StatusList
{
    /// <summary>The most vouchers in a list: 2^20, or 256 KiB. A programme with more uses more lists.</summary>
    public const int MaximumSize = 1 << 20;

    private const int PerByte = 4;

    private readonly byte[] bits;

    private StatusList(byte[] bits) => this.bits = bits;

    /// <summary>How many vouchers it has room for: a multiple of 4.</summary>
    public int Size => bits.Length * PerByte;

    /// <summary>The status at this index; outside of the list it is Invalid, as nobody vouches for it.</summary>
    public VoucherStatus this[int index] =>
        index >= 0 && index < Size
            ? (VoucherStatus)(bits[index / PerByte] >> (index % PerByte * 2) & 3)
            : VoucherStatus.Invalid;

    /// <summary>A list of vouchers that are Valid except for those named.</summary>
    /// <param name="entries">Index and status; of two with the same index the later counts.</param>
    /// <param name="size">Room for so many vouchers, rounded up to a multiple of 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not 1 to <see cref="MaximumSize"/>, an index lies
    /// outside of it, or a status is none.</exception>
    public static StatusList Build(IEnumerable<(int Index, VoucherStatus Status)> entries, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaximumSize);
        var bits = new byte[(size + PerByte - 1) / PerByte];
        foreach (var (index, status) in entries)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
            ArgumentOutOfRangeException.ThrowIfGreaterThan((int)status, 3, nameof(entries));
            var shift = index % PerByte * 2;
            ref var cell = ref bits[index / PerByte];
            cell = (byte)(cell & ~(3 << shift) | (int)status << shift);
        }
        return new(bits);
    }

    internal byte[] Deflate()
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.SmallestSize))
            zlib.Write(bits);
        return deflated.ToArray();
    }

    /// <summary>Null when it inflates to nothing, to more than the maximum, or not at all.</summary>
    internal static StatusList? Inflate(byte[] deflated)
    {
        // One byte more than allowed is enough to know a bomb, and no more is ever inflated.
        var room = new byte[MaximumSize / PerByte + 1];
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(deflated), CompressionMode.Decompress);
            var length = zlib.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
            return length > 0 && length < room.Length ? new(room[..length]) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
