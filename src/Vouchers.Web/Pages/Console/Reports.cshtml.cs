using Google.Protobuf.WellKnownTypes;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What institutions are owed, by age, and the trial balance.</summary>
internal sealed class ReportsModel(Ledger ledger) : ConsolePage(ledger)
{
    public IReadOnlyList<Ageing> Ageing { get; private set; } = [];

    public TrialBalance? Balance { get; private set; }

    public Timestamp AsOf => Timestamp.FromDateTimeOffset(Balance!.AsOf);

    /// <summary>What is older than a month.</summary>
    public static Money Old(AgeBuckets buckets) => new()
    {
        Currency = buckets.Total.Currency,
        MinorUnits = buckets.Days31To60.MinorUnits + buckets.Days61To90.MinorUnits + buckets.Over90Days.MinorUnits,
    };

    protected override async Task LoadAsync()
    {
        Ageing = Answered(await Client.AgeingAsync(cancellation: HttpContext.RequestAborted)).Rows;
        Balance = Answered(await Client.TrialBalanceAsync(cancellation: HttpContext.RequestAborted));
    }

    private static T Answered<T>(Outcome<T> outcome) => outcome.Match(
        value => value, refusal => throw new PageFault(refusal), trouble => throw new PageFault(null));
}
