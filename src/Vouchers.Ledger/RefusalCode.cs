namespace Vouchers.Ledger;

/// <summary>
/// Every reason to refuse, in order of precedence: where several rules refuse at once, the one with the lowest
/// number is answered. Mirrored one to one by <c>vouchers.v1.RefusalReason</c>.
/// </summary>
public enum RefusalCode
{
    None = 0,

    // The request itself.
    RequestIdReused = 1,
    InvalidField = 2,

    // Who asks.
    NotPermitted = 10,
    OtherInstitution = 11,
    OtherCitizen = 12,

    // What is shown at the counter.
    CredentialUnreadable = 20,
    CredentialKeyUnknown = 21,
    CredentialKeyRevoked = 22,
    CredentialForged = 23,
    CredentialWrongType = 24,
    PresentationExpired = 25,
    PresentationNotYetValid = 26,
    VoucherCodeUnknown = 28,
    PinRequired = 29,
    PinWrong = 30,

    /// <summary>While it is locked no PIN is judged, so <see cref="PinWrong"/> does not refuse as well.</summary>
    PinLocked = 31,
    TooManyAttempts = 32,
    DeviceCodeWrong = 33,
    OfflineChainBroken = 34,
    LeaseLapsed = 35,
    LeaseExceeded = 36,

    // What is named must be there.
    NotFound = 40,
    AlreadyExists = 41,
    DuplicateCitizen = 42,

    // The voucher's state.
    VoucherRedeemed = 50,
    VoucherRevoked = 51,
    VoucherExpired = 52,
    VoucherSuspended = 53,
    VoucherReserved = 54,
    VoucherNotReserved = 55,
    VoucherNotSuspended = 56,
    PresentationReplayed = 57,

    // The institution and its session.
    InstitutionSuspended = 60,
    AccreditationLapsed = 61,
    BranchMismatch = 62,
    DeviceRevoked = 63,
    SessionCancelled = 64,
    SessionClosed = 65,
    SessionFull = 66,
    NominationRequired = 67,
    DeviceNotEnrolled = 68,

    // The enrolment.
    NotEnrolled = 70,
    EnrolmentEnded = 71,
    EnrolmentStep = 72,
    AttendanceTooLow = 73,
    AttendanceAboveHours = 74,

    // The programme and the citizen.
    ProgrammeClosed = 80,
    ClaimNotAllowed = 81,
    NotEligible = 82,
    LiveVoucherExists = 83,
    TooManyTrainings = 84,
    LowerLevel = 85,
    CourseNotCovered = 86,
    TrainingAlreadyPaid = 87,
    OfflineNotAllowed = 88,
    OfflineCapExceeded = 89,

    // Money.
    AmountAboveValue = 90,
    CurrencyMismatch = 91,
    BudgetExhausted = 92,
    ExposureLimit = 93,

    // Undoing.
    RedemptionVoided = 100,
    VoidWindowClosed = 101,
    RedemptionInPayout = 102,
    RedemptionEarned = 103,
    ForceMajeureOutOfOrder = 104,
    ConflictOutOfOrder = 108,

    // Paying out.
    PayeeAccountDiffers = 110,
    PayeeAccountUnverified = 111,
    PayeeAccountCoolingOff = 112,
    PaymentsHeld = 113,
    PayoutOutOfOrder = 114,
    PayeeAccountChanged = 116,
    ClawBackOutOfOrder = 117,

    /// <summary>The bank says two things that cannot both be true; what follows from either waits for people.</summary>
    BankContradiction = 118,

    // Reconciling.
    OtherFundingAccount = 121,
    StatementOutOfOrder = 122,
    LineOutOfOrder = 123,
    MatchOutOfOrder = 124,
    MatchDiffers = 125,
    DiscrepancyOutOfOrder = 126,
    ResolutionUnfit = 127,
    PeriodClosed = 128,
    PeriodOutOfOrder = 129,
    PeriodUnexplained = 130,
    StatementGap = 131,

    /// <summary>Last, so that a second person is called for what can be done only.</summary>
    SamePerson = 140,
}
