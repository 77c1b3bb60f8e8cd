using CsCheck;
using NUnit.Framework;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>Random plays, the same in each run, against what is always true.</summary>
public sealed class PlayTests
{
    private const int Plays = 400;
    private const ulong Seed = 20_260_301;

    [Test]
    public void Play_AnyCommands_KeepTheInvariants() => Check(rounds =>
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
    public void Play_OneOrManyInABatch_MakesTheSameRows() => Check(rounds =>
    {
        var (single, batched) = (new Play(), new Play());
        foreach (var round in rounds)
        {
            single.Begin(round);
            batched.Begin(round);
            var one = round.Moves.SelectMany(m => single.Ledger.Run(single.ToCommand(m))).Select(Told).ToList();
            var many = batched.Ledger.Run([.. round.Moves.Select(batched.ToCommand)]).Select(Told);
            Same(one, many, "answers");
        }

        Same(Rows(single), Rows(batched), "rows");
        Same(single.Ledger.Journal, batched.Ledger.Journal, "journal lines");
        Same(Balances(single), Balances(batched), "balances");
    });

    // A play that never gets beyond refusals would keep every invariant.
    [Test]
    public void Play_EachKindOfMove_IsAcceptedOften()
    {
        var (accepted, lateLoads) = (new Dictionary<string, int>(), 0);
        Check(rounds =>
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
        Assert.That(accepted, Has.Count.EqualTo(17));
        Assert.That(accepted.Values, Has.All.GreaterThan(20));
    }

    // CsCheck draws from a random start; here each play has a seed of its own, and CsCheck shrinks one that fails.
    private static void Check(Action<List<Round>> holds)
    {
        for (var play = 0u; play < Plays; play++)
        {
            var pcg = new PCG(play, Seed);
            var seed = pcg.ToString();
            try
            {
                holds(Play.Rounds.Generate(pcg, null, out _));
            }
            catch (Exception) when (seed.Length > 0)
            {
                Play.Rounds.Sample(holds, seed: seed, iter: 2_000, threads: 1,
                    print: rounds => string.Join("\n", rounds.Select(r => $"{r.Pass}: {string.Join(" ", r.Moves)}")));
                throw;
            }
        }
    }

    private static string Told(Decision decision) => decision switch
    {
        Decision.Accepted accepted => $"{accepted.Answer}",
        Decision.Refused refused => $"{refused.Refusal.Code} {refused.Refusal.Message}",
        _ => throw new InvalidOperationException($"{decision} is no decision."),
    };

    private static IEnumerable<string> Rows(Play play) => play.Ledger.All<Entity>()
        .Select(r => $"{r}").Order(StringComparer.Ordinal);

    // An account that was used and stands at zero is worth no more than one that never was.
    private static IEnumerable<KeyValuePair<AccountId, long>> Balances(Play play) =>
        play.Ledger.Balances.Where(b => b.Value != 0).OrderBy(b => b.Key.Packed);

    private static void Same<T>(IEnumerable<T> one, IEnumerable<T> many, string what)
    {
        var (left, right) = (one.ToList(), many.ToList());
        if (left.SequenceEqual(right))
            return;
        var at = left.Zip(right).TakeWhile(p => Equals(p.First, p.Second)).Count();
        throw new InvalidOperationException($"{what} differ at {at}: {left.ElementAtOrDefault(at)} alone, " +
            $"{right.ElementAtOrDefault(at)} in a batch.");
    }
}
