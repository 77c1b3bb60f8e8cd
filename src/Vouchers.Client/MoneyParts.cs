using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>Amounts as the wire carries them, for whoever shows them.</summary>
public static class MoneyParts
{
    /// <summary>The same amount with the other sign.</summary>
    public static Money Negated(this Money money) =>
        new() { Currency = money.Currency, MinorUnits = checked(-money.MinorUnits) };

    /// <summary>The same amount without a sign.</summary>
    public static Money Absolute(this Money money) => money.MinorUnits < 0 ? money.Negated() : money;
}
