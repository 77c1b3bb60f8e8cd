namespace Vouchers.Ledger;

/// <summary>What happened, as the journal keeps it.</summary>
public enum JournalEvent
{
    None = 0,
    ProgrammeCreated = 1,
    ProgrammeChanged = 2,
    ProgrammeFunded = 3,
    ProgrammeClosed = 4,
    CoursesPublished = 10,
    InstitutionRegistered = 11,
    InstitutionChanged = 12,
    BranchRegistered = 13,
    DeviceRegistered = 14,
    DeviceRevoked = 15,
    SessionScheduled = 16,
    SessionCancelled = 17,
    AgencyRegistered = 18,
    CitizensImported = 20,
    MembershipChanged = 21,
    SessionsEnded = 22,
    Enrolled = 30,
    AttendanceRecorded = 31,
    Completed = 32,
    Certified = 33,
    Withdrawn = 34,
    NoShow = 35,

    /// <summary>A completion that was recorded in error.</summary>
    CompletionTakenBack = 36,

    /// <summary>A certificate that was recorded in error.</summary>
    CertificateTakenBack = 37,

    /// <summary>An enrolment that ended in error goes on.</summary>
    Reinstated = 38,
    VoucherIssued = 40,
    VoucherReserved = 41,
    ReservationReleased = 42,
    ReservationTimedOut = 43,
    VoucherExpired = 44,
    VoucherRevoked = 45,
    VoucherSuspended = 46,
    VoucherResumed = 47,
    VoucherViewed = 48,
    PinRefused = 49,
    PinReset = 50,
    VoucherRedeemed = 60,

    /// <summary>The part of the face that a redemption did not use, going back to the budget.</summary>
    RedemptionRest = 61,
    RedemptionVoided = 62,
    RedemptionEarned = 63,

    /// <summary>The face taken back from the budget when a redemption is voided.</summary>
    VoidRest = 64,

    /// <summary>What proved the service was taken back: the reversal of <see cref="RedemptionEarned"/>.</summary>
    RedemptionUnearned = 65,

    /// <summary>Two officers let it earn, though the programme's gate cannot be met.</summary>
    ForceMajeureEarned = 66,
    ForceMajeureRequested = 67,
    ForceMajeureDeclined = 68,
    BulkIssueStarted = 70,
    BulkIssueAdvanced = 71,
    BulkIssueFinished = 72,
    FundingAccountRegistered = 80,
    PayeeAccountChanged = 81,
    PayeeAccountVerified = 82,
    PaymentsHeld = 83,
    PaymentsReleased = 84,
    PayoutStarted = 85,

    /// <summary>A redemption was taken into a payment.</summary>
    PayoutCollected = 86,
    PayoutDrafted = 87,
    PayoutApproved = 88,
    PayoutCancelled = 89,

    /// <summary>A redemption left a payment that came to nothing, and is payable again.</summary>
    PayoutUndone = 90,
    PayoutExported = 91,
    PayoutItemSent = 92,

    /// <summary>A payment takes off what the institution has to give back.</summary>
    PayoutItemNetted = 93,
    PayoutItemAccepted = 94,
    PayoutItemRejected = 95,
    PayoutItemReturned = 96,

    /// <summary>What a payment took off is open again, because the payment came to nothing.</summary>
    NettingUndone = 97,
    PayoutItemPaid = 98,

    /// <summary>The payment of a redemption was seen on a statement.</summary>
    RedemptionPaid = 99,
    PayoutSettled = 100,
    ClawBackRequested = 101,
    ClawBackDeclined = 102,
    ClawedBack = 103,
    ClawBackRepaid = 104,

    /// <summary>Money of a payment that had failed, or was made before, is at the institution, which owes it.</summary>
    MoneyNotDueArrived = 105,

    /// <summary>Two people decided that a payment never arrived.</summary>
    PayoutItemGivenUp = 106,
    StatementImported = 110,

    /// <summary>The statement's last line came, and it ties.</summary>
    StatementOpened = 111,

    /// <summary>It does not tie, or cannot be checked: a person must accept it.</summary>
    StatementHeld = 112,
    StatementAccepted = 113,
    StatementDiscarded = 114,

    /// <summary>A line that nothing explains went into suspense.</summary>
    LineSuspended = 115,

    /// <summary>An explained line left suspense: the reversal of <see cref="LineSuspended"/>.</summary>
    LineExplained = 116,

    /// <summary>What a line differs from what explains it.</summary>
    DifferenceAdjusted = 117,
    MatchProposed = 118,
    MatchConfirmed = 119,
    MatchDeclined = 120,
    UnmatchRequested = 121,
    UnmatchDeclined = 122,
    Unmatched = 123,

    /// <summary>A payment that was matched is on its way again: its match was undone.</summary>
    PayoutItemUnmatched = 124,

    /// <summary>The payment of a redemption is open again: its match was undone.</summary>
    RedemptionUnpaid = 125,
    RepaymentUndone = 126,
    DiscrepancyOpened = 130,
    DiscrepancyAssigned = 131,
    ResolutionProposed = 132,
    ResolutionDeclined = 133,
    DiscrepancyResolved = 134,

    /// <summary>A later run explained it without a person.</summary>
    DiscrepancyExplained = 135,

    /// <summary>A payment near the month's end is looked for in the next month.</summary>
    TimingCarriedOver = 136,
    PeriodClosed = 140,
    ReopeningRequested = 141,
    ReopeningDeclined = 142,
    PeriodReopened = 143,
    DeviceEnrolmentOffered = 150,
    DeviceEnrolled = 151,
    LeaseGranted = 152,

    /// <summary>A redemption that a device captured off line counts.</summary>
    OfflineConfirmed = 153,

    /// <summary>A rule stands against it, or another one's earlier evidence.</summary>
    OfflineConflict = 154,
    OfflineDismissed = 155,
}

/// <summary>
/// One line of the journal: an event about a subject and, where money moves, one transfer of one amount from
/// the debited to the credited account. Lines are only ever added.
/// </summary>
/// <param name="Event">What happened.</param>
/// <param name="Subject">The key of the row that it happened to.</param>
/// <param name="Debit">The account that the amount leaves; null where no money moves.</param>
/// <param name="Credit">The account that the amount enters; null where no money moves.</param>
/// <param name="AmountMinorUnits">The amount, zero or more, in the programme's currency.</param>
/// <param name="Note">A reason or a fact for the auditor, at most 400 characters; never personal data.</param>
public sealed record JournalLine(
    JournalEvent Event,
    string Subject,
    AccountId? Debit = null,
    AccountId? Credit = null,
    long AmountMinorUnits = 0,
    string? Note = null)
{
    /// <summary>A line that moves money.</summary>
    public static JournalLine Transfer(
        JournalEvent happened, string subject, AccountId debit, AccountId credit, Money amount, string? note = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.MinorUnits);
        return new JournalLine(happened, subject, debit, credit, amount.MinorUnits, note);
    }
}
