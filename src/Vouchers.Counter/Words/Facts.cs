using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>The values of a refusal, as the reader's language writes them.</summary>
internal sealed class Facts(IReadOnlyDictionary<string, string> facts, Tongue t)
{
    public string this[string name] => facts.GetValueOrDefault(name, "?");

    public bool Has(string name) => facts.ContainsKey(name);

    public string Moment(string name) => DateTimeOffset.TryParse(
        this[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? t.Moment(Timestamp.FromDateTimeOffset(time))
        : this[name];

    public string Left(string limit, string used) =>
        int.TryParse(this[limit], CultureInfo.InvariantCulture, out var most)
        && int.TryParse(this[used], CultureInfo.InvariantCulture, out var count)
            ? (most - count).ToString(CultureInfo.InvariantCulture)
            : "?";

    /// <summary>An amount of minor units, in the currency that is another fact.</summary>
    public string Amount(string name) => long.TryParse(this[name], CultureInfo.InvariantCulture, out var minorUnits)
        ? t.Money(new Money { MinorUnits = minorUnits, Currency = this["currency"] })
        : this[name];
}
