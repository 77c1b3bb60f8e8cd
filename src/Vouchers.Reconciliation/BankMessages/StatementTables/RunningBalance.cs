namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// Follows the balance from row to row, forwards or, where the newest row comes first, backwards. All in minor units.
/// </summary>
internal sealed class RunningBalance(bool isNewestFirst)
{
    // Oldest first: the balance after the row before. Newest first: the balance that this row must end with.
    private Int128? state;
    private Int128 net;

    /// <summary>Before the oldest row; null while no balance was seen.</summary>
    public Int128? Opening { get; private set; }

    /// <summary>After the newest row; null while no balance was seen.</summary>
    public Int128? Closing { get; private set; }

    /// <summary>How many rows do not follow.</summary>
    public long Breaks { get; private set; }

    /// <summary>Adds a row: its movement and, if it has one, its balance. False where another is expected.</summary>
    public bool Follows(long movement, long? balance, out Int128 expected)
    {
        net += movement;
        expected = isNewestFirst ? state ?? 0 : (state ?? 0) + movement;
        var follows = state is null || balance is null || balance == expected;
        if (!follows)
            Breaks++;
        var known = balance is { } told ? told : state is null ? (Int128?)null : expected;
        if (known is not { } after)
            return true;
        if (isNewestFirst)
        {
            state = after - movement;
            Closing ??= after + (net - movement);
            Opening = state;
        }
        else
        {
            state = after;
            Opening ??= after - net;
            Closing = after;
        }

        return follows;
    }

    /// <summary>A row could not be read: the next one cannot follow from it.</summary>
    public void Interrupt() => state = null;
}
