using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Leases and records as offline.proto spells them.</summary>
internal static class OfflineMapping
{
    public static V1.Lease ToProto(this Lease lease) => new()
    {
        Id = lease.Id.Value,
        DeviceId = lease.DeviceId.Value,
        InstitutionId = lease.InstitutionId.Value,
        Count = lease.Count,
        Sum = lease.Sum.ToProto(),
        FromTime = lease.From.ToProto(),
        UntilTime = lease.Until.ToProto(),
        UsedCount = lease.UsedCount,
        UsedSum = (lease.Sum with { MinorUnits = lease.UsedMinorUnits }).ToProto(),
    };

    public static V1.OfflineTerm ToProto(this OfflineTerm term) => new()
    {
        ProgrammeId = term.ProgrammeId.Value,
        OpensAt = term.OpensAt.ToProto(),
        ClosesAt = term.ClosesAt.ToProto(),
        Value = term.Value.ToProto(),
        Cap = term.Cap?.ToProto(),
        Refusal = term.Refusal?.ToProto(),
    };

    public static V1.OfflineRecord ToProto(this OfflineRecord record) => new()
    {
        Id = record.Id.Value,
        DeviceId = record.Captured.DeviceId.Value,
        LeaseId = record.Captured.LeaseId.Value,
        Sequence = record.Captured.Sequence,
        InstitutionId = record.InstitutionId.Value,
        BranchId = record.BranchId.Value,
        VoucherId = record.Captured.VoucherId.Value,
        SessionId = record.Captured.SessionId.Value,
        Amount = record.Captured.Amount.ToProto(),
        CapturedAt = record.Captured.CapturedAt.ToProto(),
        ShownAt = record.Captured.ShownAt?.ToProto(),
        SyncedAt = record.SyncedAt.ToProto(),
        State = (V1.OfflineRecord.Types.State)(int)record.State,
        RedemptionId = record.RedemptionId.Text(),
        Conflict = record.Conflict?.ToProto(),
        DecidedBy = record.DecidedBy,
        DecidedAt = record.DecidedAt?.ToProto(),
        DecisionReason = record.DecisionReason,
    };
}
