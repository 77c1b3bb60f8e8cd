namespace Vouchers.Ledger;

/// <summary>
/// The entries of lines. An unexplained line stands in suspense against the bank, signed, credits positive; what is
/// explained as no payment of ours stands in the adjustment instead. So for each funding account
/// bank + suspense + adjustment = 0, and suspense is the sum of the open lines.
/// </summary>
internal static class LineBooks
{
    /// <summary>Explains lines: those in suspense leave it.</summary>
    public static void Explain(
        ILedgerState state, FundingAccount funding, IReadOnlyList<Id<StatementLine>> lines, Match match,
        StatementLineState after, List<Entity> puts, List<JournalLine> journal)
    {
        foreach (var line in lines.Select(l => state.Find(l)!))
        {
            if (line.IsInSuspense)
                journal.Add(Signed(funding, AccountKind.Suspense, JournalEvent.LineExplained, line.Key,
                    -line.Details.AmountMinorUnits, match.Key));
            puts.Add(line with { State = after, MatchId = match.Id });
        }

        Count(state, lines, -1, puts);
    }

    /// <summary>Takes lines back into suspense.</summary>
    public static void Reopen(
        ILedgerState state, FundingAccount funding, IReadOnlyList<Id<StatementLine>> lines, string note,
        List<Entity> puts, List<JournalLine> journal)
    {
        foreach (var line in lines.Select(l => state.Find(l)!))
        {
            journal.Add(Suspend(funding, line, note));
            puts.Add(line with { State = StatementLineState.Unmatched, MatchId = null });
        }

        Count(state, lines, 1, puts);
    }

    /// <summary>A line goes into suspense.</summary>
    public static JournalLine Suspend(FundingAccount funding, StatementLine line, string note) => Signed(
        funding, AccountKind.Suspense, JournalEvent.LineSuspended, line.Key, line.Details.AmountMinorUnits, note);

    /// <summary>Moves a signed amount between the bank and the account of this kind.</summary>
    public static JournalLine Signed(
        FundingAccount funding, AccountKind kind, JournalEvent happened, string subject, long amount, string note)
    {
        var (bank, other) = (AccountId.Of(funding, AccountKind.Bank), AccountId.Of(funding, kind));
        return amount >= 0
            ? JournalLine.Transfer(happened, subject, bank, other, new Money(amount, funding.Currency), note)
            : JournalLine.Transfer(happened, subject, other, bank, new Money(checked(-amount), funding.Currency), note);
    }

    // The statement counts its open lines, and is thereby written whenever one of them changes: closing its month at
    // the same moment on another node fails on the statement's version.
    private static void Count(
        ILedgerState state, IReadOnlyList<Id<StatementLine>> lines, int step, List<Entity> puts)
    {
        foreach (var of in lines.GroupBy(l => state.Find(l)!.StatementId))
        {
            var statement = state.Find(of.Key)!;
            puts.Add(statement with { Unexplained = statement.Unexplained + step * of.Count() });
        }
    }
}
