using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>A statement that was read to its end.</summary>
public sealed record StatementEnd
{
    /// <summary>The header, complete.</summary>
    public required StatementHeader Header { get; init; }

    /// <summary>What the account held before (<c>OPBD</c>, else <c>PRCD</c>); negative when overdrawn.</summary>
    public Money? Opening { get; init; }

    /// <summary>What it held afterwards (<c>CLBD</c>).</summary>
    public Money? Closing { get; init; }

    /// <summary>The day of that balance, by the bank's own calendar: all that a day without an entry tells.</summary>
    public DateOnly? ClosingDay { get; init; }

    /// <summary>How many entries, of any status.</summary>
    public required long Entries { get; init; }

    /// <summary>How many of them are booked.</summary>
    public required long BookedEntries { get; init; }

    /// <summary>The sum of booked credits in the statement's currency; null where none can be told.</summary>
    public Money? BookedCredits { get; init; }

    /// <summary>The sum of booked debits in the statement's currency, without sign.</summary>
    public Money? BookedDebits { get; init; }

    /// <summary>Whether it ties.</summary>
    public required StatementVerdict Verdict { get; init; }

    /// <summary>What was tolerated about the statement as a whole.</summary>
    public IReadOnlyList<BankNote> Notes { get; init; } = [];
}
