using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Random plays of a finance office, the same in each run, against what is always true of money.</summary>
public sealed class PayoutPlayTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Play_BatchesInEitherOrder_KeepTheInvariants(bool isBackwards) =>
        Plays.Check(PayoutPlay.Rounds, rounds =>
    {
        var play = new PayoutPlay();
        foreach (var round in rounds)
        {
            var commands = Commands(play, round);
            if (isBackwards)
                commands.Reverse();
            play.Ledger.Run(commands);
            if (Invariants.FirstBroken(play.Ledger) is { } broken)
                throw new InvalidOperationException($"After {string.Join(" ", round.Moves)}: {broken}.");
        }
    });

    [Test]
    public void Play_OneOrManyInABatch_MakesTheSameRows() => Plays.Check(PayoutPlay.Rounds, rounds =>
    {
        var (single, batched) = (new PayoutPlay(), new PayoutPlay());
        foreach (var round in rounds)
        {
            var one = Commands(single, round).SelectMany(c => single.Ledger.Run(c)).Select(Plays.Told).ToList();
            Plays.Same(one, batched.Ledger.Run(Commands(batched, round)).Select(Plays.Told), "answers");
        }

        Plays.Same(single.Ledger, batched.Ledger);
    });

    [Test]
    public void Play_EachCommandTwiceInItsBatch_MakesTheSameRows() => Plays.Check(PayoutPlay.Rounds, rounds =>
    {
        var (once, twice) = (new PayoutPlay(), new PayoutPlay());
        foreach (var round in rounds)
        {
            once.Ledger.Run(Commands(once, round));
            twice.Ledger.Run([.. Commands(twice, round)
                .SelectMany(c => PayoutPlay.IsRepeatable(c) ? (Command[])[c, c] : [c])]);
        }

        Plays.Same(once.Ledger, twice.Ledger);
    });

    [Test]
    public void Play_AllRepeatedAtTheEnd_ChangesNothing() => Plays.Check(PayoutPlay.Rounds, rounds =>
    {
        var (play, done) = (new PayoutPlay(), new List<Command>());
        foreach (var round in rounds)
        {
            var commands = Commands(play, round);
            done.AddRange(commands.Zip(play.Ledger.Run(commands))
                .Where(c => c.Second.Lines.Count > 0 && PayoutPlay.IsRepeatableLater(c.First)).Select(c => c.First));
        }

        if (done.Find(c => play.Ledger.Judge(c) is { Puts.Count: > 0 } or { Lines.Count: > 0 }) is { } again)
            throw new InvalidOperationException($"{again} was carried out twice.");
    });

    // A play that never gets beyond refusals would keep every invariant.
    [Test]
    public void Play_EachKindOfMoveAndEnd_HappensOften()
    {
        var (accepted, ends, lateLoads) = (new Dictionary<string, int>(), new Dictionary<string, int>(), 0);
        Plays.Check(PayoutPlay.Rounds, rounds =>
        {
            var play = new PayoutPlay();
            foreach (var round in rounds)
            {
                var commands = Commands(play, round);
                foreach (var (command, decision) in commands.Zip(play.Ledger.Run(commands)))
                    Count(accepted, command.GetType().Name, decision.Lines.Count > 0 ? 1 : 0);
            }

            foreach (var item in play.Ledger.All<PayoutItem>())
                Count(ends, $"{item.State}{(item.NettedMinorUnits > 0 ? " with claw-backs" : "")}", 1);
            foreach (var batch in play.Ledger.All<PayoutBatch>())
                Count(ends, $"batch {batch.State}", 1);
            lateLoads += play.Ledger.LateLoads;
        });
        TestContext.Out.WriteLine(Told(accepted));
        TestContext.Out.WriteLine(Told(ends));
        TestContext.Out.WriteLine($"{lateLoads} rows were needed only after an earlier command of the batch");
        Assert.That(accepted, Has.Count.EqualTo(21));
        Assert.That(accepted.Values, Has.All.GreaterThan(20));
        Assert.That(ends.Keys, Is.SupersetOf(new[]
        {
            "Paid with claw-backs", "Rejected with claw-backs", "Returned with claw-backs", "Netted with claw-backs",
            "Cancelled with claw-backs", "batch Settled", "batch PartlySettled", "batch Cancelled",
        }));
        Assert.That(lateLoads, Is.Positive);
    }

    private static List<Command> Commands(PayoutPlay play, Round round)
    {
        play.Begin(round);
        return [.. round.Moves.Select(play.ToCommand)];
    }

    private static void Count(Dictionary<string, int> counts, string what, int more) =>
        counts[what] = counts.GetValueOrDefault(what) + more;

    private static string Told(Dictionary<string, int> counts) =>
        string.Join(", ", counts.OrderBy(c => c.Value).Select(c => $"{c.Key} {c.Value}"));
}
