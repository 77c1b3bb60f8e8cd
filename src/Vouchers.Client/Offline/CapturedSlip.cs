using Vouchers.V1;

namespace Vouchers.Client.Offline;

/// <summary>What became of a slip.</summary>
public enum SlipState
{
    /// <summary>Never; it has no state.</summary>
    None = 0,

    /// <summary>Not sent yet, or sent and not answered.</summary>
    Provisional,

    /// <summary>It is a redemption.</summary>
    Confirmed,

    /// <summary>A rule stands against it; the bureau decides.</summary>
    Conflict,

    /// <summary>The bureau decided that it is no redemption.</summary>
    Dismissed,

    /// <summary>The service could not take it in. The device keeps it and sends it again.</summary>
    Refused,
}

/// <summary>A voucher that this device accepted while its line was down. Immutable.</summary>
/// <param name="Sequence">The device's slips are counted from 1.</param>
/// <param name="RecordId">26 characters; the id of the redemption that it becomes.</param>
/// <param name="Receipt">The number of its receipt, provisional until it is confirmed.</param>
/// <param name="CapturedAt">By the service's time as the device knew it.</param>
/// <param name="VoucherId">26 characters.</param>
/// <param name="MaskedName">Whose voucher it is.</param>
/// <param name="SessionId">The session.</param>
/// <param name="LeaseId">The lease under which it was accepted.</param>
/// <param name="Amount">What was promised.</param>
/// <param name="State">What became of it.</param>
/// <param name="Why">The rule that stands or stood against it; null where none does.</param>
/// <param name="Redemption">The redemption that it is; null where it is none.</param>
/// <param name="NeedsAttention">True while the clerk has not acknowledged that it is none; see
/// <see cref="OfflineCounter.AcknowledgeAsync"/>.</param>
public sealed record CapturedSlip(
    long Sequence,
    string RecordId,
    string Receipt,
    DateTimeOffset CapturedAt,
    string VoucherId,
    string MaskedName,
    string SessionId,
    string LeaseId,
    Money Amount,
    SlipState State,
    VoucherRefusal? Why,
    Redemption? Redemption,
    bool NeedsAttention);

/// <summary>What a synchronisation changed.</summary>
/// <param name="Changed">The slips whose state is another one than before, those that need attention first.</param>
/// <param name="Left">How many are still provisional, e.g. accepted meanwhile.</param>
public sealed record SyncReport(IReadOnlyList<CapturedSlip> Changed, int Left);

/// <summary>What a device may still accept while its line is down.</summary>
/// <param name="CountLeft">So many redemptions.</param>
/// <param name="SumLeft">So much in all.</param>
/// <param name="Until">Until then, by the service's time.</param>
/// <param name="StatusAsOf">The time of the oldest of its status lists; null where it has none.</param>
public sealed record OfflineAllowance(int CountLeft, Money SumLeft, DateTimeOffset Until, DateTimeOffset? StatusAsOf);
