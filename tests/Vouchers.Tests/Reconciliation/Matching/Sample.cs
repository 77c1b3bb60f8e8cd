using Vouchers.Ledger;
using Vouchers.Reconciliation;

namespace Vouchers.Tests.Reconciliation;

/// <summary>Payments and lines of March 2026, and what became of them as text.</summary>
internal static class Sample
{
    public const string School = "温州职业技术学院";
    public const string SchoolAccount = "6222 0212 0300 1234567";
    public const string Workshop = "Ouhai Training Workshop Ltd";
    public const string WorkshopAccount = "CN33 9999 0000 7777 4444";
    public static readonly DateOnly End = March(31);

    public static DateOnly March(int day) => new DateOnly(2026, 2, 28).AddDays(day);

    public static Money Cny(long fen) => new(fen, Currency.Cny);

    /// <summary>A payment to the school, with an end-to-end id of its own.</summary>
    public static ExpectedPayment Item(string id, long fen, int day = 10) =>
        new(id, BankDirection.Debit, Cny(fen), March(day))
        {
            EndToEndId = $"E2E-{id}",
            PayeeName = School,
            PayeeAccount = SchoolAccount,
        };

    /// <summary>Its debit as a good bank shows it, a day later.</summary>
    public static BankLine Debit(string id, ExpectedPayment item) =>
        new(id, item.Direction, item.Amount, item.ExecutionDate.AddDays(1))
        {
            EndToEndId = item.EndToEndId,
            CounterpartyName = item.PayeeName,
            CounterpartyAccount = item.PayeeAccount,
        };

    /// <summary>A line that says nothing but its amount.</summary>
    public static BankLine Bare(string id, long fen, int day = 11, BankDirection direction = BankDirection.Debit) =>
        new(id, direction, Cny(fen), March(day));

    public static MatchingResult Run(ExpectedPayment[] items, params BankLine[] lines) =>
        Reconciler.Match(items, lines, End);

    /// <summary>Each outcome as one short text, in order: what a table of tests compares.</summary>
    public static string[] Told(MatchingResult result) =>
    [
        .. result.Matches.Select(m => $"{m.Pass} {Joined(m.ItemIds)}={Joined(m.LineIds)}"),
        .. result.Earlier.Select(m => $"Earlier {Joined(m.ItemIds)}={Joined(m.LineIds)}"),
        .. result.Suggestions.Select(s =>
            $"Suggested {s.LineId}?{string.Join("|", s.Candidates.Select(c => Joined(c.ItemIds)))}"),
        .. result.Exceptions.Select(e =>
            $"{e.Type} {Joined(e.ItemIds)}={Joined(e.LineIds)} {e.Difference.MinorUnits:+0;-0;0}" +
            (e.RelatedItemIds.Count > 0 ? $" of {Joined(e.RelatedItemIds)}" : "")),
        .. result.NotExpected.Select(i => $"NotExpected {i}"),
    ];

    public static IEnumerable<SignalKind> Kinds(IEnumerable<MatchSignal> signals) => signals.Select(s => s.Kind);

    private static string Joined(IEnumerable<string> ids) => string.Join("+", ids);
}
