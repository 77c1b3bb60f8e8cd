using System.Collections.Immutable;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Whether a statement's figures agree with each other. The caller decides what follows.</summary>
public abstract record StatementVerdict
{
    private StatementVerdict()
    {
    }

    /// <summary>Opening balance and booked entries give the closing balance, and all totals hold.</summary>
    public sealed record Ties : StatementVerdict;

    /// <summary>At least one check failed.</summary>
    public sealed record DoesNotTie(ImmutableArray<FailedCheck> Checks) : StatementVerdict;

    /// <summary>No check failed, but the balance could not be checked.</summary>
    /// <param name="Reason">Why not, in a sentence.</param>
    public sealed record CannotBeChecked(string Reason) : StatementVerdict;
}

/// <summary>A check that failed.</summary>
/// <param name="Check">Which one.</param>
/// <param name="Expected">
/// What the bank states: minor units of the statement's currency for balances and sums, else a number of entries.
/// </param>
/// <param name="Found">What its entries give, in the same unit.</param>
/// <param name="Message">Both, and the difference, in a sentence.</param>
public sealed record FailedCheck(StatementCheck Check, long Expected, long Found, string Message)
{
    /// <summary>By how much: found less expected.</summary>
    public long Difference => Found - Expected;
}

/// <summary>What is checked of a statement.</summary>
public enum StatementCheck
{
    None = 0,

    /// <summary>Opening balance and booked entries against the closing balance, in minor units.</summary>
    Balance = 1,

    /// <summary>The number of entries (<c>TtlNtries/NbOfNtries</c>).</summary>
    EntryCount = 2,

    /// <summary>The sum of all entries without signs (<c>TtlNtries/Sum</c>).</summary>
    EntrySum = 3,

    /// <summary>Credits less debits (<c>TtlNetNtry</c>).</summary>
    NetSum = 4,

    /// <summary>The number of credits (<c>TtlCdtNtries/NbOfNtries</c>).</summary>
    CreditCount = 5,

    /// <summary>The sum of credits (<c>TtlCdtNtries/Sum</c>).</summary>
    CreditSum = 6,

    /// <summary>The number of debits (<c>TtlDbtNtries/NbOfNtries</c>).</summary>
    DebitCount = 7,

    /// <summary>The sum of debits (<c>TtlDbtNtries/Sum</c>).</summary>
    DebitSum = 8,

    /// <summary>How many balances or entries are in another currency than the statement's; none is expected.</summary>
    Currency = 9,

    /// <summary>The number of entries whose money cannot be told; none is expected.</summary>
    UnreadableEntries = 10,

    /// <summary>The number of rows whose running balance does not follow from the row before; CSV only.</summary>
    RunningBalance = 11,
}
