using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>What a voucher is worth at this counter, right now.</summary>
/// <param name="VoucherId">Empty where the credential could not be read.</param>
/// <param name="MaskedName">Whose it is, e.g. 王*明; empty where not known.</param>
/// <param name="Value">What a redemption would pay; null where it would be refused.</param>
/// <param name="Enrolled">Whether the holder has a seat in the session.</param>
/// <param name="CitizenId">Whom to enrol where that is what is missing; empty where not known.</param>
/// <param name="Refusal">Why a redemption would be refused; null where it would be accepted.</param>
public sealed record Verification(
    string VoucherId, string MaskedName, Money? Value, bool Enrolled, string CitizenId,
    VoucherRefusal? Refusal)
{
    /// <summary>Whether a redemption would be accepted. It can still be refused a moment later.</summary>
    public bool IsRedeemable => Refusal is null;

    internal static Verification From(VerifyVoucherResponse answer) => new(
        answer.VoucherId,
        answer.MaskedName,
        answer.Value,
        answer.Enrolled,
        answer.CitizenId,
        answer.Redeemable ? null : VoucherRefusal.From(answer.Refusal ?? new Refusal()));
}
