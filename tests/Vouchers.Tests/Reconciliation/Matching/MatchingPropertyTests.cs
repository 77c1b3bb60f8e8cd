using CsCheck;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation;

namespace Vouchers.Tests.Reconciliation;

/// <summary>Random months and random chaos, the same in each run, against what is always true.</summary>
public sealed class MatchingPropertyTests
{
    private const ulong Seed = 20_260_331;

    private static readonly Gen<Happening[]> Happenings = Gen.Select(
        Gen.Int[0, Month.Kinds.Length - 1], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99],
        (kind, amount, payee, day) => new Happening(Month.Kinds[kind], amount, payee, day)).Array[1, 60];

    [TestCase(3, 2)]
    [TestCase(30, 20)]
    public void Month_OfAnyHappenings_KeepsTheInvariants(int amounts, int payees) => Check(Happenings, 300, happened =>
    {
        var month = Of(happened, amounts, payees);
        MatchingProperties.Hold([.. month.Items], [.. month.Lines], happened.Length);
    });

    // A line may stay open; it must never be booked on somebody else's payment.
    [TestCase(3, 2)]
    [TestCase(30, 20)]
    public void Month_OfAnyHappenings_HasNoFalseMatch(int amounts, int payees) => Check(Happenings, 300, happened =>
    {
        var month = Of(happened, amounts, payees);
        foreach (var match in month.Run().Matches)
        {
            foreach (var (line, item) in match.LineIds.SelectMany(l => match.ItemIds.Select(i => (l, i))))
            {
                if (!month.IsTrue(line, item))
                    throw new AssertionException($"{match.Pass}: {line} was not made for {item}.");
            }
        }
    });

    [Test]
    public void Chaos_KeepsWhatIsAlwaysTrue() => Check(Chaos.Inputs, 10_000,
        inputs => MatchingProperties.Hold(inputs.Items, inputs.Lines, inputs.Items.Length));

    // Chaos that never matches anything would keep every property.
    [Test]
    public void Chaos_ReachesEveryOutcome()
    {
        var seen = new Dictionary<string, int>();
        Check(Chaos.Inputs, 10_000, inputs =>
        {
            var result = Reconciler.Match(inputs.Items, inputs.Lines, Month.End);
            foreach (var name in result.Matches.Select(m => $"{m.Pass}")
                .Concat(result.Exceptions.Select(e => $"{e.Type}")).Concat(result.Suggestions.Select(_ => "Suggested")))
                seen[name] = seen.GetValueOrDefault(name) + 1;
        });
        TestContext.Out.WriteLine(string.Join(", ", seen.OrderBy(s => s.Value).Select(s => $"{s.Key} {s.Value}")));
        var names = Enum.GetNames<MatchPass>().Except(["None", "Earlier"])
            .Concat(Enum.GetNames<DiscrepancyType>().Except(["None"])).Append("Suggested");
        Assert.That(seen.Keys, Is.EquivalentTo(names));
        Assert.That(seen.Values, Has.All.GreaterThan(5));
    }

    private static Month Of(Happening[] happened, int amounts, int payees)
    {
        var month = new Month(amounts, payees);
        foreach (var happening in happened)
            month.Add(happening);
        return month;
    }

    // Each draw has a seed of its own, and CsCheck shrinks one that fails.
    private static void Check<T>(Gen<T> gen, int draws, Action<T> holds)
    {
        for (var draw = 0u; draw < draws; draw++)
        {
            var pcg = new PCG(draw, Seed);
            var seed = pcg.ToString();
            try
            {
                holds(gen.Generate(pcg, null, out _));
            }
            catch (Exception) when (seed.Length > 0)
            {
                gen.Sample(holds, seed: seed, iter: 5_000, threads: 1);
                throw;
            }
        }
    }
}
