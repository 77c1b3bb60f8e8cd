using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Client.Offline;

/// <summary>
/// What a device makes of a scanned text by itself. The hierarchy is closed: there are these two cases and no other.
/// Immutable, hence thread-safe.
/// </summary>
public abstract record OfflineCheck
{
    private OfflineCheck()
    {
    }

    /// <summary>
    /// The device may accept it, until <paramref name="Until"/>. It is a promise under the lease and not yet a
    /// redemption: whether the holder is enrolled, or another counter accepts the voucher meanwhile, shows when the
    /// line is back.
    /// </summary>
    /// <param name="VoucherId">26 characters.</param>
    /// <param name="MaskedName">Whose it is, e.g. 王*明.</param>
    /// <param name="Amount">What would be accepted.</param>
    /// <param name="ProgrammeName">For people.</param>
    /// <param name="SessionId">The session that it would be accepted for.</param>
    /// <param name="IsReservedHere">True where it was reserved at this institution while the line was up: nobody else
    /// can redeem it.</param>
    /// <param name="StatusAsOf">The time of the status list by which it is good.</param>
    /// <param name="Until">When the code on the phone lapses, by the service's time, the clocks' skew included.</param>
    public sealed record Acceptable(
        string VoucherId,
        string MaskedName,
        Money Amount,
        string ProgrammeName,
        string SessionId,
        bool IsReservedHere,
        DateTimeOffset StatusAsOf,
        DateTimeOffset Until) : OfflineCheck
    {
        internal VerifiedCredential Credential { get; init; } = null!;

        internal ReadOnlyMemory<byte> Presentation { get; init; }
    }

    /// <summary>The device may not accept it.</summary>
    /// <param name="Rule">Which rule says so; the key of a sentence in the clerk's language.</param>
    /// <param name="Refusal">The API's nearest reason, a sentence in English, and the facts behind it.</param>
    /// <param name="MaskedName">Whose it is; empty where not known.</param>
    public sealed record Refused(OfflineRule Rule, VoucherRefusal Refusal, string MaskedName) : OfflineCheck;
}

/// <summary>
/// What became of accepting a voucher. The hierarchy is closed: there are these three cases and no other.
/// </summary>
public abstract record CaptureOutcome
{
    private CaptureOutcome()
    {
    }

    /// <summary>The slip is signed and durable; only now may "provisional" be shown.</summary>
    public sealed record Captured(CapturedSlip Slip) : CaptureOutcome;

    /// <summary>A rule says no by now, e.g. because the code lapsed while the clerk looked. Nothing was stored.
    /// </summary>
    public sealed record Refused(OfflineCheck.Refused Check) : CaptureOutcome;

    /// <summary>
    /// The device's memory failed, so nothing was accepted. Should the slip be there all the same, the next look at
    /// <see cref="OfflineCounter.Slips"/> shows it, and the voucher is not accepted twice.
    /// </summary>
    /// <param name="What">The trouble in a sentence for a person.</param>
    public sealed record NotStored(string What) : CaptureOutcome;
}
