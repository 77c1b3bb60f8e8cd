using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>
/// Takes in what a device captured off line. It is a redemption, or it is in the conflict queue: nothing that a device
/// signed is turned away. An online redemption is final; of two offline ones the earlier evidence wins.
/// </summary>
/// <param name="Actor">The device itself, or who brings its slips: its institution's operator, or an officer.</param>
/// <param name="Id">The record's id, drawn by the device.</param>
/// <param name="Captured">What it recorded, its signature already verified.</param>
/// <param name="EvidenceRefused">Why the presentation inside does not hold; null where it does.</param>
public sealed record SettleOfflineRecord(
    Actor Actor, Id<OfflineRecord> Id, CapturedRedemption Captured, Refusal? EvidenceRefused)
    : Command<OfflineRecord>(Actor)
{
    private Id<Redemption> RedemptionId => Id<Redemption>.Parse(Id.Value);

    /// <inheritdoc/>
    public override IEnumerable<Need> Needs(ILedgerState known) =>
        OfflineRules.Needs(known, CounterOf(Captured), Captured).Concat(
        [
            Need.Of(Id), Need.Of(RedemptionId), Need.Of(Captured.DeviceId),
            Need.Of(DeviceKey.IdOf(Captured.DeviceId)), Need.Of(Captured.LeaseId),
        ]);

    /// <inheritdoc/>
    public override Decision Decide(ILedgerState state, Timestamp now)
    {
        if (Actor.Lacks(Role.Device, Role.InstitutionOperator, Role.ProgrammeOfficer) is { } lacks)
            return lacks;
        if (Actor.Role == Role.Device && Actor.Device != Captured.DeviceId)
            return Refusal.Of(RefusalCode.NotPermitted, "A device brings in its own records only.",
                ("device", Captured.DeviceId.Value));
        if (state.Find(Captured.DeviceId) is not { } device)
            return Refusal.NotFound(Captured.DeviceId);
        if (Actor.CannotActFor(device.InstitutionId) is { } other)
            return other;
        if (state.Find(Id) is { } known)
            return known.Captured.Hash == Captured.Hash ? Accept(known, [], []) : Refusal.AlreadyExists(Id);
        if (state.Find(RedemptionId) is not null)
            return Refusal.AlreadyExists(RedemptionId);
        if (state.Find(DeviceKey.IdOf(device.Id)) is not { PublicKey.Length: > 0 } key)
            return DeviceKey.Missing(device.Id);

        var lease = state.Find(Captured.LeaseId);
        var decision = Stands(key, lease) is { } stands
            ? stands
            : OfflineRules.Redeem(
                state, CounterOf(Captured, device), RedemptionId, Captured, Captured.CapturedAt, now);
        var record = new OfflineRecord(Id, Captured, device.InstitutionId, device.BranchId, now,
            OfflineRecordState.Confirmed, RedemptionId, null, "", null, "");
        var counted = lease is null || lease.DeviceId != device.Id
            ? null
            : lease with { UsedCount = lease.UsedCount + 1 };
        // A record that does not follow the last one leaves the chain where it is, unless it leaps ahead: the ones
        // between are missed for good, or come and are judged one by one.
        if (Captured.Sequence > key.Sequence)
            key = key with { Sequence = Captured.Sequence, ChainHash = Captured.Hash };
        List<Entity> puts = [key];
        List<JournalLine> lines = [];
        if (decision is Decision.Accepted)
        {
            var used = checked((counted?.UsedMinorUnits ?? 0) + Captured.Amount.MinorUnits);
            counted = counted is null ? null : counted with { UsedMinorUnits = used };
            lines.Add(new(JournalEvent.OfflineConfirmed, record.Key, Note: $"{device.Id} no. {Captured.Sequence}"));
            lines.AddRange(decision.Lines);
            puts.AddRange(decision.Puts);
        }
        else if (decision is Decision.Refused refused)
        {
            record = record.Against(refused.Refusal);
            lines.Add(OfflineRules.ConflictLine(record));
        }

        if (counted is not null)
            puts.Add(counted);
        return Accept(record, [.. puts, record], lines);
    }

    // Whoever brings the slip, it is the device that redeemed.
    private static Actor CounterOf(CapturedRedemption captured, Device? device = null) =>
        new($"device:{captured.DeviceId}", Role.Device, device?.InstitutionId, device?.BranchId, captured.DeviceId);

    private Refusal? Stands(DeviceKey key, Lease? lease)
    {
        if ((EvidenceRefused ?? Captured.Evidence?.NotFresh(Captured.CapturedAt)) is { } refused)
            return refused;
        if (Captured.Sequence != key.Sequence + 1 || Captured.PreviousHash != key.LastHash)
            return Refusal.Of(RefusalCode.OfflineChainBroken,
                $"Record {Captured.Sequence} of device '{key.Id}' does not follow record {key.Sequence}: records " +
                "are missing, or the device's memory was copied. Compare its list with the slips.",
                ("device", key.Key), ("sequence", Captured.Sequence.ToString(CultureInfo.InvariantCulture)),
                ("last_sequence", key.Sequence.ToString(CultureInfo.InvariantCulture)));
        return lease is null
            ? Refusal.Of(RefusalCode.LeaseLapsed, $"The bureau granted no lease '{Captured.LeaseId}'.",
                ("lease", Captured.LeaseId.Value))
            : lease.DoesNotCover(Captured.DeviceId, Captured.Amount, Captured.CapturedAt);
    }
}
