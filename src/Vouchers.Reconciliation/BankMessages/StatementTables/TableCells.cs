namespace Vouchers.Reconciliation.BankMessages;

/// <summary>What stands in a table's cells.</summary>
internal static class TableCells
{
    private const int GroupLength = 3;

    /// <summary>
    /// The cell without what banks put around it so that spreadsheet programs keep its digits: white space, an
    /// apostrophe before it, or a formula of one text.
    /// </summary>
    public static string Clean(string cell)
    {
        var text = cell.Trim().Trim('\uFEFF').Trim();
        if (text.Length > 2 && text.StartsWith("=\"", StringComparison.Ordinal) && text[^1] == '"')
            return text[2..^1].Trim();
        return text.StartsWith('\'') ? text[1..].Trim() : text;
    }

    /// <summary>Reads an amount, which may have a sign. False, with the reason, for anything else.</summary>
    public static bool TryAmount(string cell, StatementTableMapping mapping, out long minorUnits, out string why)
    {
        minorUnits = 0;
        why = $"'{TextCut.Shorten(cell)}' is not an amount";
        var text = cell;
        var isNegative = text.StartsWith('-');
        if (isNegative)
            text = text[1..];
        if ((isNegative && text.StartsWith('+')) || text.StartsWith('-') || !TryUngroup(text, mapping, out var plain)
            || !AmountText.TryParse(plain, mapping.Currency, out var amount, out why))
        {
            return false;
        }

        minorUnits = isNegative ? -amount.MinorUnits : amount.MinorUnits;
        return true;
    }

    // Groups are believed where each has three digits: '1,5' is no 15.
    private static bool TryUngroup(string text, StatementTableMapping mapping, out string plain)
    {
        plain = text;
        var point = text.IndexOf(mapping.DecimalSeparator, StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (text, null) : (text[..point], text[(point + 1)..]);
        if (mapping.GroupSeparator is { } separator && whole.Contains(separator))
        {
            var groups = whole.TrimStart('+').Split(separator);
            if (groups[0].Length is 0 or > GroupLength || groups.Skip(1).Any(g => g.Length != GroupLength))
                return false;
            whole = string.Concat(groups);
        }

        // Whatever else separates is no part of a number.
        if (whole.Contains('.') || fraction?.Contains('.') == true)
            return false;
        plain = fraction is null ? whole : $"{whole}.{fraction}";
        return true;
    }
}
