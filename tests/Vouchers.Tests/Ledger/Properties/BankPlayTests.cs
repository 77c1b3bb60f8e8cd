using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Random plays of a finance office with its bank, the same in each run.</summary>
public sealed class BankPlayTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Play_BatchesInEitherOrder_KeepTheInvariants(bool isBackwards) => Plays.Check(BankPlay.Rounds, rounds =>
    {
        var play = new BankPlay();
        foreach (var round in rounds)
        {
            var commands = Commands(play, round);
            if (isBackwards)
                commands.Reverse();
            play.Ledger.Run(commands);
            if ((Invariants.FirstBroken(play.Ledger) ?? BankInvariants.FirstBroken(play.Ledger)) is { } broken)
                throw new InvalidOperationException($"After {string.Join(" ", round.Moves)}: {broken}.");
        }
    });

    [Test]
    public void Play_OneOrManyInABatch_MakesTheSameRows() => Plays.Check(BankPlay.Rounds, rounds =>
    {
        var (single, batched) = (new BankPlay(), new BankPlay());
        foreach (var round in rounds)
        {
            var one = Commands(single, round).SelectMany(c => single.Ledger.Run(c)).Select(Plays.Told).ToList();
            Plays.Same(one, batched.Ledger.Run(Commands(batched, round)).Select(Plays.Told), "answers");
        }

        Plays.Same(single.Ledger, batched.Ledger);
    });

    [Test]
    public void Play_EachCommandTwiceInItsBatch_MakesTheSameRows() => Plays.Check(BankPlay.Rounds, rounds =>
    {
        var (once, twice) = (new BankPlay(), new BankPlay());
        foreach (var round in rounds)
        {
            once.Ledger.Run(Commands(once, round));
            twice.Ledger.Run([.. Commands(twice, round)
                .SelectMany(c => BankPlay.IsRepeatable(c) ? (Command[])[c, c] : [c])]);
        }

        Plays.Same(once.Ledger, twice.Ledger);
    });

    // A play that never gets beyond refusals would keep every invariant.
    [Test]
    public void Play_EachKindOfEventAndEnd_HappensOften()
    {
        var (events, ends) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        Plays.Check(BankPlay.Rounds, rounds =>
        {
            var play = new BankPlay();
            foreach (var round in rounds)
                play.Ledger.Run(Commands(play, round));
            foreach (var line in play.Ledger.Journal.Select(j => j.Line).Where(l => l.Event is >= First and <= Last))
                Count(events, $"{line.Event}");
            foreach (var match in play.Ledger.All<Match>())
                Count(ends, $"{match.Kind} {match.State}{Shape(play.Ledger, match)}");
            foreach (var found in play.Ledger.All<Discrepancy>().Where(d => d.State == DiscrepancyState.Resolved))
                Count(ends, $"{found.Resolution} of {found.Type}");
            Count(ends, "duplicate lines", play.Ledger.All<Statement>().Sum(s => s.Duplicates));
            Count(ends, "months carried over", play.Ledger.All<Period>().Count(p => p.CarriedOver > 0));
        });
        TestContext.Out.WriteLine(Told(events));
        TestContext.Out.WriteLine(Told(ends));
        var all = Enum.GetValues<JournalEvent>().Where(e => e is >= First and <= Last).Select(e => $"{e}");
        Assert.That(events.Keys, Is.SupersetOf(all));
        Assert.That(ends.Keys, Is.SupersetOf(new[]
        {
            "Payment Confirmed", "Payment Confirmed of many lines", "Payment Confirmed of many payments",
            "Payment Undone", "Return Confirmed", "Repayment Confirmed", "Repayment Undone", "WriteOff Confirmed",
            "WriteOff Undone", "RePay Confirmed", "Adjustment of AmountDifference", "RePay of Returned",
            "RePay of WrongPayee", "ClawBack of MissingInLedger",
        }));
        Assert.That(events.Values.Concat(ends.Values), Has.All.Positive);
    }

    private const JournalEvent First = JournalEvent.StatementImported;
    private const JournalEvent Last = JournalEvent.PeriodReopened;

    private static string Shape(LedgerHarness ledger, Match match)
    {
        var parts = ledger.All<MatchPart>().Where(p => p.MatchId == match.Id).ToList();
        return parts.Count(p => p.Kind == MatchPartKind.Line) > 1 ? " of many lines"
            : parts.Count(p => p.Kind == MatchPartKind.Payment) > 1 ? " of many payments" : "";
    }

    private static List<Command> Commands(BankPlay play, Round round)
    {
        play.Begin(round);
        return [.. round.Moves.Select(play.ToCommand)];
    }

    private static void Count(Dictionary<string, int> counts, string what, int more = 1) =>
        counts[what] = counts.GetValueOrDefault(what) + more;

    private static string Told(Dictionary<string, int> counts) =>
        string.Join(", ", counts.OrderBy(c => c.Value).Select(c => $"{c.Key} {c.Value}"));
}
