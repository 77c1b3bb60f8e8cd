using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What is always true of statements and matches, judged from rows and journal alone.</summary>
internal sealed class BankInvariants
{
    private readonly LedgerHarness ledger;
    private readonly List<StatementLine> lines;
    private readonly List<Match> matches;
    private readonly ILookup<string, MatchPart> parts;
    private readonly List<PayoutItem> items;

    private BankInvariants(LedgerHarness ledger)
    {
        this.ledger = ledger;
        lines = [.. ledger.All<StatementLine>()];
        matches = [.. ledger.All<Match>()];
        parts = ledger.All<MatchPart>().ToLookup(p => p.MatchId.Value);
        items = [.. ledger.All<PayoutItem>()];
    }

    /// <summary>The first rule that is broken, in words; null where all hold.</summary>
    public static string? FirstBroken(LedgerHarness ledger)
    {
        var books = new BankInvariants(ledger);
        return ledger.All<FundingAccount>().Select(books.OfFunding).FirstOrDefault(b => b is not null)
            ?? ledger.All<Statement>().Select(books.OfStatement).FirstOrDefault(b => b is not null)
            ?? books.matches.Select(books.OfMatch).FirstOrDefault(b => b is not null)
            ?? books.OfPayments() ?? books.OfProgrammes() ?? books.OfMonths();
    }

    private string? OfFunding(FundingAccount funding)
    {
        long Balance(AccountKind kind) => ledger.Balance(AccountId.Of(funding, kind));
        var (bank, suspense, adjustment) = (Balance(AccountKind.Bank), Balance(AccountKind.Suspense),
            Balance(AccountKind.Adjustment));
        if (bank + suspense + adjustment != 0)
            return $"{funding.Id}: bank {bank}, suspense {suspense} and adjustment {adjustment} are not zero";
        var open = lines.Where(l => l.FundingAccountId == funding.Id && l.IsInSuspense)
            .Sum(l => l.Details.AmountMinorUnits);
        if (open != suspense)
            return $"{funding.Id}: suspense is {suspense}, its open lines are {open}";
        var differences = matches.Where(m => m.FundingAccountId == funding.Id && m.IsBooked).Sum(Difference);
        return differences == adjustment
            ? null
            : $"{funding.Id}: adjustment is {adjustment}, its matches differ by {differences}";
    }

    private string? OfStatement(Statement statement)
    {
        var mine = lines.Where(l => l.StatementId == statement.Id).ToList();
        if (statement.State != StatementState.Discarded && statement.Unexplained != mine.Count(l => l.IsOpen))
            return $"{statement.Id} says {statement.Unexplained} open lines and has {mine.Count(l => l.IsOpen)}";
        if (statement.State != StatementState.Discarded && mine.Count + statement.Duplicates != statement.Added)
            return $"{statement.Id} added {statement.Added}, has {mine.Count} and {statement.Duplicates} duplicates";
        if (statement.State != StatementState.Discarded
            && statement.OwnMinorUnits != mine.Sum(l => l.Details.AmountMinorUnits))
            return $"{statement.Id} says that its lines make {statement.OwnMinorUnits}";
        return statement.State != StatementState.Open && mine.Exists(l => l.State != StatementLineState.Imported)
            ? $"{statement.Id} is {statement.State}, and a line of it was posted"
            : null;
    }

    private string? OfMatch(Match match)
    {
        if (Difference(match) != match.DifferenceMinorUnits)
            return $"{match.Id} says a difference of {match.DifferenceMinorUnits}; its parts say {Difference(match)}";
        if (match.Pass is not ("resolution" or "manual") && match.DifferenceMinorUnits != 0)
            return $"{match.Id} by {match.Pass} differs by {match.DifferenceMinorUnits}";
        var mine = lines.Count(l => l.MatchId == match.Id);
        var named = match.IsBooked ? parts[match.Key].Count(p => p.Kind == MatchPartKind.Line) : 0;
        return mine == named ? null : $"{match.Id} is {match.State} of {named} lines; {mine} name it";
    }

    private long Difference(Match match) => parts[match.Key]
        .Sum(p => p.Kind == MatchPartKind.Line ? p.AmountMinorUnits : -p.AmountMinorUnits);

    // What was granted is somewhere, and what is on its way is what payments say.
    private string? OfProgrammes()
    {
        foreach (var programme in ledger.All<Programme>())
        {
            var accounts = ledger.Balances.Where(b => b.Key.Programme == programme.Number).ToList();
            if (accounts.Sum(a => a.Value) != 0)
                return $"{programme.Id}: its accounts are {accounts.Sum(a => a.Value)}";
            var sent = items.Where(i => i.ProgrammeId == programme.Id
                && i.State is PayoutItemState.Sent or PayoutItemState.Accepted).Sum(i => i.Net.MinorUnits);
            var clearing = accounts.Where(a => a.Key.Kind == AccountKind.Clearing).Sum(a => a.Value);
            if (sent != clearing)
                return $"{programme.Id}: clearing is {clearing}, its payments are {sent}";
        }

        return null;
    }

    // No payment is in two booked matches that paid it, or in two that gave it up.
    private string? OfPayments()
    {
        var booked = matches.Where(m => m.IsBooked && m.Kind != MatchKind.Arrival)
            .ToLookup(m => m.Kind == MatchKind.Payment, m => m.Key);
        var (paidBy, undoneBy) = (PaymentsOf(booked[true]), PaymentsOf(booked[false]));
        foreach (var item in items)
        {
            var most = item.State is PayoutItemState.Paid or PayoutItemState.Returned ? 1 : 0;
            if (paidBy[item.Key].Count() > most)
                return $"{item.Id} is {item.State} and paid by {paidBy[item.Key].Count()} matches";
            most = item.State is PayoutItemState.GivenUp or PayoutItemState.Returned ? 1 : 0;
            if (undoneBy[item.Key].Count() > most)
                return $"{item.Id} is {item.State} and undone by {undoneBy[item.Key].Count()} matches";
        }

        return null;
    }

    private ILookup<string, string> PaymentsOf(IEnumerable<string> booked) => booked
        .SelectMany(m => parts[m].Where(p => p.Kind == MatchPartKind.Payment)).ToLookup(p => p.Reference, p => p.Key);

    // Nothing is posted in a month between its closing and its opening again; months close in order, and open again
    // in the opposite one.
    private string? OfMonths()
    {
        var (begun, closed) = (new HashSet<string>(), new HashSet<string>());
        foreach (var line in ledger.Journal.Select(j => j.Line))
        {
            if (line.Event == JournalEvent.PeriodClosed)
            {
                if (begun.Contains(Beside(line.Subject, -1)) && !closed.Contains(Beside(line.Subject, -1)))
                    return $"{line.Subject} was closed before the month before it";
                closed.Add(line.Subject);
                begun.Add(Beside(line.Subject, 1));
            }
            else if (line.Event == JournalEvent.PeriodReopened)
            {
                closed.Remove(line.Subject);
                if (closed.Contains(Beside(line.Subject, 1)))
                    return $"{line.Subject} was opened again before the month after it";
            }
            else
            {
                var months = MonthsOf(line).ToList();
                if (months.Find(closed.Contains) is { } month)
                    return $"{line.Event} of {line.Subject} was posted in {month}, which was closed";
                begun.UnionWith(months);
            }
        }

        if (ledger.All<Period>().FirstOrDefault(p => p.State == PeriodState.Open == closed.Contains(p.Key)) is { } off)
            return $"{off.Id} is {off.State}; the journal says otherwise";
        return ledger.All<Statement>().FirstOrDefault(s => closed.Contains(s.PeriodId.Value)
            && s.State != StatementState.Discarded && (s.State != StatementState.Open || s.Unexplained > 0))
            is { } left
            ? $"{left.Id} is {left.State} with {left.Unexplained} open lines in a closed month"
            : null;
    }

    private string Beside(string month, int months)
    {
        var period = ledger.Row(Id<Period>.Parse(month));
        return Period.IdOf(ledger.Row(period.FundingAccountId), period.FirstDay.AddMonths(months)).Value;
    }

    private IEnumerable<string> MonthsOf(JournalLine line) => line.Event switch
    {
        JournalEvent.StatementImported or JournalEvent.StatementOpened or JournalEvent.StatementHeld
            or JournalEvent.StatementAccepted => [ledger.Row(Id<Statement>.Parse(line.Subject)).PeriodId.Value],
        JournalEvent.LineSuspended or JournalEvent.LineExplained =>
            [ledger.Row(Id<StatementLine>.Parse(line.Subject)).PeriodId.Value],
        JournalEvent.MatchConfirmed or JournalEvent.Unmatched => parts[line.Subject]
            .Where(p => p.Kind == MatchPartKind.Line)
            .Select(p => ledger.Row(Id<StatementLine>.Parse(p.Reference)).PeriodId.Value),
        _ => [],
    };
}
