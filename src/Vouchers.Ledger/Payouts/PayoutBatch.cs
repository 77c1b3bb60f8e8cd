namespace Vouchers.Ledger;

/// <summary>The life of a payout batch.</summary>
public enum PayoutState
{
    None = 0,

    /// <summary>What is payable is being collected, step by step.</summary>
    Collecting = 1,

    /// <summary>Complete, and waiting for a second person.</summary>
    Draft = 2,
    Approved = 3,

    /// <summary>The bank's file was made; its items are on their way.</summary>
    Exported = 4,

    /// <summary>Every item was seen leaving the bank.</summary>
    Settled = 5,

    /// <summary>Every item came to an end, some of them rejected or returned.</summary>
    PartlySettled = 6,

    /// <summary>
    /// Given up before the export; what it held is payable again. A batch for which nothing is payable ends so too.
    /// </summary>
    Cancelled = 7,
}

/// <summary>A batch of payments to institutions, made by one person and approved by another.</summary>
/// <param name="Id">A number for people, e.g. <c>pay-000012</c>; the bank knows the batch by it.</param>
/// <param name="FundingAccountId">The account that pays.</param>
/// <param name="CutOff">What was earned until this time is collected.</param>
/// <param name="PayOn">The day on which the bank is asked to pay, at its start (UTC).</param>
/// <param name="State">Where it stands.</param>
/// <param name="MadeBy">The subject who made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Cursor">The last redemption that was considered; empty before the first.</param>
/// <param name="Items">How many payments it holds.</param>
/// <param name="Open">How many of them have not come to an end.</param>
/// <param name="Failed">How many of them the bank refused or sent back.</param>
/// <param name="Redemptions">How many redemptions they pay.</param>
/// <param name="HeldBack">How many redemptions are payable and were left out.</param>
/// <param name="Total">What the bank is asked to pay, claw-backs taken off.</param>
/// <param name="ApprovedBy">The second person; empty until then.</param>
/// <param name="ApprovedAt">When.</param>
/// <param name="ExportedAt">When the bank's file was made.</param>
/// <param name="FileHash">SHA-256 of that file in hexadecimal; empty until then.</param>
public sealed record PayoutBatch(
    Id<PayoutBatch> Id,
    Id<FundingAccount> FundingAccountId,
    Timestamp CutOff,
    Timestamp PayOn,
    PayoutState State,
    string MadeBy,
    Timestamp MadeAt,
    string Cursor,
    int Items,
    int Open,
    int Failed,
    int Redemptions,
    int HeldBack,
    Money Total,
    string ApprovedBy,
    Timestamp? ApprovedAt,
    Timestamp? ExportedAt,
    string FileHash) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>The batch after payments of it ended: settled where none is open any more.</summary>
    /// <param name="ended">How many came to an end just now.</param>
    /// <param name="failed">How many failed just now, with some of the ended, or with one that was paid before.</param>
    public PayoutBatch After(int ended, int failed)
    {
        var after = this with { Open = Open - ended, Failed = Failed + failed };
        return after.Open > 0
            ? after
            : after with { State = after.Failed == 0 ? PayoutState.Settled : PayoutState.PartlySettled };
    }

    /// <summary>The refusal of a step for which the batch is not ready, or no longer.</summary>
    public Refusal OutOfOrder(string step, string wanted) => Refusal.Of(RefusalCode.PayoutOutOfOrder,
        $"Batch '{Id}' is {State}; only a batch that is {wanted} can be {step}.",
        ("batch", Key), ("state", State.ToString()), ("wanted", wanted));
}

/// <summary>The life of one payment.</summary>
public enum PayoutItemState
{
    None = 0,
    Pending = 1,

    /// <summary>In a file for the bank.</summary>
    Sent = 2,

    /// <summary>The bank took the order; the money was not seen leaving yet.</summary>
    Accepted = 3,

    /// <summary>A statement shows the money leaving.</summary>
    Paid = 4,

    /// <summary>The bank refused; what it paid for is payable again.</summary>
    Rejected = 5,

    /// <summary>Paid and sent back; what it paid for is payable again.</summary>
    Returned = 6,
    Cancelled = 7,

    /// <summary>Claw-backs took all of it: nothing was to be sent.</summary>
    Netted = 8,

    /// <summary>Two people decided that it never arrived; what it paid for is payable again.</summary>
    GivenUp = 9,
}

/// <summary>
/// One payment of a batch: what one programme owes one institution. Two programmes pay separately, so that each
/// line of a statement belongs to one budget.
/// </summary>
/// <param name="BatchId">Its batch.</param>
/// <param name="ProgrammeId">The programme that pays.</param>
/// <param name="InstitutionId">Who is paid.</param>
/// <param name="ProgrammeNumber">The programme's number.</param>
/// <param name="InstitutionNumber">The institution's number.</param>
/// <param name="Gross">The redemptions' amounts.</param>
/// <param name="NettedMinorUnits">What open claw-backs take off; below zero what they add.</param>
/// <param name="Redemptions">How many redemptions it pays.</param>
/// <param name="Payee">The account as it was when the batch was drafted.</param>
/// <param name="PayeeChangedBy">Who had entered that account.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">The bank's reason code and words where it refused or sent back; else empty.</param>
/// <param name="EndedAt">When it came to its end.</param>
public sealed record PayoutItem(
    Id<PayoutBatch> BatchId,
    Id<Programme> ProgrammeId,
    Id<Institution> InstitutionId,
    int ProgrammeNumber,
    int InstitutionNumber,
    Money Gross,
    long NettedMinorUnits,
    int Redemptions,
    BankDetails Payee,
    string PayeeChangedBy,
    PayoutItemState State,
    string Reason,
    Timestamp? EndedAt) : Entity
{
    /// <summary>Redemptions of one payment at most: its end changes them all in one transaction.</summary>
    public const int MaxRedemptions = 5_000;

    /// <summary>The longest reason of an end, in characters.</summary>
    public const int MaxReason = 400;

    /// <summary>The item's id.</summary>
    public Id<PayoutItem> Id => IdOf(BatchId, ProgrammeNumber, InstitutionNumber);

    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>What the bank is asked to pay.</summary>
    public Money Net => Gross - new Money(NettedMinorUnits, Gross.Currency);

    /// <summary>The id by which bank messages name it: at most 35 characters of ISO 20022's narrowest set.</summary>
    public string EndToEndId => EndToEndIdOf(Id);

    /// <summary>True until the payment came to an end.</summary>
    public bool IsOpen => State is PayoutItemState.Pending or PayoutItemState.Sent or PayoutItemState.Accepted;

    /// <summary>True where it came to nothing: what it paid for is payable again.</summary>
    public bool HasFailed => State is PayoutItemState.Rejected or PayoutItemState.Returned or PayoutItemState.GivenUp;

    /// <summary>The id of the payment of a programme to an institution in a batch.</summary>
    public static Id<PayoutItem> IdOf(Id<PayoutBatch> batch, int programme, int institution) =>
        Id<PayoutItem>.Parse($"{batch}.p{programme}.i{institution}");

    /// <summary>The bank's name of an item: its id in upper case.</summary>
    public static string EndToEndIdOf(Id<PayoutItem> id) => id.Value.ToUpperInvariant();
}
