namespace Vouchers.Ledger;

/// <summary>A line as the reader of the file names it.</summary>
/// <param name="Fingerprint">The reader's: the same line has it in every file.</param>
/// <param name="Details">What the bank says.</param>
public sealed record NewStatementLine(string Fingerprint, LineDetails Details);

/// <summary>
/// One step of an import. It moves the cursor in the transaction that adds, so a step that was taken is never taken
/// again. A line that another statement has is counted as a duplicate; a line of a discarded statement is taken over.
/// </summary>
/// <param name="Actor">Finance.</param>
/// <param name="StatementId">The statement.</param>
/// <param name="ExpectedCursor">How many lines were added when this step was made.</param>
/// <param name="Lines">
/// The next booked lines, at most <see cref="MaxLines"/>; none where the statement has none.
/// </param>
public sealed record AddStatementLines(
    Actor Actor, Id<Statement> StatementId, int ExpectedCursor, IReadOnlyList<NewStatementLine> Lines)
    : Command<Statement>(Actor)
{
    /// <summary>The most lines of one step.</summary>
    public const int MaxLines = 500;

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(StatementId);
        if (known.Peek(StatementId) is not { } statement)
            yield break;
        yield return Need.Of(statement.FundingAccountId);
        yield return Need.Of(statement.PeriodId);
        if (known.Peek(statement.FundingAccountId) is not { } funding || HasFault() is not null)
            yield break;
        foreach (var line in Lines)
        {
            var id = StatementLine.IdOf(funding.Number, line.Fingerprint);
            yield return Need.Of(id);
            if (known.Peek(id) is { } there)
                yield return Need.Of(there.StatementId);
        }
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (HasFault() is { } fault)
            return fault;
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        if (state.Find(StatementId) is not { } statement)
            return Refusal.NotFound(StatementId);
        if (statement.State != StatementState.Importing || statement.Added != ExpectedCursor)
            return Accept(statement, [], []);
        if (statement.Added + Lines.Count > statement.Lines)
            return Refusal.Of(RefusalCode.StatementOutOfOrder,
                $"Statement '{statement.Id}' has {statement.Lines} lines; this step would add line "
                + $"{statement.Added + Lines.Count}.", ("statement", statement.Key));
        if (Undecided(state, statement, state.Find(statement.FundingAccountId)!) is { } undecided)
            return undecided;
        if (state.Find(statement.PeriodId)!.Refuses() is { } closed)
            return closed;
        return Add(state, statement, state.Find(statement.FundingAccountId)!);
    }

    private Decision Add(ILedgerState state, Statement statement, FundingAccount funding)
    {
        List<Entity> puts = [];
        var seen = new HashSet<Id<StatementLine>>();
        var sequence = statement.Added;
        foreach (var (fingerprint, details) in Lines)
        {
            sequence++;
            var id = StatementLine.IdOf(funding.Number, fingerprint);
            var there = state.Find(id);
            var isFree = there is null || state.Find(there.StatementId)!.State == StatementState.Discarded;
            if (seen.Add(id) && isFree)
                puts.Add(new StatementLine(id, funding.Id, statement.Id, statement.PeriodId, sequence, details,
                    StatementLineState.Imported, null));
        }

        statement = statement with
        {
            Added = sequence,
            Duplicates = statement.Duplicates + Lines.Count - puts.Count,
            OwnMinorUnits = checked(statement.OwnMinorUnits
                + puts.OfType<StatementLine>().Sum(l => l.Details.AmountMinorUnits)),
            Unexplained = statement.Unexplained + puts.Count,
        };
        if (statement.Added < statement.Lines)
            return Accept(statement, [.. puts, statement], []);
        var isHeld = statement.Verdict.Length > 0;
        statement = statement with { State = isHeld ? StatementState.Held : StatementState.Open };
        return Accept(statement, [.. puts, statement],
            [new(isHeld ? JournalEvent.StatementHeld : JournalEvent.StatementOpened, statement.Key,
                Note: $"{statement.Lines} lines, {statement.Duplicates} known before")]);
    }

    // Counted as a duplicate, a line of a statement that is discarded later would be in no statement at all.
    private Refusal? Undecided(ILedgerState state, Statement statement, FundingAccount funding)
    {
        var other = Lines.Select(l => state.Find(StatementLine.IdOf(funding.Number, l.Fingerprint)))
            .Where(l => l is not null && l.StatementId != statement.Id).Select(l => state.Find(l!.StatementId)!)
            .FirstOrDefault(s => s.State is StatementState.Importing or StatementState.Held);
        return other is null
            ? null
            : Refusal.Of(RefusalCode.StatementOutOfOrder,
                $"A line is in statement '{other.Id}' too, which is {other.State}; "
                + (other.State == StatementState.Held
                    ? "accept or discard that one"
                    : "import its file again to finish it, or discard it")
                + ", then import this file again: it goes on where it stopped.",
                ("statement", other.Key), ("state", other.State.ToString()));
    }

    private Refusal? HasFault()
    {
        if (Lines.Count > MaxLines)
            return Refusal.Invalid("lines", $"must be at most {MaxLines} a step, are {Lines.Count}");
        if (Lines.Any(l => l.Fingerprint.Length != 32 || !l.Fingerprint.All(char.IsAsciiHexDigitLower)))
            return Refusal.Invalid("lines.fingerprint", "must be 32 lower-case hexadecimal digits");
        return Lines.Select(l => l.Details.FirstFault()).FirstOrDefault(f => f is not null);
    }
}
