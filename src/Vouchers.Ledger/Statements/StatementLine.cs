namespace Vouchers.Ledger;

/// <summary>How far a line is explained.</summary>
public enum StatementLineState
{
    None = 0,

    /// <summary>Added, and not looked at by a run of the matching yet.</summary>
    Imported = 1,

    /// <summary>A run matched it.</summary>
    AutoMatched = 2,

    /// <summary>In suspense: a run found what it may be.</summary>
    Suggested = 3,

    /// <summary>In suspense: a run found nothing, or an exception that waits for people.</summary>
    Unmatched = 4,

    /// <summary>Another statement has it already. Never stored: such a line is counted and not added.</summary>
    Duplicate = 5,

    /// <summary>Two people matched it.</summary>
    Matched = 6,

    /// <summary>Explained, in a closed month. Never stored: <see cref="StatementLine.StateIn"/> tells it.</summary>
    Closed = 7,
}

/// <summary>What the bank says of a booked line.</summary>
/// <param name="AmountMinorUnits">Signed: a credit is positive, a debit negative.</param>
/// <param name="BookingDate">When the bank booked it, by its own calendar.</param>
/// <param name="ValueDate">From when it bears interest.</param>
/// <param name="EndToEndId">Empty for none.</param>
/// <param name="References">All other references, one a line of text.</param>
/// <param name="BatchReference">The id under which a batch was ordered; empty for none.</param>
/// <param name="TransactionCount">How many transactions it stands for; 0 where the bank does not say.</param>
/// <param name="CounterpartyName">The other side.</param>
/// <param name="CounterpartyAccount">Its account.</param>
/// <param name="Text">Free text; proves nothing by itself.</param>
/// <param name="IsReversal">The bank's reversal marker.</param>
/// <param name="ReturnReason">Why a payment came back; empty for none.</param>
/// <param name="OriginalEndToEndId">The payment that came back; empty for none.</param>
public sealed record LineDetails(
    long AmountMinorUnits,
    DateOnly BookingDate,
    DateOnly? ValueDate,
    string EndToEndId,
    string References,
    string BatchReference,
    int TransactionCount,
    string CounterpartyName,
    string CounterpartyAccount,
    string Text,
    bool IsReversal,
    string ReturnReason,
    string OriginalEndToEndId)
{
    /// <summary>The longest texts, in characters: ids, references together, names, accounts, free text.</summary>
    public const int MaxId = 140, MaxReferences = 1_000, MaxName = 280, MaxAccount = 70, MaxText = 2_000;

    /// <summary>The largest amount, in minor units: so that millions of lines still add up within 64 bits.</summary>
    public const long MaxMinorUnits = 1_000_000_000_000;

    /// <summary>The first field that is too long or holds no money, or null.</summary>
    public Refusal? FirstFault() => this switch
    {
        { AmountMinorUnits: 0 } => Refusal.Invalid("line.amount", "must not be zero"),
        { AmountMinorUnits: > MaxMinorUnits or < -MaxMinorUnits } =>
            Refusal.Invalid("line.amount", $"must be at most {MaxMinorUnits:N0} minor units, is {AmountMinorUnits:N0}"),
        { TransactionCount: < 0 } => Refusal.Invalid("line.transaction_count", "must be 0 or more"),
        _ => TooLong("end_to_end_id", EndToEndId, MaxId) ?? TooLong("references", References, MaxReferences)
            ?? TooLong("batch_reference", BatchReference, MaxId)
            ?? TooLong("counterparty_name", CounterpartyName, MaxName)
            ?? TooLong("counterparty_account", CounterpartyAccount, MaxAccount) ?? TooLong("text", Text, MaxText)
            ?? TooLong("return_reason", ReturnReason, MaxId)
            ?? TooLong("original_end_to_end_id", OriginalEndToEndId, MaxId),
    };

    private static Refusal? TooLong(string field, string text, int most) => text.Length <= most
        ? null
        : Refusal.Invalid($"line.{field}", $"must be at most {most} characters, is {text.Length}");
}

/// <summary>A booked line of a statement.</summary>
/// <param name="Id">Of the reader's fingerprint: see <see cref="IdOf"/>.</param>
/// <param name="FundingAccountId">Whose bank account.</param>
/// <param name="StatementId">The statement that has it.</param>
/// <param name="PeriodId">The statement's month.</param>
/// <param name="Sequence">Its place among the statement's booked lines, from 1.</param>
/// <param name="Details">What the bank says.</param>
/// <param name="State">How far it is explained.</param>
/// <param name="MatchId">What explains it, or null.</param>
public sealed record StatementLine(
    Id<StatementLine> Id,
    Id<FundingAccount> FundingAccountId,
    Id<Statement> StatementId,
    Id<Period> PeriodId,
    int Sequence,
    LineDetails Details,
    StatementLineState State,
    Id<Match>? MatchId) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>True where its amount is in suspense.</summary>
    public bool IsInSuspense => State is StatementLineState.Suggested or StatementLineState.Unmatched;

    /// <summary>True where nothing explains it yet.</summary>
    public bool IsOpen => IsInSuspense || State == StatementLineState.Imported;

    /// <summary>The state as people are told it: an explained line is closed with its month.</summary>
    public StatementLineState StateIn(Period? period) =>
        !IsOpen && period is { State: not PeriodState.Open } ? StatementLineState.Closed : State;

    /// <summary>The id of a line that the reader names by these digits, on an account of this number.</summary>
    public static Id<StatementLine> IdOf(int fundingNumber, string fingerprint) =>
        Id<StatementLine>.Parse($"f{fundingNumber}-{fingerprint}");
}
