using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Vouchers and bulk issues as voucher.proto spells them.</summary>
internal static class VoucherMapping
{
    public static V1.Voucher ToProto(this Voucher voucher) => new()
    {
        Id = voucher.Id.Value,
        ProgrammeId = voucher.ProgrammeId.Value,
        CitizenId = voucher.CitizenId.Value,
        TargetGroup = voucher.TargetGroup,
        Occupation = voucher.Occupation,
        Level = voucher.Level,
        Face = voucher.Face.ToProto(),
        IssuedAt = voucher.IssuedAt.ToProto(),
        ValidUntil = voucher.ValidUntil.ToProto(),
        State = voucher.Suspended
            ? V1.Voucher.Types.State.Suspended
            : (V1.Voucher.Types.State)(int)voucher.State,
        StatusList = voucher.StatusList,
        StatusIndex = voucher.StatusIndex,
        SessionId = voucher.SessionId.Text(),
        InstitutionId = voucher.InstitutionId.Text(),
        ReservedUntil = voucher.ReservedUntil?.ToProto(),
        RedemptionId = voucher.RedemptionId.Text(),
        RedeemedAt = voucher.RedeemedAt?.ToProto(),
        ViewedAt = voucher.ViewedAt?.ToProto(),
    };

    public static V1.BulkIssue ToProto(this BulkIssue bulk) => new()
    {
        Id = bulk.Id.Value,
        ProgrammeId = bulk.ProgrammeId.Value,
        TargetGroup = bulk.TargetGroup,
        Occupation = bulk.Occupation,
        Level = bulk.Level,
        State = (V1.BulkIssue.Types.State)(int)bulk.State,
        StartedAt = bulk.StartedAt.ToProto(),
        Total = bulk.Total,
        Considered = bulk.Considered,
        Issued = bulk.Issued,
        Refused = bulk.Refused,
        Skipped = bulk.Considered - bulk.Issued - bulk.Refused,
    };

    public static V1.BulkIssueReject ToProto(this BulkIssueReject reject) => new()
    {
        CitizenId = reject.CitizenId.Value,
        Reason = (V1.RefusalReason)(int)reject.Code,
        Message = reject.Message,
    };
}
