using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Random plays, the same in each run, against what is always true.</summary>
public sealed class PlayTests
{
    [Test]
    public void Play_AnyCommands_KeepTheInvariants() => Plays.Check(Play.Rounds, rounds =>
    {
        var play = new Play();
        foreach (var round in rounds)
        {
            play.Begin(round);
            foreach (var move in round.Moves)
            {
                play.Ledger.Run(play.ToCommand(move));
                if ((Invariants.FirstBroken(play.Ledger) ?? Invariants.FirstAboveExposure(play.Ledger)) is { } broken)
                    throw new InvalidOperationException($"After {move}: {broken}.");
            }
        }
    });

    [Test]
    public void Play_OneOrManyInABatch_MakesTheSameRows() => Plays.Check(Play.Rounds, rounds =>
    {
        var (single, batched) = (new Play(), new Play());
        foreach (var round in rounds)
        {
            single.Begin(round);
            batched.Begin(round);
            var one = round.Moves.SelectMany(m => single.Ledger.Run(single.ToCommand(m))).Select(Plays.Told).ToList();
            var many = batched.Ledger.Run([.. round.Moves.Select(batched.ToCommand)]).Select(Plays.Told);
            Plays.Same(one, many, "answers");
        }

        Plays.Same(single.Ledger, batched.Ledger);
    });

    // A play that never gets beyond refusals would keep every invariant.
    [Test]
    public void Play_EachKindOfMove_IsAcceptedOften()
    {
        var (accepted, lateLoads) = (new Dictionary<string, int>(), 0);
        Plays.Check(Play.Rounds, rounds =>
        {
            var play = new Play();
            foreach (var round in rounds)
            {
                play.Begin(round);
                var decisions = play.Ledger.Run([.. round.Moves.Select(play.ToCommand)]);
                foreach (var (move, decision) in round.Moves.Zip(decisions))
                {
                    var one = decision is Decision.Accepted ? 1 : 0;
                    accepted[move.Kind] = accepted.GetValueOrDefault(move.Kind) + one;
                }
            }

            lateLoads += play.Ledger.LateLoads;
        });
        TestContext.Out.WriteLine(string.Join(", ", accepted.OrderBy(a => a.Value).Select(a => $"{a.Key} {a.Value}")));
        TestContext.Out.WriteLine($"{lateLoads} rows were needed only after an earlier command of the batch");
        Assert.That(accepted, Has.Count.EqualTo(22));
        Assert.That(accepted.Values, Has.All.GreaterThan(20));
    }
}
