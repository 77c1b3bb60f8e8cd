using Vouchers.V1;

namespace Vouchers.Cli.Pages;

/// <summary>
/// Money as people read it, and as the pages of the service write it: <c>CNY 83,200.00</c> in English and
/// <c>¥83,200.00</c> in Chinese. Files and JSON hold plain numbers.
/// </summary>
internal static class Amounts
{
    public static string Of(Money? money, Language language) =>
        money is null ? "" : Of(money.MinorUnits, money.Currency, language);

    /// <summary>Every currency of this system has two decimals.</summary>
    public static string Of(long minorUnits, string currency, Language language)
    {
        var number = Cell.Amount(minorUnits).Shown;
        return language == Language.Zh && currency == "CNY"
            ? number.StartsWith('−') ? $"−¥{number[1..]}" : $"¥{number}"
            : $"{currency} {number}";
    }
}
