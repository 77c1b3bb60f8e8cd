using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The balances of a table: those that its rows carry, and those that are known otherwise.</summary>
internal sealed class TableBalance(StatementTableMapping mapping)
{
    private readonly RunningBalance asSaid = new(mapping.IsNewestFirst);
    private readonly RunningBalance turned = new(!mapping.IsNewestFirst);
    private string? firstBreak;

    public Money? Opening => mapping.Opening ?? Of(Running.Opening);

    public Money? Closing => mapping.Closing ?? Of(Running.Closing);

    /// <summary>
    /// True where each balance follows in the other order than was said, and not in that: no row that is missing or
    /// wrong can look so, because it breaks both.
    /// </summary>
    public bool IsInOtherOrder => asSaid.Breaks > 0 && turned.Breaks == 0;

    private RunningBalance Running => IsInOtherOrder ? turned : asSaid;

    public void Interrupt()
    {
        asSaid.Interrupt();
        turned.Interrupt();
    }

    public void Add(TableLine row)
    {
        var units = row.Line.Amount.MinorUnits;
        var movement = row.Line.Direction == BankDirection.Credit ? units : -units;
        turned.Follows(movement, row.Balance, out _);
        if (!asSaid.Follows(movement, row.Balance, out var expected))
        {
            firstBreak ??= $"the first at line {row.Line.FileLine}, where the balance should be {Say(expected)} and is "
                + $"{Say(row.Balance!.Value)}";
        }
    }

    public void Judge(StatementJudge judge)
    {
        if (Running.Breaks > 0)
        {
            judge.Fail(new(StatementCheck.RunningBalance, 0, Running.Breaks,
                $"The balance does not follow from the row before in {BankWords.Number(Running.Breaks)} "
                + $"{(Running.Breaks == 1 ? "row" : "rows")}, {firstBreak}."));
        }

        Compare(judge, "opening", mapping.Opening, Of(Running.Opening));
        Compare(judge, "closing", mapping.Closing, Of(Running.Closing));
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
