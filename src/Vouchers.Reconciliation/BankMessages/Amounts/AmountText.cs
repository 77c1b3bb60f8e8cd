using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// Amounts as bank messages write them (<c>xs:decimal</c> with a currency), to and from 64-bit minor units.
/// Nothing is ever rounded: what minor units cannot hold is refused.
/// </summary>
public static class AmountText
{
    /// <summary>The amount with exactly its currency's decimals and no currency, e.g. <c>2000.00</c>.</summary>
    /// <exception cref="ArgumentException">The currency has no minor unit.</exception>
    public static string Format(Money amount)
    {
        if (!CurrencyExponent.TryGet(amount.Currency, out var exponent))
            throw new ArgumentException($"'{amount.Currency}' has no minor unit.", nameof(amount));
        return Format(amount.MinorUnits, exponent);
    }

    /// <summary>
    /// Reads an amount without a sign (a plus is tolerated). False, with the reason, for anything else: no digits,
    /// other characters, more decimals than the currency has unless they are zeros, or more than 64 bits hold.
    /// </summary>
    public static bool TryParse(string? text, Currency currency, out Money amount, out string why)
    {
        amount = default;
        if (!CurrencyExponent.TryGet(currency, out var exponent))
        {
            why = $"'{currency}' is not a currency that can be counted";
            return false;
        }

        if (!TryParse(text, exponent, out var units, out why))
        {
            if (why == TooPrecise)
                why = $"'{Short(text)}' has more decimals than the {exponent} of {currency}";
            return false;
        }

        amount = new Money(units, currency);
        return true;
    }

    internal const string TooPrecise = "too many decimals";

    /// <summary>As in messages to people: with the currency, e.g. <c>CNY 2,000.00</c>.</summary>
    internal static string Say(Int128 minorUnits, Currency currency)
    {
        CurrencyExponent.TryGet(currency, out var exponent);
        var digits = Format(Int128.Abs(minorUnits), exponent);
        var whole = digits.IndexOf('.') is > 0 and var point ? point : digits.Length;
        var grouped = Int128.Parse(digits[..whole], CultureInfo.InvariantCulture)
            .ToString("N0", CultureInfo.InvariantCulture);
        return $"{currency} {(minorUnits < 0 ? "−" : "")}{grouped}{digits[whole..]}";
    }

    internal static string Format(Int128 minorUnits, int exponent)
    {
        var digits = Int128.Abs(minorUnits).ToString(CultureInfo.InvariantCulture).PadLeft(exponent + 1, '0');
        var sign = minorUnits < 0 ? "-" : "";
        return exponent == 0 ? sign + digits : $"{sign}{digits[..^exponent]}.{digits[^exponent..]}";
    }

    internal static bool TryParse(string? text, int exponent, out long minorUnits, out string why)
    {
        minorUnits = 0;
        why = "";
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("+"))
            rest = rest[1..];
        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? [] : rest[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || !AreDigits(whole) || !AreDigits(fraction))
            why = $"'{Short(text)}' is not an amount";
        else if (fraction.Length > exponent && fraction[exponent..].ContainsAnyExcept('0'))
            why = TooPrecise;
        else if (!Add(ref minorUnits, whole) || !Add(ref minorUnits, Padded(fraction, exponent)))
            why = $"'{Short(text)}' is more than 64 bits hold";
        return why.Length == 0;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static string Padded(ReadOnlySpan<char> fraction, int exponent) =>
        fraction[..Math.Min(fraction.Length, exponent)].ToString().PadRight(exponent, '0');

    private static bool Add(ref long units, ReadOnlySpan<char> digits)
    {
        foreach (var c in digits)
        {
            var digit = c - '0';
            if (units > (long.MaxValue - digit) / 10)
                return false;
            units = units * 10 + digit;
        }

        return true;
    }

    private static string Short(string? text) => TextCut.Shorten(text);
}
