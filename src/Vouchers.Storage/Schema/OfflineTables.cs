using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>The tables of what counters accept while their line is down.</summary>
internal static class OfflineTables
{
    public static readonly EntityTable<DeviceKey> Keys = new(
        "device_public_key",
        new ColumnList<DeviceKey>()
            .Ascii("public_key", 86, r => r.PublicKey)
            .Ascii("code_hash", 64, r => r.CodeHash)
            .Time("code_until", r => r.CodeUntil)
            .Long("sequence", r => r.Sequence)
            .Ascii("chain_hash", 64, r => r.ChainHash),
        r => new DeviceKey(r.Id<DeviceKey>(), r.Text(), r.Text(), r.OptionalTime(), r.Long(), r.Text()));

    public static readonly EntityTable<Lease> Leases = new(
        "lease",
        new ColumnList<Lease>()
            .Id("device_id", r => r.DeviceId, isFixed: true)
            .Id("institution_id", r => r.InstitutionId, isFixed: true)
            .Int("most", r => r.Count)
            .Long("sum_minor", r => r.Sum.MinorUnits)
            .Currency(r => r.Sum.Currency)
            .Time("from_time", r => r.From)
            .Time("until_time", r => r.Until)
            .Int("used_count", r => r.UsedCount)
            .Long("used_minor", r => r.UsedMinorUnits),
        r => new Lease(
            r.Id<Lease>(), r.Id<Device>(), r.Id<Institution>(), r.Int(), new Money(r.Long(), r.Currency()), r.Time(),
            r.Time(), r.Int(), r.Long()));

    public static readonly EntityTable<OfflineRecord> Records = new(
        "offline_record",
        new ColumnList<OfflineRecord>()
            .Id("device_id", r => r.Captured.DeviceId)
            .Id("lease_id", r => r.Captured.LeaseId)
            .Long("sequence", r => r.Captured.Sequence)
            .Ascii("previous_hash", 64, r => r.Captured.PreviousHash)
            .Ascii("hash", 64, r => r.Captured.Hash)
            .Id("voucher_id", r => r.Captured.VoucherId)
            .Id("session_id", r => r.Captured.SessionId)
            .Long("amount_minor", r => r.Captured.Amount.MinorUnits)
            .Currency(r => r.Captured.Amount.Currency)
            .Time("captured_at", r => r.Captured.CapturedAt)
            .Time("shown_at", r => r.Captured.ShownAt)
            .Time("shown_until", r => r.Captured.ShownUntil)
            .Id("institution_id", r => r.InstitutionId, isFixed: true)
            .Id("branch_id", r => r.BranchId, isFixed: true)
            .Time("synced_at", r => r.SyncedAt)
            .Int("state", r => (int)r.State)
            .Id("redemption_id", r => r.RedemptionId)
            .Int("conflict_code", r => (int)(r.Conflict?.Code ?? RefusalCode.None))
            .Text("conflict_text", OfflineRecord.MaxConflictText, r => r.Conflict?.Message ?? "")
            .Json("conflict_facts", r => FactsJson.Write(r.Conflict))
            .Text("decided_by", 200, r => r.DecidedBy)
            .Time("decided_at", r => r.DecidedAt)
            .Text("decision_reason", 400, r => r.DecisionReason),
        r => new OfflineRecord(
            r.Id<OfflineRecord>(),
            new CapturedRedemption(
                r.Id<Device>(), r.Id<Lease>(), r.Long(), r.Text(), r.Text(), r.Id<Voucher>(), r.Id<Session>(),
                new Money(r.Long(), r.Currency()), r.Time(), r.OptionalTime(), r.OptionalTime()),
            r.Id<Institution>(), r.Id<Branch>(), r.Time(), (OfflineRecordState)r.Int(), r.OptionalId<Redemption>(),
            FactsJson.Read((RefusalCode)r.Int(), r.Text(), r.Text()), r.Text(), r.OptionalTime(), r.Text()),
        uniques: new UniqueRule("offline_record_redemption", r => ((OfflineRecord)r).RedemptionId));

    public static readonly IReadOnlyList<EntityTable> All = [Keys, Leases, Records];
}
