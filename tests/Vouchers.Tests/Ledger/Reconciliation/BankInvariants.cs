using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What is always true of statements and matches, judged from rows alone.</summary>
internal static class BankInvariants
{
    /// <summary>The first rule that is broken, in words; null where all hold.</summary>
    public static string? FirstBroken(LedgerHarness ledger) =>
        ledger.All<FundingAccount>().Select(f => OfFunding(ledger, f)).FirstOrDefault(b => b is not null)
        ?? ledger.All<Statement>().Select(s => OfStatement(ledger, s)).FirstOrDefault(b => b is not null)
        ?? ledger.All<Match>().Select(m => OfMatch(ledger, m)).FirstOrDefault(b => b is not null)
        ?? OfPayments(ledger) ?? OfProgrammes(ledger);

    private static string? OfFunding(LedgerHarness ledger, FundingAccount funding)
    {
        long Balance(AccountKind kind) => ledger.Balance(AccountId.Of(funding, kind));
        var (bank, suspense, adjustment) = (Balance(AccountKind.Bank), Balance(AccountKind.Suspense),
            Balance(AccountKind.Adjustment));
        if (bank + suspense + adjustment != 0)
            return $"{funding.Id}: bank {bank}, suspense {suspense} and adjustment {adjustment} are not zero";
        var open = ledger.All<StatementLine>().Where(l => l.FundingAccountId == funding.Id && l.IsInSuspense)
            .Sum(l => l.Details.AmountMinorUnits);
        if (open != suspense)
            return $"{funding.Id}: suspense is {suspense}, its open lines are {open}";
        var differences = ledger.All<Match>().Where(m => m.FundingAccountId == funding.Id && m.IsBooked)
            .Sum(m => m.DifferenceMinorUnits);
        return differences == adjustment
            ? null
            : $"{funding.Id}: adjustment is {adjustment}, its matches differ by {differences}";
    }

    private static string? OfStatement(LedgerHarness ledger, Statement statement)
    {
        var lines = ledger.All<StatementLine>().Where(l => l.StatementId == statement.Id).ToList();
        if (statement.State != StatementState.Discarded && statement.Unexplained != lines.Count(l => l.IsOpen))
            return $"{statement.Id} says {statement.Unexplained} open lines and has {lines.Count(l => l.IsOpen)}";
        return statement.State != StatementState.Open && lines.Exists(l => l.State != StatementLineState.Imported)
            ? $"{statement.Id} is {statement.State}, and a line of it was posted"
            : null;
    }

    private static string? OfMatch(LedgerHarness ledger, Match match)
    {
        var parts = ledger.All<MatchPart>().Where(p => p.MatchId == match.Id).ToList();
        var sum = parts.Sum(p => p.Kind == MatchPartKind.Line ? p.AmountMinorUnits : -p.AmountMinorUnits);
        if (sum != match.DifferenceMinorUnits)
            return $"{match.Id} says a difference of {match.DifferenceMinorUnits}; its parts say {sum}";
        var mine = ledger.All<StatementLine>().Count(l => l.MatchId == match.Id);
        var named = match.IsBooked ? parts.Count(p => p.Kind == MatchPartKind.Line) : 0;
        return mine == named ? null : $"{match.Id} is {match.State} of {named} lines; {mine} name it";
    }

    // What was granted is somewhere, and what is on its way is what payments say.
    private static string? OfProgrammes(LedgerHarness ledger)
    {
        foreach (var programme in ledger.All<Programme>())
        {
            var accounts = ledger.Balances.Where(b => b.Key.Programme == programme.Number).ToList();
            if (accounts.Sum(a => a.Value) != 0)
                return $"{programme.Id}: its accounts are {accounts.Sum(a => a.Value)}";
            var sent = ledger.All<PayoutItem>().Where(i => i.ProgrammeId == programme.Id
                && i.State is PayoutItemState.Sent or PayoutItemState.Accepted).Sum(i => i.Net.MinorUnits);
            var clearing = accounts.Where(a => a.Key.Kind == AccountKind.Clearing).Sum(a => a.Value);
            if (sent != clearing)
                return $"{programme.Id}: clearing is {clearing}, its payments are {sent}";
        }

        return null;
    }

    // No payment is in two booked matches that paid it, and each paid one is in one.
    private static string? OfPayments(LedgerHarness ledger)
    {
        var booked = ledger.All<Match>().Where(m => m is { IsBooked: true, Kind: MatchKind.Payment })
            .Select(m => m.Id).ToHashSet();
        var paidBy = ledger.All<MatchPart>().Where(p => p.Kind == MatchPartKind.Payment && booked.Contains(p.MatchId))
            .ToLookup(p => p.Reference);
        foreach (var item in ledger.All<PayoutItem>())
        {
            var most = item.State is PayoutItemState.Paid or PayoutItemState.Returned ? 1 : 0;
            if (paidBy[item.Key].Count() > most)
                return $"{item.Id} is {item.State} and paid by {paidBy[item.Key].Count()} matches";
        }

        return null;
    }
}
