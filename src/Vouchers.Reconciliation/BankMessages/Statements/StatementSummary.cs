using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The totals that a bank states of its entries (ISO 20022 <c>TxsSummry</c>).</summary>
internal sealed class StatementSummary
{
    private readonly List<Figure> figures = [];

    /// <summary>A figure that cannot be read, as a sentence; null where all can.</summary>
    public string? Fault { get; private set; }

    public static StatementSummary Of(XmlPiece? summary, Currency currency)
    {
        var read = new StatementSummary();
        CurrencyExponent.TryGet(currency, out var exponent);
        if (summary?["TtlNtries"] is { } all)
        {
            read.Count(StatementCheck.EntryCount, all);
            read.Sum(StatementCheck.EntrySum, all["Sum"], exponent, sign: 1);
            read.Net(all, exponent);
        }

        if (summary?["TtlCdtNtries"] is { } credits)
        {
            read.Count(StatementCheck.CreditCount, credits);
            read.Sum(StatementCheck.CreditSum, credits["Sum"], exponent, sign: 1);
        }

        if (summary?["TtlDbtNtries"] is { } debits)
        {
            read.Count(StatementCheck.DebitCount, debits);
            read.Sum(StatementCheck.DebitSum, debits["Sum"], exponent, sign: 1);
        }

        return read;
    }

    /// <summary>
    /// The figures that the entries contradict. Some banks total all entries, some the booked ones; it holds if it
    /// holds in one of the two readings, and otherwise the nearer one is told.
    /// </summary>
    public IReadOnlyList<FailedCheck> Failures(Totals all, Totals booked, long unreadable, Currency currency)
    {
        var ofAll = Failures(all, unreadable, currency);
        if (ofAll.Count == 0)
            return ofAll;
        var ofBooked = Failures(booked, unreadable, currency);
        return ofBooked.Count < ofAll.Count ? ofBooked : ofAll;
    }

    private List<FailedCheck> Failures(Totals totals, long unreadable, Currency currency)
    {
        var failed = new List<FailedCheck>();
        foreach (var (check, expected) in figures)
        {
            var (found, isMoney, what) = check switch
            {
                StatementCheck.EntryCount => (totals.Count + unreadable, false, "entries"),
                StatementCheck.EntrySum => (totals.Sum, true, "all entries"),
                StatementCheck.NetSum => (totals.Net, true, "credits less debits"),
                StatementCheck.CreditCount => (totals.Credits, false, "credits"),
                StatementCheck.CreditSum => (totals.CreditSum, true, "credits"),
                StatementCheck.DebitCount => (totals.Debits, false, "debits"),
                StatementCheck.DebitSum => ((Int128)totals.DebitSum, true, "debits"),
                _ => throw new InvalidOperationException($"{check} is no figure of a summary."),
            };
            if (found == expected)
                continue;
            string Say(Int128 value) => isMoney ? AmountText.Say(value, currency) : BankWords.Number(value);
            failed.Add(new(check, expected, (long)found, isMoney
                ? $"The bank states {Say(expected)} for {what}, but they add up to {Say(found)}: "
                    + $"{Say(found - expected)} off."
                : $"The bank states {Say(expected)} {what}, but the statement has {Say(found)}."));
        }

        return failed;
    }

    private void Count(StatementCheck check, XmlPiece group)
    {
        if (group.TextAt("NbOfNtries") is not { } text)
            return;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            figures.Add(new(check, count));
        else
            Fault ??= $"The number of entries '{TextCut.Shorten(text)}' in the bank's totals is not a number.";
    }

    private void Sum(StatementCheck check, XmlPiece? sum, int exponent, int sign)
    {
        if (sum?.Text is not { } text)
            return;
        if (AmountText.TryParse(text, exponent, out var units, out var why) && units <= StatementJudge.LargestSum)
            figures.Add(new(check, sign * units));
        else
            Fault ??= $"The sum '{TextCut.Shorten(text)}' in the bank's totals cannot be read{Because(why)}.";
    }

    // Up to version 03 the net amount stands flat beside its direction.
    private void Net(XmlPiece all, int exponent)
    {
        var (amount, word) = all["TtlNetNtry"] is { } net
            ? (net["Amt"], net.TextAt("CdtDbtInd"))
            : (all["TtlNetNtryAmt"], all.TextAt("CdtDbtInd"));
        if (amount is null)
            return;
        if (StatementWords.DirectionOf(word) is not (not BankDirection.None and var direction))
            Fault ??= "The net sum in the bank's totals says neither credit nor debit.";
        else
            Sum(StatementCheck.NetSum, amount, exponent, direction == BankDirection.Credit ? 1 : -1);
    }

    private static string Because(string why) => why.Length == 0 ? "" : $": {why}";

    private readonly record struct Figure(StatementCheck Check, long Expected);
}
