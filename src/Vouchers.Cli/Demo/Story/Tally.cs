using Vouchers.Cli.Demo.Report;
using Vouchers.Client;

namespace Vouchers.Cli.Demo.Story;

/// <summary>What the story counts on the way: calls, refusals, and what was expected of them. Thread safe.</summary>
internal sealed class Tally
{
    private readonly Lock counting = new();
    private readonly Dictionary<string, (long Count, string Example)> refusals = new(StringComparer.Ordinal);
    private readonly List<string> surprises = [];
    private readonly List<FraudRow> frauds = [];
    private long calls;

    public long Calls => Interlocked.Read(ref calls);

    /// <summary>Everything that went otherwise than the story says; empty in a good run.</summary>
    public IReadOnlyList<string> Surprises
    {
        get
        {
            lock (counting)
                return [.. surprises];
        }
    }

    public IReadOnlyList<FraudRow> Frauds => frauds;

    /// <summary>Refusals by reason, the most frequent first.</summary>
    public IReadOnlyList<RefusalRow> Refusals
    {
        get
        {
            lock (counting)
            {
                return [.. refusals.OrderByDescending(entry => entry.Value.Count).ThenBy(entry => entry.Key)
                    .Select(entry => new RefusalRow(entry.Key, entry.Value.Count, entry.Value.Example))];
            }
        }
    }

    public void CountCall() => Interlocked.Increment(ref calls);

    public void CountRefusal(VoucherRefusal refusal) => CountRefusal(ReasonWords.Of(refusal.Reason), refusal.Message);

    public void CountRefusal(string reason, string message)
    {
        lock (counting)
        {
            var (count, example) = refusals.GetValueOrDefault(reason, (0, message));
            refusals[reason] = (count + 1, example);
        }
    }

    /// <summary>Notes a surprise where the two differ.</summary>
    public void Expect(string what, long expected, long found)
    {
        if (expected != found)
            Surprise(FormattableString.Invariant($"{what}: {expected:N0} expected, {found:N0} found"));
    }

    public void Surprise(string what)
    {
        lock (counting)
            surprises.Add(what);
    }

    public void Add(FraudRow fraud)
    {
        frauds.Add(fraud);
        if (fraud.Verdict == CaseVerdict.Unexpected)
            Surprise($"The case '{fraud.Title}' was not stopped as planned: {fraud.Reason} {fraud.Answer}");
    }
}
