using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>An ISO 4217 currency code: three upper-case ASCII letters.</summary>
/// <remarks>The default value is no currency and never valid in a row.</remarks>
public readonly record struct Currency
{
    /// <summary>The Chinese yuan, whose minor unit is the fen.</summary>
    public static readonly Currency Cny = new("CNY");

    private Currency(string code) => Code = code;

    /// <summary>The three letters, or null for the default value.</summary>
    public string? Code { get; }

    /// <summary>Reads a code.</summary>
    /// <exception cref="FormatException">The text is not three upper-case letters.</exception>
    public static Currency Parse(string code) =>
        TryParse(code, out var currency) ? currency : throw new FormatException($"'{code}' is not a currency code.");

    /// <summary>Reads a code; false where the text is not three upper-case letters.</summary>
    public static bool TryParse(string? code, out Currency currency)
    {
        currency = default;
        if (code is not { Length: 3 } || !code.All(char.IsAsciiLetterUpper))
            return false;
        currency = code == "CNY" ? Cny : new Currency(code);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Code ?? "";
}

/// <summary>
/// An amount as a 64-bit count of minor units (fen for CNY) in a currency. Arithmetic is checked: an overflow
/// or a mix of currencies is a bug and throws.
/// </summary>
public readonly record struct Money(long MinorUnits, Currency Currency) : IComparable<Money>
{
    /// <summary>Adds two amounts of one currency.</summary>
    public static Money operator +(Money left, Money right) => left.Add(right);

    /// <summary>Subtracts two amounts of one currency; the result may be negative.</summary>
    public static Money operator -(Money left, Money right) => left.Subtract(right);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>The smaller of two amounts of one currency.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <inheritdoc cref="op_Addition"/>
    public Money Add(Money other) => new(checked(MinorUnits + other.Same(Currency).MinorUnits), Currency);

    /// <inheritdoc cref="op_Subtraction"/>
    public Money Subtract(Money other) => new(checked(MinorUnits - other.Same(Currency).MinorUnits), Currency);

    /// <inheritdoc/>
    public int CompareTo(Money other) => MinorUnits.CompareTo(other.Same(Currency).MinorUnits);

    /// <summary>The amount as people read it in English, with two decimals, e.g. <c>CNY 2,000.00</c>.</summary>
    public override string ToString()
    {
        var sign = MinorUnits < 0 ? "−" : "";
        var units = UInt128.CreateChecked(Int128.Abs(MinorUnits));
        return string.Create(CultureInfo.InvariantCulture, $"{Currency} {sign}{units / 100:N0}.{units % 100:00}");
    }

    private Money Same(Currency expected) => Currency == expected
        ? this
        : throw new InvalidOperationException($"{Currency} and {expected} were mixed in one sum.");
}
