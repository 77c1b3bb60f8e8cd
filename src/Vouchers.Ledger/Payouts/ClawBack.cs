using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>The life of a claw-back.</summary>
public enum ClawBackState
{
    None = 0,

    /// <summary>Asked for, and waiting for a second person.</summary>
    Requested = 1,
    Declined = 2,

    /// <summary>The institution owes what is open, or is owed it.</summary>
    Open = 3,

    /// <summary>Nothing is open: taken from what was payable, netted or paid back.</summary>
    Closed = 4,
}

/// <summary>
/// Takes money back: a redemption's, from what is owed or from what was paid; or that of a payment which had failed
/// and reached the institution all the same.
/// </summary>
/// <param name="Id">Time-ordered id.</param>
/// <param name="RedemptionId">What was wrongly redeemed; null where it is about a payment.</param>
/// <param name="PaymentId">What arrived without being due; null where it is about a redemption.</param>
/// <param name="ProgrammeId">The programme that gets it back.</param>
/// <param name="InstitutionId">Who gives it back.</param>
/// <param name="Amount">The redemption's amount, or what arrived.</param>
/// <param name="OpenMinorUnits">
/// What is still to be given back. Below zero the institution is owed it: the money came back from the bank after
/// payments had taken it off, and the next payment adds it.
/// </param>
/// <param name="PlannedMinorUnits">
/// The part of it that payments which are not exported yet will take off, or add.
/// </param>
/// <param name="ReturnedMinorUnits">
/// What of the money the bank itself sent back, at most the amount: it arrived once.
/// </param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="DecidedBy">The second person; empty until then.</param>
/// <param name="DecidedAt">When; the age of what is open counts from here.</param>
public sealed record ClawBack(
    Id<ClawBack> Id,
    Id<Redemption>? RedemptionId,
    Id<PayoutItem>? PaymentId,
    Id<Programme> ProgrammeId,
    Id<Institution> InstitutionId,
    Money Amount,
    long OpenMinorUnits,
    long PlannedMinorUnits,
    long ReturnedMinorUnits,
    ClawBackState State,
    string Reason,
    string RequestedBy,
    Timestamp RequestedAt,
    string DecidedBy,
    Timestamp? DecidedAt) : Entity
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReason = 400;

    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>The id of one that a match opens: the match's, and from the second on with its number.</summary>
    public static Id<ClawBack> IdOf(Id<Match> match, int number) => Id<ClawBack>.Parse(
        number == 0 ? match.Value : string.Create(CultureInfo.InvariantCulture, $"{match.Value}.{number}"));

    /// <summary>What no payment takes off, or adds, yet.</summary>
    public long FreeMinorUnits => OpenMinorUnits - PlannedMinorUnits;

    /// <summary>With another amount open: closed where that is none.</summary>
    public ClawBack WithOpen(long open) => this with
    {
        OpenMinorUnits = open,
        State = open == 0 ? ClawBackState.Closed : ClawBackState.Open,
    };
}

/// <summary>The part of a claw-back that one payment takes off, or below zero adds.</summary>
public sealed record Netting(
    Id<PayoutBatch> BatchId, Id<PayoutItem> ItemId, Id<ClawBack> ClawBackId, long AmountMinorUnits) : Entity
{
    /// <inheritdoc/>
    public override string Key => $"{ItemId}.{ClawBackId}";
}
