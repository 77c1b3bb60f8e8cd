using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Redemptions as redemption.proto spells them.</summary>
internal static class RedemptionMapping
{
    public static V1.Redemption ToProto(this Redemption redemption) => new()
    {
        Id = redemption.Id.Value,
        Receipt = redemption.Receipt,
        VoucherId = redemption.VoucherId.Value,
        CitizenId = redemption.CitizenId.Value,
        ProgrammeId = redemption.ProgrammeId.Value,
        InstitutionId = redemption.InstitutionId.Value,
        BranchId = redemption.BranchId.Value,
        DeviceId = redemption.DeviceId.Text(),
        SessionId = redemption.SessionId.Value,
        Amount = redemption.Amount.ToProto(),
        RedeemedAt = redemption.RedeemedAt.ToProto(),
        State = (V1.Redemption.Types.State)(int)redemption.State,
        VoidedAt = redemption.VoidedAt?.ToProto(),
        VoidReason = redemption.VoidReason,
    };

    public static V1.RedeemVoucherResponse ToResponse(Redemption redemption) =>
        new() { Redemption = redemption.ToProto() };
}
