using System.Security.Cryptography;
using System.Text;
using Vouchers.Ledger;
using Vouchers.Reconciliation;

namespace Vouchers.Service;

/// <summary>A discrepancy as a run finds it, before it is known whether the ledger has it already.</summary>
/// <param name="Type">What kind of work it is.</param>
/// <param name="Lines">Its lines, at most <see cref="Discrepancy.MaxParts"/>.</param>
/// <param name="Payments">Its payments, at most as many; of a return the one that came back.</param>
/// <param name="DifferenceMinorUnits">Its lines less its payments, signed.</param>
/// <param name="Signals">What tells its type: a line of English, a line of Chinese.</param>
internal sealed record WantedDiscrepancy(
    DiscrepancyType Type, IReadOnlyList<string> Lines, IReadOnlyList<string> Payments, long DifferenceMinorUnits,
    string Signals)
{
    /// <summary>
    /// Its id. The first time it is the same in every run; the same lines and payments that come up again after they
    /// were resolved are a discrepancy of their own.
    /// </summary>
    public Id<Discrepancy> IdOf(FundingAccount funding, int time)
    {
        var text = $"{Type}\n{string.Join(' ', Lines)}\n{string.Join(' ', Payments)}\n{time}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        return Id<Discrepancy>.Parse($"d{funding.Number}-{Uid.Format(hash)}");
    }

    /// <summary>The ids of its lines and payments.</summary>
    public IEnumerable<string> Parts => Lines.Concat(Payments);

    /// <summary>What a run found, in the order in which it is told.</summary>
    public static List<WantedDiscrepancy> Of(MatchingResult result, ReconcileInput input)
    {
        var all = Found(result, input).ToList();
        // A payment that a line is before people with is not missing besides.
        var shown = all.Where(w => w.Lines.Count > 0).SelectMany(w => w.Payments).ToHashSet(StringComparer.Ordinal);
        all.RemoveAll(w => w.Lines.Count == 0 && w.Payments.All(shown.Contains));
        return all;
    }

    private static IEnumerable<WantedDiscrepancy> Found(MatchingResult result, ReconcileInput input)
    {
        foreach (var found in result.Exceptions)
        {
            // A payment that came back is what the resolution is about; another related one has an end of its own.
            var items = found.Type == DiscrepancyType.Returned ? found.RelatedItemIds : found.ItemIds;
            var own = items.Where(input.Payments.ContainsKey).ToList();
            // A claw-back that is not paid back is owed; one with a line that does not fit is that line's to explain.
            var type = own.Count < items.Count ? DiscrepancyType.MissingInLedger : found.Type;
            // Money out for a payment that had failed, or was paid before: whoever has it owes it. Money in for one
            // that had failed may be that once more.
            var moved = found.LineIds.Sum(l => input.Lines[l].Details.AmountMinorUnits);
            var said = own.Union(found.RelatedItemIds.Where(r => moved < 0
                ? input.HasEnded(r)
                : moved > 0 && input.Payments.TryGetValue(r, out var item) && item.HasFailed)).ToList();
            var payments = input.WithFailed(found.LineIds, said);
            var signals = Both(language =>
                MatchingTexts.Explain(found, language) + Failed(payments.Except(said), input, language));
            for (var at = 0; at < Math.Max(found.LineIds.Count, payments.Count); at += Discrepancy.MaxParts)
                yield return Part(type, found.LineIds, payments, at, signals, input);
        }

        foreach (var suggestion in result.Suggestions)
        {
            var payments = input.WithFailed([suggestion.LineId], []);
            yield return Part(DiscrepancyType.MissingInLedger, [suggestion.LineId], payments, 0,
                Both(language => string.Join(' ', suggestion.Candidates.Select(c =>
                    $"{string.Join(", ", c.ItemIds.Take(3).Select(input.NameOf))}: "
                    + MatchingTexts.Explain(c, language))) + Failed(payments, input, language)), input);
        }

        foreach (var suggested in result.SuggestedPayments.Where(s => input.Payments.ContainsKey(s.ItemId)))
            yield return Part(DiscrepancyType.MissingInBank, [], [suggested.ItemId], 0, Both(language =>
                language == TextLanguage.Chinese
                    ? $"可能对应流水 {string.Join("、", suggested.LineIds.Take(3))}，需人工确认。"
                    : $"Perhaps paid by line {string.Join(", ", suggested.LineIds.Take(3))}; a person decides."),
                input);
    }

    /// <summary>What a match that two people took back leaves open: a run does not make it again.</summary>
    public static IEnumerable<WantedDiscrepancy> OfUndone(PaymentMatch match, ReconcileInput input)
    {
        var signals = Both(language => language == TextLanguage.Chinese
            ? $"此前的匹配已由两人撤销：{MatchingTexts.Explain(match, language)}"
            : $"Two people took this match back: {MatchingTexts.Explain(match, language)}");
        foreach (var line in match.LineIds)
            yield return Part(DiscrepancyType.MissingInLedger, [line], [], 0, signals, input);
        foreach (var item in match.ItemIds.Where(input.Payments.ContainsKey))
            yield return Part(DiscrepancyType.MissingInBank, [], [item], 0, signals, input);
    }

    /// <summary>The same in both languages, a line each, within what the ledger holds.</summary>
    public static string Both(Func<TextLanguage, string> say) =>
        $"{Cut(say(TextLanguage.English))}\n{Cut(say(TextLanguage.Chinese))}";

    /// <summary>Says of payments that had failed that the lines may be of them; nothing where there are none.</summary>
    private static string Failed(IEnumerable<string> payments, ReconcileInput input, TextLanguage language)
    {
        var failed = payments.Where(p => input.Payments[p].HasFailed).Select(p => input.Payments[p].EndToEndId)
            .ToList();
        return failed.Count == 0 ? ""
            : language == TextLanguage.Chinese ? $"可能是此前失败的付款 {string.Join("、", failed.Take(3))}。"
            : $" It may be {string.Join(", ", failed.Take(3))}, which had failed.";
    }

    private static WantedDiscrepancy Part(
        DiscrepancyType type, IReadOnlyList<string> lines, IReadOnlyList<string> payments, int at, string signals,
        ReconcileInput input)
    {
        string[] those = [.. lines.Skip(at).Take(Discrepancy.MaxParts)];
        string[] items = [.. payments.Skip(at).Take(Discrepancy.MaxParts)];
        var difference = those.Sum(l => input.Lines[l].Details.AmountMinorUnits);
        if (type != DiscrepancyType.Returned)
            difference = checked(difference
                + items.Where(p => !input.HasEnded(p)).Sum(p => input.Payments[p].Net.MinorUnits));
        return new WantedDiscrepancy(type, those, items, difference, signals);
    }

    private static string Cut(string text)
    {
        const int Most = Match.MaxSignals / 2 - 1;
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= Most ? line : line[..(Most - 1)] + "…";
    }
}
