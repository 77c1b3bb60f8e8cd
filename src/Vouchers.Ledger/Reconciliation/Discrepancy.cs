namespace Vouchers.Ledger;

/// <summary>Why a line or a payment is for a person to explain.</summary>
public enum DiscrepancyType
{
    None = 0,

    /// <summary>The ledger sent it, the bank does not show it.</summary>
    MissingInBank = 1,

    /// <summary>The bank booked it, the ledger does not know it.</summary>
    MissingInLedger = 2,

    /// <summary>It is this payment, but the amounts differ.</summary>
    AmountDifference = 3,

    /// <summary>A line for a payment that another has paid. With a difference of zero it was given back.</summary>
    DuplicatePayment = 4,

    /// <summary>It is this payment, but the money went to another account.</summary>
    WrongPayee = 5,

    /// <summary>The payment came back.</summary>
    Returned = 6,

    /// <summary>Executed so close to the month's end that the next statement may show it.</summary>
    Timing = 7,
}

/// <summary>The life of a discrepancy.</summary>
public enum DiscrepancyState
{
    None = 0,
    Open = 1,

    /// <summary>A resolution waits for a second person.</summary>
    Proposed = 2,
    Resolved = 3,

    /// <summary>A later run explained it.</summary>
    Explained = 4,
}

/// <summary>How a discrepancy is resolved. Each is proposed by one person and approved by another.</summary>
public enum Resolution
{
    None = 0,

    /// <summary>Its lines are its payments after all: clearing → paid; the sums are equal.</summary>
    ManualMatch = 1,

    /// <summary>As a manual match, with a difference (a fee, say) that goes bank ↔ adjustment.</summary>
    Adjustment = 2,

    /// <summary>Its lines are no payment of ours: suspense is reversed, and the sum goes bank ↔ adjustment.</summary>
    WriteOff = 3,

    /// <summary>
    /// Its payment never arrived: clearing → payable, as if the bank had refused it. Where money left for somebody
    /// else, its lines go bank ↔ adjustment until they are given back and that is written off. A payment that came back
    /// is returned: paid → payable. Where what came back had been clawed back, the institution owes it no longer, and
    /// the next payment adds what others took off. Not for an amount that differs: the payee has that money.
    /// </summary>
    RePay = 4,

    /// <summary>
    /// Of its payments one or more had failed, or were made before, and its lines show that the institutions have that
    /// money all the same: they owe it, and their next payments take it off. Those on their way are paid by it.
    /// </summary>
    ClawBack = 5,
}

/// <summary>A reconciliation exception: lines or payments that people explain.</summary>
/// <param name="Id">Drawn by the run, from what it is about.</param>
/// <param name="FundingAccountId">Whose.</param>
/// <param name="PeriodId">The month that it keeps open; of timing the month that it is carried into.</param>
/// <param name="Type">What kind of work it is.</param>
/// <param name="Lines">Ids of its lines, separated by spaces.</param>
/// <param name="Payments">Ids of its payments, separated by spaces.</param>
/// <param name="DifferenceMinorUnits">Its lines less its payments, signed, credits positive.</param>
/// <param name="Signals">What tells its type, in English.</param>
/// <param name="Owner">Who works on it; empty for nobody yet.</param>
/// <param name="OpenedAt">Its age counts from here.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Resolution">What was proposed or decided.</param>
/// <param name="Reason">Why; empty until proposed.</param>
/// <param name="ProposedBy">Who proposed it; empty until then.</param>
/// <param name="ProposedAt">When; null until then, and of what was proposed before this was kept.</param>
/// <param name="DecidedBy">Who approved it; empty until then.</param>
/// <param name="DecidedAt">When.</param>
public sealed record Discrepancy(
    Id<Discrepancy> Id,
    Id<FundingAccount> FundingAccountId,
    Id<Period> PeriodId,
    DiscrepancyType Type,
    string Lines,
    string Payments,
    long DifferenceMinorUnits,
    string Signals,
    string Owner,
    Timestamp OpenedAt,
    DiscrepancyState State,
    Resolution Resolution,
    string Reason,
    string ProposedBy,
    Timestamp? ProposedAt,
    string DecidedBy,
    Timestamp? DecidedAt) : Entity
{
    /// <summary>The most lines and the most payments of one discrepancy.</summary>
    public const int MaxParts = 20;

    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>True until it is resolved or explained.</summary>
    public bool IsOpen => State is DiscrepancyState.Open or DiscrepancyState.Proposed;

    /// <summary>The ids of its lines.</summary>
    public IReadOnlyList<Id<StatementLine>> LineIds => [.. Split(Lines).Select(Id<StatementLine>.Parse)];

    /// <summary>The ids of its payments.</summary>
    public IReadOnlyList<Id<PayoutItem>> PaymentIds => [.. Split(Payments).Select(Id<PayoutItem>.Parse)];

    /// <summary>The id of the match that its resolution books.</summary>
    public Id<Match> MatchId => Id<Match>.Parse(Key);

    /// <summary>The refusal of a step for which it is not ready, or no longer.</summary>
    public Refusal OutOfOrder(string step, string wanted) => Refusal.Of(RefusalCode.DiscrepancyOutOfOrder,
        $"Discrepancy '{Id}' is {State}; only one that is {wanted} can be {step}.",
        ("discrepancy", Key), ("state", State.ToString()), ("wanted", wanted));

    private static string[] Split(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
