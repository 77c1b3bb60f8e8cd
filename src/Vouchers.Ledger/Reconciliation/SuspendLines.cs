namespace Vouchers.Ledger;

/// <summary>What a run of the matching says of a line that it did not match.</summary>
/// <param name="Id">The line.</param>
/// <param name="IsSuggested">True where it found what the line may be.</param>
public readonly record struct UnmatchedLine(Id<StatementLine> Id, bool IsSuggested);

/// <summary>
/// Posts lines that a run could not explain to suspense, once each. A line that was explained meanwhile, or whose
/// statement or month takes no posting, is left alone.
/// </summary>
/// <param name="Actor">The service.</param>
/// <param name="FundingAccountId">Whose lines.</param>
/// <param name="Lines">At most 500.</param>
public sealed record SuspendLines(
    Actor Actor, Id<FundingAccount> FundingAccountId, IReadOnlyList<UnmatchedLine> Lines)
    : Command<FundingAccount>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        MatchBooks.LineNeeds(known, FundingAccountId, Lines.Take(AddStatementLines.MaxLines).Select(l => l.Id));

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Lines.Count > AddStatementLines.MaxLines)
            return Refusal.Invalid("lines",
                $"must be at most {AddStatementLines.MaxLines} a step, are {Lines.Count}");
        if (Actor.Lacks(Role.System) is { } lacks)
            return lacks;
        if (state.Find(FundingAccountId) is not { } funding)
            return Refusal.NotFound(FundingAccountId);
        List<Entity> puts = [];
        List<JournalLine> journal = [];
        foreach (var (id, isSuggested) in Lines.DistinctBy(l => l.Id))
        {
            var after = isSuggested ? StatementLineState.Suggested : StatementLineState.Unmatched;
            if (state.Find(id) is not { IsOpen: true } line || line.State == after
                || line.FundingAccountId != funding.Id || !TakesPostings(state, line))
                continue;
            if (!line.IsInSuspense)
                journal.Add(LineBooks.Suspend(funding, line, after.ToString()));
            puts.Add(line with { State = after });
            // Written unchanged: closing the month at the same moment on another node fails on its version.
            if (!puts.Contains(state.Find(line.StatementId)!))
                puts.Add(state.Find(line.StatementId)!);
        }

        return Accept(funding, puts, journal);
    }

    private static bool TakesPostings(ILedgerState state, StatementLine line) =>
        state.Find(line.StatementId)!.State == StatementState.Open
        && state.Find(line.PeriodId)!.State == PeriodState.Open;
}
