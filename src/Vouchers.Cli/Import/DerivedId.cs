using System.Security.Cryptography;
using Google.Protobuf;

namespace Vouchers.Cli.Import;

/// <summary>
/// The request id of one call of an import, computed from the import's id and what is sent (UUIDv8, RFC 9562). An
/// import that broke off and is run again with the same id repeats the calls that were answered instead of making new
/// ones, though rows were corrected meanwhile and batches cut elsewhere.
/// </summary>
internal static class DerivedId
{
    public static Guid Of(Guid import, IEnumerable<IMessage> records)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(import.ToByteArray(bigEndian: true));
        foreach (var record in records)
        {
            var bytes = record.ToByteArray();
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
        var id = hash.GetHashAndReset().AsSpan(0, 16);
        id[6] = (byte)(id[6] & 0x0F | 0x80);
        id[8] = (byte)(id[8] & 0x3F | 0x80);
        return new(id, bigEndian: true);
    }
}
