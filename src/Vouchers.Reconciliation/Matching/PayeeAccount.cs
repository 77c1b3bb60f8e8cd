namespace Vouchers.Reconciliation;

/// <summary>Account numbers as banks spell them: with spaces, in part masked, or without the IBAN's head.</summary>
internal static class PayeeAccount
{
    // Two accounts of one bank may end alike in a few digits; the own number of an IBAN is longer.
    private const int ShortestTail = 10;

    /// <summary>Letters, digits and masks alone, in upper case.</summary>
    public static string Normalise(string account)
    {
        if (!account.Any(c => !char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c)))
            return account;
        return string.Concat(account.Where(c => char.IsLetterOrDigit(c) || c == '*').Select(char.ToUpperInvariant));
    }

    /// <summary>
    /// Whether two normalised numbers are one account: true, false, or null where one is empty or is masked so that
    /// nobody can tell.
    /// </summary>
    public static bool? Same(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
            return null;
        if (left == right)
            return left.Contains('*') ? null : true;
        if (left.Length != right.Length)
        {
            var (longer, shorter) = left.Length > right.Length ? (left, right) : (right, left);
            return shorter.Length < ShortestTail ? false : Same(longer[^shorter.Length..], shorter);
        }

        return left.Zip(right).Any(p => p.First != p.Second && p.First != '*' && p.Second != '*') ? false : null;
    }
}
