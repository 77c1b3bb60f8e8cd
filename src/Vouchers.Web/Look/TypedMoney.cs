using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>Amounts as people type them.</summary>
internal static class TypedMoney
{
    /// <summary>Reads e.g. <c>1,200.50</c>: digits, thousands apart or not, no more decimals than there are.</summary>
    public static bool TryRead(string? typed, string currency, out Money money)
    {
        money = new() { Currency = currency };
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands
            | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        if (!decimal.TryParse(typed, Style, CultureInfo.InvariantCulture, out var amount))
            return false;
        var minor = amount * (decimal)Math.Pow(10, Tongue.DigitsOf(currency));
        if (minor != decimal.Truncate(minor) || minor > long.MaxValue)
            return false;
        money.MinorUnits = (long)minor;
        return true;
    }

    /// <summary>As a field has it.</summary>
    public static string Write(long minorUnits, string currency)
    {
        var digits = Tongue.DigitsOf(currency);
        return (minorUnits / (decimal)Math.Pow(10, digits)).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }

    public static string Fault(string? typed, Tongue t) => t[
        $"“{typed}”不是金额：只用数字和小数点，最多两位小数，例如 1,200.50。",
        $"'{typed}' is no amount: digits and a point, two decimals at most, e.g. 1,200.50."];
}
