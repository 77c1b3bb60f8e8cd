using CsCheck;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>What plays share: the same draws in each run, and what two plays are compared by.</summary>
internal static class Plays
{
    private const int Count = 400;
    private const ulong Seed = 20_260_301;

    /// <summary>
    /// CsCheck draws from a random start; here each play has a seed of its own, and CsCheck shrinks one that fails.
    /// </summary>
    public static void Check(Gen<List<Round>> rounds, Action<List<Round>> holds)
    {
        for (var play = 0u; play < Count; play++)
        {
            var pcg = new PCG(play, Seed);
            var seed = pcg.ToString();
            try
            {
                holds(rounds.Generate(pcg, null, out _));
            }
            catch (Exception) when (seed.Length > 0)
            {
                rounds.Sample(holds, seed: seed, iter: 2_000, threads: 1,
                    print: drawn => string.Join("\n", drawn.Select(r => $"{r.Pass}: {string.Join(" ", r.Moves)}")));
                throw;
            }
        }
    }

    public static string Told(Decision decision) => decision switch
    {
        Decision.Accepted accepted => $"{accepted.Answer}",
        Decision.Refused refused => $"{refused.Refusal.Code} {refused.Refusal.Message}",
        _ => throw new InvalidOperationException($"{decision} is no decision."),
    };

    /// <summary>Two ledgers that came to the same by different ways.</summary>
    public static void Same(LedgerHarness one, LedgerHarness other)
    {
        Same(Rows(one), Rows(other), "rows");
        Same(one.Journal, other.Journal, "journal lines");
        Same(Balances(one), Balances(other), "balances");
    }

    public static void Same<T>(IEnumerable<T> one, IEnumerable<T> other, string what)
    {
        var (left, right) = (one.ToList(), other.ToList());
        if (left.SequenceEqual(right))
            return;
        var at = left.Zip(right).TakeWhile(p => Equals(p.First, p.Second)).Count();
        throw new InvalidOperationException($"{what} differ at {at}: {left.ElementAtOrDefault(at)} one way, " +
            $"{right.ElementAtOrDefault(at)} the other.");
    }

    private static IEnumerable<string> Rows(LedgerHarness ledger) => ledger.All<Entity>()
        .Select(r => $"{r}").Order(StringComparer.Ordinal);

    // An account that was used and stands at zero is worth no more than one that never was.
    private static IEnumerable<KeyValuePair<AccountId, long>> Balances(LedgerHarness ledger) =>
        ledger.Balances.Where(b => b.Value != 0).OrderBy(b => b.Key.Packed);
}
