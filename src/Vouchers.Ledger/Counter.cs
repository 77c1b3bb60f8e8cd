namespace Vouchers.Ledger;

/// <summary>
/// A counter that hands out small numbers: of programmes, of institutions, of places in status lists.
/// </summary>
/// <param name="Id">What is counted.</param>
/// <param name="Last">The last number handed out; zero before the first.</param>
public sealed record Counter(Id<Counter> Id, long Last) : Entity
{
    /// <summary>Numbers of programmes, as their accounts use them.</summary>
    public static readonly Id<Counter> Programmes = Id<Counter>.Parse("programmes");

    /// <summary>Numbers of institutions, as their accounts use them.</summary>
    public static readonly Id<Counter> Institutions = Id<Counter>.Parse("institutions");

    /// <summary>Places in status lists, over all lists.</summary>
    public static readonly Id<Counter> StatusPlaces = Id<Counter>.Parse("status-places");

    /// <summary>Numbers of the accounts from which institutions are paid.</summary>
    public static readonly Id<Counter> FundingAccounts = Id<Counter>.Parse("funding-accounts");

    /// <summary>Numbers of payout batches.</summary>
    public static readonly Id<Counter> PayoutBatches = Id<Counter>.Parse("payout-batches");

    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>The counter with its next number handed out.</summary>
    public static Counter Next(ILedgerState state, Id<Counter> id)
    {
        var counter = state.Find(id) ?? new Counter(id, 0);
        return counter with { Last = checked(counter.Last + 1) };
    }
}
