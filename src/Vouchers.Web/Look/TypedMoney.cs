using System.Globalization;
using System.Text.RegularExpressions;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>Amounts as people type them.</summary>
internal static partial class TypedMoney
{
    /// <summary>More digits than any amount has, and few enough for a decimal.</summary>
    private const int MostCharacters = 24;

    /// <summary>
    /// Reads e.g. <c>1,200.50</c>: digits, all thousands apart or none, no more decimals than there are. What an input
    /// method writes in full width is read as well.
    /// </summary>
    public static bool TryRead(string? typed, string currency, out Money money)
    {
        money = new() { Currency = currency };
        var plain = HalfWidth(typed ?? "").Trim();
        if (plain.Length > MostCharacters || !Form().IsMatch(plain))
            return false;
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
        var amount = decimal.Parse(plain, Style, CultureInfo.InvariantCulture);
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

    private static string HalfWidth(string text) =>
        string.Concat(text.Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));

    [GeneratedRegex(@"^([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?$")]
    private static partial Regex Form();
}
