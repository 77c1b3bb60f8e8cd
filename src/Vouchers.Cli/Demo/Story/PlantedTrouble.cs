using Vouchers.Cli.Finance;
using Vouchers.Client;
using Kind = Vouchers.V1.Discrepancy.Types.Type;

namespace Vouchers.Cli.Demo.Story;

/// <summary>Trouble that the bank's files hold, and where the reconciliation's report has to tell it.</summary>
/// <param name="Title">What the bank did.</param>
/// <param name="TypedAs">What the report calls it.</param>
/// <param name="Told">The sentences about it; one, where it is found.</param>
internal sealed record PlantedTrouble(
    string Title, string TypedAs, Func<ReconciliationReport, IEnumerable<string>> Told)
{
    public static readonly PlantedTrouble ClosedAccount = new(
        "A payment rejected for a closed account", "Rejected by the bank",
        report => report.Failed.Where(p => BankReasons.CodeOf(p.Reason) == "AC04")
            .Select(p => $"{p.EndToEndId}: {ReconciliationWords.Failed(p).En}"));

    /// <summary>The others, of which a statement with too few payments has none.</summary>
    public static readonly IReadOnlyList<PlantedTrouble> OfStatement =
    [
        Of("A short payment", Kind.AmountDifference),
        Of("A duplicate debit", Kind.DuplicatePayment),
        Of("One debit covering many payments", "Batch"),
        Of("A debit without a reference", "AmountAndPayee"),
        Of("A late return", Kind.Returned),
        Of("A credit that nobody knows", Kind.MissingInLedger),
        Of("A payment that is booked later", Kind.Timing),
    ];

    private static PlantedTrouble Of(string title, Kind kind) => new(
        title, ReconciliationWords.Type(kind).En,
        report => report.Discrepancies.Where(found => found.Type == kind).Select(found => found.Explanation.En));

    private static PlantedTrouble Of(string title, string pass) => new(
        title, ReconciliationWords.Pass(pass).En,
        report => report.Matches.Where(match => match.Pass == pass).Select(match => match.Explanation.En));
}
