namespace Vouchers.Ledger;

/// <summary>
/// One row of state. A record is immutable; a command replaces it whole, and the store checks that nobody
/// replaced it meanwhile.
/// </summary>
public abstract record Entity
{
    /// <summary>The row's key, unique within its type: its id, or the ids it joins, separated by a dot.</summary>
    public abstract string Key { get; }
}
