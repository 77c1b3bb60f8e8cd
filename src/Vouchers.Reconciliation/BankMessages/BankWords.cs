using System.Globalization;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Words with a meaning of their own in bank messages.</summary>
internal static class BankWords
{
    /// <summary>What a bank writes into a required field when it has nothing to write.</summary>
    public static bool IsNotProvided(string? text) =>
        text is not null && text.Replace(" ", "", StringComparison.Ordinal) is var word
        && (word.Equals("NOTPROVIDED", StringComparison.OrdinalIgnoreCase)
            || word.Equals("NOT-PROVIDED", StringComparison.OrdinalIgnoreCase));

    /// <summary>A number as messages write it, with commas between thousands, whatever the machine's culture.</summary>
    public static string Number(Int128 value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The id, or null for an empty one and for NOTPROVIDED.</summary>
    public static string? IdOrNone(string? text) =>
        string.IsNullOrWhiteSpace(text) || IsNotProvided(text) ? null : text.Trim();
}
