using System.Globalization;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The words and dates of statements.</summary>
internal static class StatementWords
{
    private const string IsoDate = "yyyy-MM-dd";

    public static BankDirection DirectionOf(string? word) => word switch
    {
        "CRDT" => BankDirection.Credit,
        "DBIT" => BankDirection.Debit,
        _ => BankDirection.None,
    };

    public static StatementLineStatus StatusOf(string word) => word switch
    {
        "BOOK" => StatementLineStatus.Booked,
        "PDNG" => StatementLineStatus.Pending,
        "INFO" => StatementLineStatus.Information,
        _ => StatementLineStatus.Other,
    };

    /// <summary>The boolean of <c>xs:boolean</c>; null for anything else.</summary>
    public static bool? FlagOf(string? text) => text switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>The day of a date or a date and time, by the writer's clock; false for anything else.</summary>
    public static bool TryDate(string? text, out DateOnly date)
    {
        date = default;
        return text is { Length: >= 10 }
            && (text.Length == 10 || text[10] is 'T' or 'Z' or '+' or '-')
            && DateOnly.TryParseExact(
                text.AsSpan(0, 10), IsoDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }
}
