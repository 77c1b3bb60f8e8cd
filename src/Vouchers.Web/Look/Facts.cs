using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>The values of a refusal, as the reader's language writes them.</summary>
internal sealed class Facts(IReadOnlyDictionary<string, string> facts, Tongue t)
{
    private const string Unknown = "?";

    /// <summary>A value was asked for that the refusal lacks: the sentence around it tells too little.</summary>
    public bool IsMissing { get; private set; }

    public string this[string name]
    {
        get
        {
            if (facts.TryGetValue(name, out var value))
                return value;
            IsMissing = true;
            return Unknown;
        }
    }

    public bool Has(string name) => facts.ContainsKey(name);

    public string Moment(string name) => t.MomentOf(this[name]);

    public string Day(string name) => t.DateOf(this[name]);

    public string Left(string limit, string used) =>
        int.TryParse(this[limit], CultureInfo.InvariantCulture, out var most)
        && int.TryParse(this[used], CultureInfo.InvariantCulture, out var count)
            ? (most - count).ToString(CultureInfo.InvariantCulture)
            : Unknown;

    /// <summary>An amount of minor units, in the currency that is another fact.</summary>
    public string Amount(string name) => long.TryParse(this[name], CultureInfo.InvariantCulture, out var minorUnits)
        ? t.Money(new Money { MinorUnits = minorUnits, Currency = this["currency"] })
        : this[name];
}
