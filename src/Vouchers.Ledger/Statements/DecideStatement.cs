namespace Vouchers.Ledger;

/// <summary>A step of somebody of the finance office on a statement.</summary>
public abstract record StatementStep(Actor Actor, Id<Statement> StatementId, string Reason) : Command<Statement>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(StatementId);
        if (known.Peek(StatementId) is { } statement)
            yield return Need.Of(statement.PeriodId);
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Reason.Length is 0 or > 400)
            return Refusal.Invalid("reason", "must be 1 to 400 characters");
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        return state.Find(StatementId) is { } statement
            ? Step(statement, state.Find(statement.PeriodId)!, now)
            : Refusal.NotFound(StatementId);
    }

    /// <summary>The step on a statement that is there.</summary>
    protected abstract Decision Step(Statement statement, Period period, Timestamp now);
}

/// <summary>Lets the lines of a held statement be matched. Never by the one who imported it.</summary>
/// <param name="Actor">Finance: the second person.</param>
/// <param name="StatementId">The statement.</param>
/// <param name="Reason">Why it is right although it does not tie.</param>
public sealed record AcceptStatement(Actor Actor, Id<Statement> StatementId, string Reason)
    : StatementStep(Actor, StatementId, Reason)
{
    /// <inheritdoc/>
    protected override Decision Step(Statement statement, Period period, Timestamp now)
    {
        if (statement.State != StatementState.Held)
            return statement.OutOfOrder("accepted", "Held");
        if (period.Refuses() is { } closed)
            return closed;
        if (statement.ImportedBy == Actor.Subject)
            return FourEyes.Refuse($"accept statement '{statement.Id}'", "imported it", Actor);
        statement = statement with { State = StatementState.Open, DecidedBy = Actor.Subject, DecidedAt = now };
        return Accept(statement, [statement], [new(JournalEvent.StatementAccepted, statement.Key, Note: Reason)]);
    }
}

/// <summary>
/// Gives up a statement of which nothing was posted. One person may: it moves no money, and a corrected file takes its
/// lines over.
/// </summary>
/// <param name="Actor">Finance.</param>
/// <param name="StatementId">The statement.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record DiscardStatement(Actor Actor, Id<Statement> StatementId, string Reason)
    : StatementStep(Actor, StatementId, Reason)
{
    /// <inheritdoc/>
    protected override Decision Step(Statement statement, Period period, Timestamp now)
    {
        if (statement.State is not (StatementState.Held or StatementState.Importing))
            return statement.OutOfOrder("discarded", "Held or Importing");
        statement = statement with { State = StatementState.Discarded, DecidedBy = Actor.Subject, DecidedAt = now };
        return Accept(statement, [statement], [new(JournalEvent.StatementDiscarded, statement.Key, Note: Reason)]);
    }
}
