namespace Vouchers.Ledger;

/// <summary>What a match books.</summary>
public enum MatchKind
{
    None = 0,

    /// <summary>Lines show payments leaving: clearing → paid.</summary>
    Payment = 1,

    /// <summary>Lines show a payment coming back: paid → payable.</summary>
    Return = 2,

    /// <summary>Lines show claw-backs being paid back: paid → receivable.</summary>
    Repayment = 3,

    /// <summary>Lines that are no payment of ours: suspense → adjustment.</summary>
    WriteOff = 4,

    /// <summary>A payment that never arrived: clearing → payable; lines of it, if any, go to the adjustment.</summary>
    RePay = 5,

    /// <summary>
    /// Lines show money that was not due: receivable → paid, until payments take it off. Payments on their way that the
    /// same lines show are paid: clearing → paid.
    /// </summary>
    Arrival = 6,
}

/// <summary>The life of a match.</summary>
public enum MatchState
{
    None = 0,

    /// <summary>Waiting for a second person.</summary>
    Proposed = 1,

    /// <summary>Booked.</summary>
    Confirmed = 2,
    Declined = 3,

    /// <summary>Booked, and somebody asked to undo it; a second person decides.</summary>
    UndoRequested = 4,

    /// <summary>Reversed by new entries.</summary>
    Undone = 5,
}

/// <summary>Lines and what explains them; its parts name them.</summary>
/// <param name="Id">Drawn by the caller; a discrepancy's resolution has the discrepancy's id.</param>
/// <param name="FundingAccountId">Whose lines.</param>
/// <param name="Kind">What it books.</param>
/// <param name="Pass">What found it, e.g. <c>end-to-end-id</c>, <c>manual</c>, <c>resolution</c>.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Signals">What speaks for and against it, in English.</param>
/// <param name="DifferenceMinorUnits">Lines less what explains them, signed: zero but where people say so.</param>
/// <param name="State">Where it stands.</param>
/// <param name="MadeBy">The service, or who proposed it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="DecidedBy">The second person, or the service; empty until then.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="UndoBy">Who asked to undo it; empty where nobody does.</param>
/// <param name="UndoReason">Why.</param>
public sealed record Match(
    Id<Match> Id,
    Id<FundingAccount> FundingAccountId,
    MatchKind Kind,
    string Pass,
    int Score,
    string Signals,
    long DifferenceMinorUnits,
    MatchState State,
    string MadeBy,
    Timestamp MadeAt,
    string DecidedBy,
    Timestamp? DecidedAt,
    string UndoBy,
    string UndoReason) : Entity
{
    /// <summary>The pass of what two people booked by resolving a discrepancy.</summary>
    public const string ResolutionPass = "resolution";

    /// <summary>The longest signals, in characters.</summary>
    public const int MaxSignals = 2_000;

    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>True where its entries stand.</summary>
    public bool IsBooked => State is MatchState.Confirmed or MatchState.UndoRequested;

    /// <summary>The refusal of a step for which the match is not ready, or no longer.</summary>
    public Refusal OutOfOrder(string step, string wanted) => Refusal.Of(RefusalCode.MatchOutOfOrder,
        $"Match '{Id}' is {State}; only one that is {wanted} can be {step}.",
        ("match", Key), ("state", State.ToString()), ("wanted", wanted));
}

/// <summary>What a part of a match is.</summary>
public enum MatchPartKind
{
    None = 0,
    Line = 1,
    Payment = 2,
    ClawBack = 3,
}

/// <summary>A line, a payment or a claw-back in a match.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Reference">Its id.</param>
/// <param name="AmountMinorUnits">
/// Signed, credits positive: what the line moved, or what was expected to be moved for the payment or claw-back.
/// </param>
public sealed record MatchPart(Id<Match> MatchId, MatchPartKind Kind, string Reference, long AmountMinorUnits) : Entity
{
    /// <inheritdoc/>
    public override string Key => $"{MatchId}.{Reference}";
}
