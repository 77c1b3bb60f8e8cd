using System.Text;

namespace Vouchers.Cli.Demo.Data;

/// <summary>
/// SplitMix64: the same numbers on every machine and runtime, which <see cref="Random"/> does not promise. Each
/// part of the data draws from a stream of its own, so that a change in one part leaves the others as they were.
/// </summary>
internal sealed class SeededRandom
{
    private ulong state;

    public SeededRandom(int seed, string stream)
    {
        // FNV-1a over the stream's name, mixed with the seed.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var b in Encoding.UTF8.GetBytes(stream))
            hash = unchecked((hash ^ b) * 1_099_511_628_211UL);
        state = unchecked(hash ^ ((ulong)(uint)seed * 0x9E37_79B9_7F4A_7C15UL));
    }

    /// <summary>From 0 up to and without <paramref name="bound"/>.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(NextBits(), (ulong)bound, out _);
    }

    /// <summary>From <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int Between(int min, int max) => min + Below(max - min + 1);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool Chance(int perMille) => Below(1_000) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong NextBits()
    {
        unchecked
        {
            state += 0x9E37_79B9_7F4A_7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
            return z ^ (z >> 31);
        }
    }
}
