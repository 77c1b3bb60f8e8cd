namespace Vouchers.Ledger;

/// <summary>A step of somebody of the finance office on a month, with the months beside it.</summary>
public abstract record PeriodStep(Actor Actor, Id<FundingAccount> FundingAccountId, DateOnly Day)
    : Command<Period>(Actor)
{
    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known)
    {
        yield return Need.Of(FundingAccountId);
        if (known.Peek(FundingAccountId) is not { } funding)
            yield break;
        foreach (var month in (int[])[-1, 0, 1])
            yield return Need.Of(Period.IdOf(funding, Day.AddMonths(month)));
        yield return Need.StatementsOf(Period.IdOf(funding, Day));
        yield return Need.DiscrepanciesOf(Period.IdOf(funding, Day));
    }

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.Finance) is { } lacks)
            return lacks;
        if (state.Find(FundingAccountId) is not { } funding)
            return Refusal.NotFound(FundingAccountId);
        return state.Find(Period.IdOf(funding, Day)) is { } period
            ? Step(state, funding, period, now)
            : Refusal.NotFound(Period.IdOf(funding, Day));
    }

    /// <summary>The step on a month that is there.</summary>
    protected abstract Decision Step(ILedgerState state, FundingAccount funding, Period period, Timestamp now);

    /// <summary>The refusal of a step for which the month is not ready.</summary>
    protected static Refusal OutOfOrder(Period period, string step, string why) =>
        Refusal.Of(RefusalCode.PeriodOutOfOrder,
            $"{period.FirstDay:yyyy-MM} is {period.State} and cannot be {step}: {why}.",
            ("period", period.Key), ("state", period.State.ToString()));
}

/// <summary>
/// Closes a month in which nothing is unexplained: every statement open to matching with no open line, each beginning
/// with the balance that the one before ended with, and no open discrepancy but timing, which is carried into the next
/// month, each by its name in the journal. Months are closed in order.
/// </summary>
/// <param name="Actor">Finance.</param>
/// <param name="FundingAccountId">Whose month.</param>
/// <param name="Day">A day of it.</param>
public sealed record ClosePeriod(Actor Actor, Id<FundingAccount> FundingAccountId, DateOnly Day)
    : PeriodStep(Actor, FundingAccountId, Day)
{
    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, FundingAccount funding, Period period, Timestamp now)
    {
        var before = state.Find(Period.IdOf(funding, Day.AddMonths(-1)));
        var next = state.Find(Period.IdOf(funding, Day.AddMonths(1))) ?? Period.New(funding, Day.AddMonths(1));
        if (period.State != PeriodState.Open)
            return OutOfOrder(period, "closed", "it is not open");
        if (before is { State: PeriodState.Open })
            return OutOfOrder(period, "closed", $"{before.FirstDay:yyyy-MM} is open");
        if (next.State != PeriodState.Open)
            return OutOfOrder(period, "closed", $"{next.FirstDay:yyyy-MM} is closed already; open that again first");
        var statements = InOrder(before, state.All<Statement>(Need.StatementsOf(period.Id))
            .Where(s => s.State != StatementState.Discarded));
        var open = state.All<Discrepancy>(Need.DiscrepanciesOf(period.Id)).Where(d => d.IsOpen).ToList();
        if (Unexplained(period, statements, open) is { } unexplained)
            return unexplained;
        if (Gap(before, statements) is { } gap)
            return gap;
        period = period with
        {
            State = PeriodState.Closed,
            ClosingMinorUnits = statements.Count > 0 ? statements[^1].ClosingMinorUnits : before?.ClosingMinorUnits,
            CarriedOver = open.Count,
            ClosedBy = Actor.Subject,
            ClosedAt = now,
        };
        // The statements are written unchanged: a line of theirs that opens again at the same moment on another node
        // fails on the version of its statement. The next month is there from now on, whether or not it will have a
        // statement, so that no month can be left out of the order.
        return Accept(period,
            [period, .. statements, next, .. open.Select(d => d with { PeriodId = next.Id })],
            [.. open.Select(d => new JournalLine(JournalEvent.TimingCarriedOver, d.Key, Note: next.Key)),
                new(JournalEvent.PeriodClosed, period.Key,
                    Note: $"{statements.Count} statements, {open.Count} carried")]);
    }

    private static Refusal? Unexplained(Period period, List<Statement> statements, List<Discrepancy> open)
    {
        var lines = statements.Sum(s => (long)s.Unexplained);
        var waiting = statements.Find(s => s.State != StatementState.Open);
        var discrepancy = open.Find(d => d.Type != DiscrepancyType.Timing || d.State == DiscrepancyState.Proposed);
        if (lines == 0 && waiting is null && discrepancy is null)
            return null;
        var ofLines = lines > 0 ? $" {lines} of its lines are unexplained." : "";
        var ofStatement = waiting is null ? "" : $" Statement '{waiting.Key}' is {waiting.State}.";
        var ofDiscrepancy = discrepancy is null ? "" : $" Discrepancy '{discrepancy.Key}' is {discrepancy.State}.";
        return Refusal.Of(RefusalCode.PeriodUnexplained,
            $"{period.FirstDay:yyyy-MM} closes once everything in it is explained.{ofLines}{ofStatement}"
            + $"{ofDiscrepancy} Reconcile, and resolve what is before people.",
            ("lines", $"{lines}"), ("statement", waiting?.Key ?? ""), ("discrepancy", discrepancy?.Key ?? ""));
    }

    // By the days that they cover; of several of one day each goes on where another one ended.
    private static List<Statement> InOrder(Period? before, IEnumerable<Statement> statements)
    {
        var ordered = new List<Statement>();
        var balance = before?.ClosingMinorUnits;
        foreach (var day in statements.GroupBy(s => (s.To, s.From)).OrderBy(g => g.Key))
        {
            var rest = day.OrderBy(s => s.Key, StringComparer.Ordinal).ToList();
            while (rest.Count > 0)
            {
                var next = rest.Find(s => s.OpeningMinorUnits == balance)
                    ?? rest.Find(s => !rest.Exists(r => r != s && r.ClosingMinorUnits == s.OpeningMinorUnits))
                    ?? rest[0];
                rest.Remove(next);
                ordered.Add(next);
                balance = next.ClosingMinorUnits;
            }
        }

        return ordered;
    }

    private static Refusal? Gap(Period? before, List<Statement> statements) =>
        statements.Exists(s => s.Duplicates > 0) ? GapOfSum(before, statements) : GapOfChain(before, statements);

    // Of statements that overlap, the lines of one day are in the file that came first: no chain, but one sum.
    private static Refusal? GapOfSum(Period? before, List<Statement> statements)
    {
        var last = statements[^1];
        var opening = before?.ClosingMinorUnits ?? statements.MinBy(s => s.From)!.OpeningMinorUnits;
        if (opening is null || last.ClosingMinorUnits is not { } closing)
            return null;
        var sum = checked(opening.Value + statements.Sum(s => s.OwnMinorUnits));
        return sum == closing
            ? null
            : Refusal.Of(RefusalCode.StatementGap,
                $"Statement '{last.Id}' ends with {closing}; {opening} before the month and the lines of its "
                + $"statements make {sum}. A statement is missing.",
                ("statement", last.Key), ("opening", $"{sum}"), ("before", $"{closing}"));
    }

    private static Refusal? GapOfChain(Period? before, List<Statement> statements)
    {
        var balance = before?.ClosingMinorUnits;
        foreach (var statement in statements)
        {
            if (balance is { } held && statement.OpeningMinorUnits is { } opening && opening != held)
                return Refusal.Of(RefusalCode.StatementGap,
                    $"Statement '{statement.Id}' begins with {opening}; the one before ended with {held}. One between "
                    + "them is missing.",
                    ("statement", statement.Key), ("opening", $"{opening}"), ("before", $"{held}"));
            balance = statement.ClosingMinorUnits;
        }

        return null;
    }
}

/// <summary>Asks to open a closed month again. The last closed one only: the next month rests on its balance.</summary>
/// <param name="Actor">Finance.</param>
/// <param name="FundingAccountId">Whose month.</param>
/// <param name="Day">A day of it.</param>
/// <param name="Reason">Why, 1 to 400 characters.</param>
public sealed record RequestReopening(Actor Actor, Id<FundingAccount> FundingAccountId, DateOnly Day, string Reason)
    : PeriodStep(Actor, FundingAccountId, Day)
{
    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now) => Reason.Length is 0 or > 400
        ? Refusal.Invalid("reason", "must be 1 to 400 characters")
        : base.Decide(state, now);

    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, FundingAccount funding, Period period, Timestamp now)
    {
        if (period.State != PeriodState.Closed)
            return OutOfOrder(period, "opened again", "it is not closed");
        if (state.Find(Period.IdOf(funding, Day.AddMonths(1))) is { State: not PeriodState.Open })
            return OutOfOrder(period, "opened again", "the next month is closed");
        period = period with { State = PeriodState.ReopeningRequested, RequestedBy = Actor.Subject, Reason = Reason };
        return Accept(period, [period], [new(JournalEvent.ReopeningRequested, period.Key, Note: Reason)]);
    }
}

/// <summary>A second person opens a closed month again, or leaves it closed.</summary>
/// <param name="Actor">Finance; never who asked.</param>
/// <param name="FundingAccountId">Whose month.</param>
/// <param name="Day">A day of it.</param>
/// <param name="IsApproved">False to leave it closed.</param>
public sealed record DecideReopening(Actor Actor, Id<FundingAccount> FundingAccountId, DateOnly Day, bool IsApproved)
    : PeriodStep(Actor, FundingAccountId, Day)
{
    /// <inheritdoc/>
    protected override Decision Step(ILedgerState state, FundingAccount funding, Period period, Timestamp now)
    {
        if (period.State != PeriodState.ReopeningRequested)
            return OutOfOrder(period, "opened again", "nobody asked for it");
        // Closing the next month at the same moment on another node fails on its version, which is written here.
        var next = state.Find(Period.IdOf(funding, Day.AddMonths(1)));
        if (IsApproved && next is { State: not PeriodState.Open })
            return OutOfOrder(period, "opened again", "the next month is closed");
        if (period.RequestedBy == Actor.Subject)
            return FourEyes.Refuse($"open {period.FirstDay:yyyy-MM} again", "asked for it", Actor);
        var reason = period.Reason;
        period = period with
        {
            State = IsApproved ? PeriodState.Open : PeriodState.Closed,
            ClosingMinorUnits = IsApproved ? null : period.ClosingMinorUnits,
            ClosedBy = IsApproved ? "" : period.ClosedBy,
            ClosedAt = IsApproved ? null : period.ClosedAt,
            RequestedBy = "",
            Reason = "",
        };
        return Accept(period, [period, .. IsApproved && next is not null ? (Entity[])[next] : []],
            [new(IsApproved ? JournalEvent.PeriodReopened : JournalEvent.ReopeningDeclined, period.Key, Note: reason)]);
    }
}
