using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// Names each line of a statement by what identifies it at the bank, and equal lines by their order. For each line 64
/// bits of its hash stay in memory: a chance likeness of two lines gives one of them a higher number, in every file.
/// </summary>
internal sealed class Fingerprints(string? account, string? statementId)
{
    private readonly Dictionary<ulong, int> seen = [];

    public string Of(StatementLine line, string? endToEndId)
    {
        var text = new StringBuilder();
        // The bank's own reference names an entry in each statement that shows it, of a day, a week or a month. Without
        // one, lines that are alike in two statements are two.
        var reference = line.ServicerReference ?? line.Transaction.ServicerReference;
        // Each field with its length, so that no two lists of fields give the same text.
        foreach (var field in (ReadOnlySpan<string?>)
        [
            account, reference is null ? statementId : null, line.EntryReference, line.ServicerReference,
            line.Transaction.ServicerReference, Number(line.Amount.MinorUnits), line.Amount.Currency.Code,
            Number((int)line.Direction), Number((int)line.Status), DateOf(line), endToEndId,
        ])
        {
            text.Append(CultureInfo.InvariantCulture, $"{field?.Length ?? -1}:{field}");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes + sizeof(int)];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        var key = BinaryPrimitives.ReadUInt64BigEndian(hash);
        var ordinal = seen[key] = seen.GetValueOrDefault(key) + 1;
        BinaryPrimitives.WriteInt32BigEndian(hash[SHA256.HashSizeInBytes..], ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(hash).AsSpan(0, 16));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? DateOf(StatementLine line) =>
        (line.BookingDate ?? line.ValueDate)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
