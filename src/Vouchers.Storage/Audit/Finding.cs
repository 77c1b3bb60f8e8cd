namespace Vouchers.Storage;

/// <summary>An invariant under examination.</summary>
internal sealed class Finding(string name, string rule)
{
    private long violations;
    private string first = "";

    /// <summary>Counts a violation; of the first one the words are kept.</summary>
    public void Add(string violation)
    {
        if (violations++ == 0)
            first = violation;
    }

    public InvariantCheck ToCheck() => new(name, rule, violations, first);
}
