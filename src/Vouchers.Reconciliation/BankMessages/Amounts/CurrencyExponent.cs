using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>How many decimals a currency has (the minor unit of ISO 4217). Immutable and thread safe.</summary>
public static class CurrencyExponent
{
    // All active codes that deviate from two decimals.
    private static readonly Dictionary<string, int> Deviating = Table(
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"));

    // Metals, funds and test codes have no minor unit, so that an amount in them cannot be counted.
    private static readonly HashSet<string> Countless =
        [.. "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX".Split(' ')];

    /// <summary>
    /// The number of decimals: 2 for CNY, 0 for JPY, 3 for KWD. False for the default currency and for codes
    /// without a minor unit, such as gold.
    /// </summary>
    public static bool TryGet(Currency currency, out int exponent)
    {
        exponent = 0;
        if (currency.Code is not { } code || Countless.Contains(code))
            return false;
        exponent = Deviating.GetValueOrDefault(code, 2);
        return true;
    }

    private static Dictionary<string, int> Table(params ReadOnlySpan<(int Exponent, string Codes)> rows)
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (exponent, codes) in rows)
        {
            foreach (var code in codes.Split(' '))
                table.Add(code, exponent);
        }

        return table;
    }
}
