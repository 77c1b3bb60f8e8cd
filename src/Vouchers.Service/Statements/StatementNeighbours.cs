using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>
/// What an imported statement says beside the others of its account. Files come in any order, so that nothing is refused
/// for it: the month does not close while one is missing.
/// </summary>
internal static class StatementNeighbours
{
    /// <summary>What a person should look at, in English; nothing where the statements follow each other.</summary>
    public static IEnumerable<string> Notes(Statement statement, IReadOnlyList<Statement> all)
    {
        var others = all.Where(s => s.Id != statement.Id && s.FundingAccountId == statement.FundingAccountId
            && s.State != StatementState.Discarded).ToList();
        foreach (var other in others.Where(o => o.From < statement.To && statement.From < o.To))
            yield return $"Its days overlap those of statement '{other.Id}' ({Days(other)}); lines that both have are "
                + "kept once.";
        var before = others.Where(o => o.To < statement.From).OrderBy(o => o.To).ToList();
        if (before.Count == 0 || statement.OpeningMinorUnits is not { } opening)
            yield break;
        // Of several statements of one day any may be the last.
        var last = before.FindAll(o => o.To == before[^1].To);
        if (last.TrueForAll(o => o.ClosingMinorUnits is { } closing && closing != opening))
            yield return $"It begins with {Of(opening, statement)}, and statement '{last[^1].Id}' before it "
                + $"({Days(last[^1])}) ended with {Of(last[^1].ClosingMinorUnits!.Value, statement)}: one between them is "
                + "missing, and without it the month does not close.";
    }

    private static string Days(Statement statement) => string.Create(CultureInfo.InvariantCulture,
        $"{statement.From:yyyy-MM-dd} to {statement.To:yyyy-MM-dd}");

    private static Money Of(long minorUnits, Statement statement) => new(minorUnits, statement.Currency);
}
