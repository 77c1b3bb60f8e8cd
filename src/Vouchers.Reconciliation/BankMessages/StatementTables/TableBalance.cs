using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The balances of a table: those that its rows carry, and those that are known otherwise.</summary>
internal sealed class TableBalance(StatementTableMapping mapping)
{
    private readonly RunningBalance running = new(mapping.IsNewestFirst);
    private string? firstBreak;

    public Money? Opening => mapping.Opening ?? Of(running.Opening);

    public Money? Closing => mapping.Closing ?? Of(running.Closing);

    public void Interrupt() => running.Interrupt();

    public void Add(TableLine row)
    {
        var units = row.Line.Amount.MinorUnits;
        var movement = row.Line.Direction == BankDirection.Credit ? units : -units;
        if (!running.Follows(movement, row.Balance, out var expected))
        {
            firstBreak ??= $"the first at line {row.Line.FileLine}, where the balance should be {Say(expected)} and is "
                + $"{Say(row.Balance!.Value)}";
        }
    }

    public void Judge(StatementJudge judge)
    {
        if (running.Breaks > 0)
        {
            judge.Fail(new(StatementCheck.RunningBalance, 0, running.Breaks,
                $"The balance does not follow from the row before in {BankWords.Number(running.Breaks)} "
                + $"{(running.Breaks == 1 ? "row" : "rows")}, {firstBreak}."));
        }

        Compare(judge, "opening", mapping.Opening, Of(running.Opening));
        Compare(judge, "closing", mapping.Closing, Of(running.Closing));
        judge.Balance(Read("opening", Opening), Read("closing", Closing));
    }

    private void Compare(StatementJudge judge, string which, Money? given, Money? found)
    {
        if (given is { } stated && found is { } carried && stated.Currency == carried.Currency && stated != carried)
        {
            judge.Fail(new(StatementCheck.Balance, stated.MinorUnits, carried.MinorUnits,
                $"The {which} balance was given as {Say(stated.MinorUnits)}, "
                + $"but the rows carry {Say(carried.MinorUnits)}."));
        }
    }

    private BalanceRead Read(string which, Money? balance) => balance is not null
        ? new(balance, null)
        : new(null, mapping.BalanceColumn is null
            ? $"The {which} balance was not given, and no column of balances was named."
            : $"The {which} balance was not given, and no row carries a balance.");

    private Money? Of(Int128? minorUnits) =>
        minorUnits is { } units && Int128.Abs(units) <= StatementJudge.LargestSum
            ? new((long)units, mapping.Currency)
            : null;

    private string Say(Int128 minorUnits) => AmountText.Say(minorUnits, mapping.Currency);
}
