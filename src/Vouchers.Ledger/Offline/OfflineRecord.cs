namespace Vouchers.Ledger;

/// <summary>What became of a redemption that was captured off line.</summary>
public enum OfflineRecordState
{
    None = 0,

    /// <summary>It is a redemption.</summary>
    Confirmed = 1,

    /// <summary>A rule stands against it; the bureau decides.</summary>
    Conflict = 2,

    /// <summary>The bureau decided that it is none.</summary>
    Dismissed = 3,
}

/// <summary>A redemption that a device captured while its line was down, as it was judged when it came in.</summary>
/// <param name="Id">Drawn by the device; also the id of the redemption where it was confirmed at once, so that the slip
/// of the first minute has the number of the receipt.</param>
/// <param name="Captured">What the device recorded.</param>
/// <param name="InstitutionId">The device's institution.</param>
/// <param name="BranchId">The device's branch.</param>
/// <param name="SyncedAt">When it came in, by the server's clock.</param>
/// <param name="State">What became of it.</param>
/// <param name="RedemptionId">The redemption that it is; null where it is none.</param>
/// <param name="Conflict">The rule that stood against it, last judged, with its facts; null where none did.</param>
/// <param name="DecidedBy">Who decided the conflict; empty before.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="DecisionReason">Why; empty before.</param>
public sealed record OfflineRecord(
    Id<OfflineRecord> Id,
    CapturedRedemption Captured,
    Id<Institution> InstitutionId,
    Id<Branch> BranchId,
    Timestamp SyncedAt,
    OfflineRecordState State,
    Id<Redemption>? RedemptionId,
    Refusal? Conflict,
    string DecidedBy,
    Timestamp? DecidedAt,
    string DecisionReason) : Entity
{
    /// <summary>The longest text of a conflict, in characters.</summary>
    public const int MaxConflictText = 1_000;

    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>The record as a rule found it unfit to be a redemption.</summary>
    internal OfflineRecord Against(Refusal refusal) => this with
    {
        State = OfflineRecordState.Conflict,
        RedemptionId = null,
        Conflict = refusal.Message.Length <= MaxConflictText
            ? refusal
            : refusal with { Message = refusal.Message[..MaxConflictText] },
    };
}

/// <summary>What a device recorded and signed.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="LeaseId">The lease under which it accepted.</param>
/// <param name="Sequence">The device's records are counted from 1, without a gap.</param>
/// <param name="PreviousHash">The hash of the record before, 64 hexadecimal digits; of the first, 64 zeros.</param>
/// <param name="Hash">The hash of this one.</param>
/// <param name="VoucherId">The voucher that was shown.</param>
/// <param name="SessionId">The session that it was accepted for.</param>
/// <param name="Amount">What the device promised.</param>
/// <param name="CapturedAt">When, by the device's clock.</param>
/// <param name="ShownAt">When the presentation was made, by the server's clock; null where its signature does not hold.
/// </param>
/// <param name="ShownUntil">When the presentation lapsed; null likewise.</param>
public sealed record CapturedRedemption(
    Id<Device> DeviceId,
    Id<Lease> LeaseId,
    long Sequence,
    string PreviousHash,
    string Hash,
    Id<Voucher> VoucherId,
    Id<Session> SessionId,
    Money Amount,
    Timestamp CapturedAt,
    Timestamp? ShownAt,
    Timestamp? ShownUntil)
{
    /// <summary>The hash before a device's first record.</summary>
    public static readonly string NoHash = new('0', 64);

    /// <summary>The evidence for the rules of a redemption; null where none holds.</summary>
    internal Evidence.Presentation? Evidence => ShownAt is { } at && ShownUntil is { } until
        ? new Evidence.Presentation(at, until, IsOffline: true)
        : null;
}
