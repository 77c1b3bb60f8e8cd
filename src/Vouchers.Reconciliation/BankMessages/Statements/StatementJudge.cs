using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Weighs a statement's figures against each other, the same for every form of statement.</summary>
internal sealed class StatementJudge(Currency? currency, Tally tally)
{
    /// <summary>In minor units: sums and differences below it fit into 64 bits, and no bank holds more.</summary>
    public const long LargestSum = long.MaxValue / 4;

    private readonly List<FailedCheck> failed = [];
    private string? reason;

    public StatementVerdict Verdict =>
        failed.Count > 0 ? new StatementVerdict.DoesNotTie([.. failed])
        : reason is not null ? new StatementVerdict.CannotBeChecked(reason)
        : new StatementVerdict.Ties();

    /// <summary>The first reason why something cannot be checked is the one that is told.</summary>
    public void CannotCheck(string why) => reason ??= why;

    public void Fail(FailedCheck check) => failed.Add(check);

    /// <summary>No entry may be unreadable, and none in another currency.</summary>
    public void Entries()
    {
        if (tally.Unreadable > 0)
        {
            failed.Add(new(StatementCheck.UnreadableEntries, 0, tally.Unreadable,
                $"The money of {Of(tally.Unreadable)} cannot be read."));
        }

        if (currency is not { } own)
            return;
        var strangers = tally.Strangers(own).ToList();
        if (strangers.Count > 0)
        {
            failed.Add(new(StatementCheck.Currency, 0, strangers.Sum(s => s.Count),
                $"The statement is in {own}, but {Of(strangers.Sum(s => s.Count))} "
                + $"in {string.Join(", ", strangers.Take(5).Select(s => s.Currency))}."));
        }
    }

    /// <summary>Opening balance and booked entries must give the closing balance.</summary>
    public void Balance(BalanceRead opening, BalanceRead closing)
    {
        if (currency is not { } own)
        {
            CannotCheck("The statement has neither a balance nor an entry, so that there is nothing to check.");
            return;
        }

        var strange = SayStranger("opening", opening.Amount, own) + SayStranger("closing", closing.Amount, own);
        if (opening.Fault is { } fault || (fault = closing.Fault) is not null)
            CannotCheck(fault);
        else if (strange == 0)
            Compare(opening.Amount!.Value, closing.Amount!.Value, own);
    }

    public void Summary(StatementSummary summary)
    {
        if (currency is not { } own)
            return;
        var (all, booked) = (tally.AllIn(own), tally.BookedIn(own));
        if (!Fits(all.Sum))
            CannotCheck(TooMuch);
        else
            failed.AddRange(summary.Failures(all, booked, tally.Unreadable, own));
        if (summary.Fault is { } fault)
            CannotCheck(fault);
    }

    private const string TooMuch = "The sums of the statement are larger than 64 bits of minor units hold.";

    private int SayStranger(string which, Money? amount, Currency own)
    {
        if (amount is not { } money || money.Currency == own)
            return 0;
        failed.Add(new(StatementCheck.Currency, 0, 1,
            $"The {which} balance is in {money.Currency}, but the statement in {own}."));
        return 1;
    }

    private void Compare(Money opening, Money closing, Currency own)
    {
        var net = tally.BookedIn(own).Net;
        var found = opening.MinorUnits + net;
        if (!Fits(net) || !Fits(opening.MinorUnits) || !Fits(closing.MinorUnits))
        {
            CannotCheck(TooMuch);
            return;
        }

        var off = found - closing.MinorUnits;
        if (off == 0)
            return;
        failed.Add(new(StatementCheck.Balance, closing.MinorUnits, (long)found,
            $"The opening balance {Say(opening.MinorUnits, own)} and the booked entries {Say(net, own)} give "
            + $"{Say(found, own)}, but the closing balance is {Say(closing.MinorUnits, own)}: "
            + $"{Say(Int128.Abs(off), own)} too {(off > 0 ? "much" : "little")}."));
    }

    private static bool Fits(Int128 minorUnits) => Int128.Abs(minorUnits) <= LargestSum;

    private static string Say(Int128 minorUnits, Currency currency) => AmountText.Say(minorUnits, currency);

    private static string Of(long count) =>
        $"{BankWords.Number(count)} {(count == 1 ? "entry" : "entries")}";
}

/// <summary>A balance, signed, or why there is none to check by.</summary>
internal readonly record struct BalanceRead(Money? Amount, string? Fault);
