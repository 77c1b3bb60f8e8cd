using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation;

namespace Vouchers.Tests.Reconciliation;

/// <summary>What is true of every result; the first that is not is thrown.</summary>
internal static class MatchingProperties
{
    private static readonly SignalKind[] Names =
        [SignalKind.EndToEndIdEqual, SignalKind.ReferenceFound, SignalKind.BatchReferenceEqual];

    private static readonly SignalKind[] Payees =
        [SignalKind.AccountEqual, SignalKind.NameEqual, SignalKind.CountEqual];

    public static void Hold(ExpectedPayment[] items, BankLine[] lines, int seed)
    {
        var result = Reconciler.Match(items, lines, Month.End);
        EachEndsOnce(items, lines, result);
        SumsAreExplained(items, lines, result);
        MatchesHaveEvidence(items, lines, result);
        var shuffled = Reconciler.Match(Shuffled(items, seed), Shuffled(lines, seed + 1), Month.End);
        Same(Told(result), Told(shuffled), "after a shuffle");
        FedBack(items, lines, result);
    }

    public static ExpectedPayment[] Fed(ExpectedPayment[] items, MatchingResult result)
    {
        var lines = result.Matches.SelectMany(m => m.ItemIds.Select(i => (i, m.LineIds)))
            .ToDictionary(p => p.i, p => p.LineIds);
        return [.. items.Select(i => lines.TryGetValue(i.Id, out var matched)
            ? i with { State = ExpectedState.Paid, MatchedWith = matched }
            : i)];
    }

    private static void EachEndsOnce(ExpectedPayment[] items, BankLine[] lines, MatchingResult result)
    {
        var known = lines.Select(l => l.Id).ToHashSet();
        var ended = result.Matches.SelectMany(m => m.LineIds).Concat(result.Exceptions.SelectMany(e => e.LineIds))
            .Concat(result.Suggestions.Select(s => s.LineId))
            .Concat(result.Earlier.SelectMany(m => m.LineIds).Where(known.Contains));
        Same(known.Order(StringComparer.Ordinal), ended.Order(StringComparer.Ordinal), "lines and their outcomes");
        var settled = result.Matches.SelectMany(m => m.ItemIds).Concat(result.Exceptions.SelectMany(e => e.ItemIds))
            .Concat(result.SuggestedPayments.Select(s => s.ItemId)).Concat(result.Earlier.SelectMany(m => m.ItemIds))
            .Concat(result.NotExpected);
        Same(items.Select(i => i.Id).Order(StringComparer.Ordinal), settled.Order(StringComparer.Ordinal),
            "payments and their outcomes");
    }

    // Counted from the inputs and the outcomes alone, apart from how the code under test counts.
    private static void SumsAreExplained(ExpectedPayment[] items, BankLine[] lines, MatchingResult result)
    {
        var earlierLines = result.Earlier.SelectMany(m => m.LineIds).ToHashSet();
        var closed = result.Earlier.SelectMany(m => m.ItemIds).Concat(result.NotExpected).ToHashSet();
        foreach (var code in items.Select(i => i.Amount.Currency).Union(lines.Select(l => l.Amount.Currency)))
        {
            var bank = lines.Where(l => l.Amount.Currency == code && !earlierLines.Contains(l.Id))
                .Sum(l => Signed(l.Direction, l.Amount));
            var ledger = items.Where(i => i.Amount.Currency == code && !closed.Contains(i.Id))
                .Sum(i => Signed(i.Direction, i.Amount));
            var explained = result.Exceptions.Select(e => e.Difference)
                .Concat(result.Suggestions.Select(s => s.Difference))
                .Concat(result.SuggestedPayments.Select(s => s.Difference))
                .Where(d => d.Currency == code).Sum(d => d.MinorUnits);
            Same([bank - ledger], [explained], $"difference and explanation in {code}");
        }
    }

    private static void MatchesHaveEvidence(ExpectedPayment[] items, BankLine[] lines, MatchingResult result)
    {
        var (item, line) = (items.ToDictionary(i => i.Id), lines.ToDictionary(l => l.Id));
        foreach (var match in result.Matches)
        {
            var kinds = match.Signals.Select(s => s.Kind).ToHashSet();
            var named = match.Pass is not (MatchPass.AmountAndPayee or MatchPass.BatchSum);
            True(kinds.Overlaps(named ? Names : Payees), $"{match.Pass} of {match.ItemIds[0]} has no evidence");
            True(match.ItemIds.Sum(i => Signed(item[i].Direction, item[i].Amount)) ==
                match.LineIds.Sum(l => Signed(line[l].Direction, line[l].Amount)), "a match does not balance");
            True(!kinds.Contains(SignalKind.IdShared), "a shared id was matched");
        }
    }

    private static void FedBack(ExpectedPayment[] items, BankLine[] lines, MatchingResult result)
    {
        var again = Reconciler.Match(Fed(items, result), lines, Month.End);
        Same([], again.Matches.Select(m => $"{m.Pass} {string.Join("+", m.ItemIds)}={string.Join("+", m.LineIds)}"),
            "matches of a second run");
        Same(Groups([.. result.Matches, .. result.Earlier]), Groups(again.Earlier), "earlier matches");
        Same(Told(result with { Matches = [], Earlier = [] }), Told(again with { Earlier = [] }), "the rest");
    }

    private static IEnumerable<string> Groups(IEnumerable<PaymentMatch> matches) => matches
        .Select(m => $"{string.Join("+", m.ItemIds)}={string.Join("+", m.LineIds)}").Order(StringComparer.Ordinal);

    // Everything that a caller can see.
    private static IEnumerable<string> Told(MatchingResult result) =>
    [
        .. Sample.Told(result),
        .. result.Matches.SelectMany(m => m.Signals).Select(s => $"{s}"),
        .. result.Exceptions.SelectMany(e => e.Signals).Select(s => $"{s}"),
        .. result.Suggestions.SelectMany(s => s.Candidates).Select(c => $"{c.Score} {string.Join(";", c.Signals)}"),
        .. result.SuggestedPayments.Select(p => $"{p.ItemId} {string.Join("+", p.LineIds)} {p.Difference}"),
        // What is matched earlier counts on neither side, so only the differences stay.
        .. result.Balances.Select(b => b.Difference).Where(d => d.MinorUnits != 0).Select(d => $"{d}"),
    ];

    private static long Signed(BankDirection direction, Money amount) =>
        direction == BankDirection.Credit ? amount.MinorUnits : -amount.MinorUnits;

    private static T[] Shuffled<T>(T[] of, int seed)
    {
        var copy = of.ToArray();
        new Random(seed).Shuffle(copy);
        return copy;
    }

    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what)
    {
        var (left, right) = (expected.ToList(), actual.ToList());
        True(left.SequenceEqual(right), $"{what}: {string.Join(" | ", left.Except(right))} became " +
            $"{string.Join(" | ", right.Except(left))} ({left.Count} and {right.Count})");
    }

    private static void True(bool holds, string broken)
    {
        if (!holds)
            throw new AssertionException(broken);
    }
}
