using System.Globalization;
using System.Text.RegularExpressions;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// One sentence for each outcome, made from its signals. The words of both languages stand side by side in
/// <see cref="MatchingWords"/>.
/// </summary>
public static partial class MatchingTexts
{
    /// <summary>What a match rests on, and what spoke against it.</summary>
    public static string Explain(PaymentMatch match, TextLanguage language) =>
        Sentence(Choose(MatchingWords.Of(match.Pass), language), match.Signals, language);

    /// <summary>What kind of exception it is, and why.</summary>
    public static string Explain(FoundDiscrepancy discrepancy, TextLanguage language) =>
        Sentence(Choose(MatchingWords.Of(discrepancy.Type), language), discrepancy.Signals, language);

    /// <summary>Why a payment may be the line's, and why it may not.</summary>
    public static string Explain(MatchCandidate candidate, TextLanguage language) =>
        Sentence(Format(Choose(MatchingWords.Candidate, language), candidate.Score), candidate.Signals, language);

    /// <summary>One signal, as a clause without a full stop.</summary>
    public static string Explain(MatchSignal signal, TextLanguage language) =>
        Format(Choose(MatchingWords.Of(signal), language), Amount(signal.First, language),
            Amount(signal.Second, language), signal.Number, Amount(signal, language));

    private static string Sentence(string head, IReadOnlyList<MatchSignal> signals, TextLanguage language)
    {
        var (between, but, end) = language == TextLanguage.Chinese ? ("，", "；但是", "。") : (", ", "; but ", ".");
        var speaksFor = string.Join(between, signals.Where(s => !s.IsAgainst).Select(s => Explain(s, language)));
        var against = string.Join(between, signals.Where(s => s.IsAgainst).Select(s => Explain(s, language)));
        var colon = language == TextLanguage.Chinese ? "：" : ": ";
        return (speaksFor.Length, against.Length) switch
        {
            (0, 0) => head + end,
            (_, 0) => head + colon + speaksFor + end,
            (0, _) => head + colon + against + end,
            _ => head + colon + speaksFor + but + against + end,
        };
    }

    // Where a signal holds one amount, its first text is the currency.
    private static string Amount(MatchSignal signal, TextLanguage language) =>
        Currency.TryParse(signal.First, out var currency)
            ? Amount($"{new Money(signal.Number, currency)}", language)
            : "";

    /// <summary>In Chinese an amount of yuan has its sign; any other text stays as it is.</summary>
    private static string Amount(string text, TextLanguage language) =>
        language == TextLanguage.Chinese && YuanAmount().Match(text) is { Success: true } amount
            ? $"{amount.Groups[1].Value}¥{amount.Groups[2].Value}"
            : text;

    [GeneratedRegex(@"^CNY (−?)([\d,]+\.\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex YuanAmount();

    private static string Choose((string English, string Chinese) text, TextLanguage language) =>
        language == TextLanguage.Chinese ? text.Chinese : text.English;

    private static string Format(string text, params ReadOnlySpan<object> values) =>
        string.Format(CultureInfo.InvariantCulture, text, values);
}
