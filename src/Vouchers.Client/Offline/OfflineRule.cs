namespace Vouchers.Client.Offline;

/// <summary>
/// Why a device whose line is down does not accept what was shown, in the order of judging: where several rules refuse,
/// the first is told.
/// </summary>
public enum OfflineRule
{
    /// <summary>No rule.</summary>
    None = 0,

    /// <summary>Some other code, a part of one, or typed text: scan again.</summary>
    NotAVoucher,

    /// <summary>It begins like a voucher's code and is damaged: scan again.</summary>
    Unreadable,

    /// <summary>The device has no list of keys yet: it was never prepared while the line was up.</summary>
    NotPrepared,

    /// <summary>Signed by a key that the device does not know: forged, or newer than the device's list.</summary>
    KeyUnknown,

    /// <summary>Genuine, but something else than a voucher.</summary>
    WrongKind,

    /// <summary>The signature does not fit.</summary>
    Forged,

    /// <summary>Signed by a key that was not in force at the time.</summary>
    KeyNotInForce,

    /// <summary>A typed code or a printed voucher: it redeems with its PIN, which only the service can check.</summary>
    OnLineOnly,

    /// <summary>
    /// The till's clock cannot be right: it was never compared with the service's, or it went back since the last slip.
    /// </summary>
    ClockUnsure,

    /// <summary>The code will be made in the future: one of the clocks is wrong.</summary>
    CodeFromFuture,

    /// <summary>The code is older than its minute: the holder opens the voucher again.</summary>
    CodeLapsed,

    /// <summary>This device accepted the voucher already.</summary>
    AcceptedHere,

    /// <summary>The device does not know the voucher's status list.</summary>
    StatusUnknown,

    /// <summary>Revoked or expired.</summary>
    Invalid,

    /// <summary>Held by the bureau for a check.</summary>
    Suspended,

    /// <summary>Redeemed before.</summary>
    Redeemed,

    /// <summary>Reserved at another institution.</summary>
    OtherInstitution,

    /// <summary>The device was not prepared for the session, or not for the programme.</summary>
    TermsUnknown,

    /// <summary>The session does not take redemptions at this time.</summary>
    SessionClosed,

    /// <summary>The programme does not pay for the session, or not off line; the refusal has the service's own reason.
    /// </summary>
    NotCovered,

    /// <summary>More than the programme allows off line for one voucher.</summary>
    AboveCap,

    /// <summary>The device has no lease: the bureau did not let it accept anything off line.</summary>
    NoLease,

    /// <summary>The lease is over.</summary>
    LeaseLapsed,

    /// <summary>The lease's number of redemptions is used up.</summary>
    LeaseCountUsed,

    /// <summary>The lease's sum does not cover this one.</summary>
    LeaseSumUsed,
}
