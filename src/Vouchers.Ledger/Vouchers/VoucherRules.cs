namespace Vouchers.Ledger;

/// <summary>What a voucher allows at a time.</summary>
internal static class VoucherRules
{
    /// <summary>The rows that tell about an earlier use.</summary>
    public static IEnumerable<Need> Needs(ILedgerState known, Voucher voucher)
    {
        if (voucher.RedemptionId is not { } redemptionId)
            yield break;
        yield return Need.Of(redemptionId);
        if (known.Peek(redemptionId) is not { } redemption)
            yield break;
        yield return Need.Of(redemption.InstitutionId);
        yield return Need.Of(redemption.BranchId);
    }

    /// <summary>Null when the voucher can still be used, whoever asks.</summary>
    public static Refusal? NotUsable(ILedgerState state, Voucher voucher, Timestamp now)
    {
        if (voucher.State == VoucherState.Redeemed)
            return AlreadyRedeemed(state, voucher);
        if (voucher.State == VoucherState.Revoked)
            return Refusal.Of(RefusalCode.VoucherRevoked, "The bureau revoked this voucher.",
                ("voucher", voucher.Key));
        if (voucher.State == VoucherState.Expired || voucher.ValidUntil <= now)
            return Refusal.Of(RefusalCode.VoucherExpired, $"The voucher lapsed at {voucher.ValidUntil}.",
                ("voucher", voucher.Key), ("valid_until", voucher.ValidUntil.ToString()));
        return voucher.Suspended
            ? Refusal.Of(RefusalCode.VoucherSuspended,
                "The bureau holds this voucher for a check; ask the holder to call the bureau.",
                ("voucher", voucher.Key))
            : null;
    }

    /// <summary>Null when no reservation for another session stands.</summary>
    public static Refusal? ReservedElsewhere(Voucher voucher, Session session, Timestamp now) =>
        voucher.State == VoucherState.Reserved && voucher.ReservedUntil > now && voucher.SessionId != session.Id
            ? Refusal.Of(RefusalCode.VoucherReserved,
                $"The voucher is reserved for session '{voucher.SessionId}' until {voucher.ReservedUntil}; release " +
                "it there first.", ("session", voucher.SessionId?.Value ?? ""),
                ("institution", voucher.InstitutionId?.Value ?? ""),
                ("reserved_until", voucher.ReservedUntil?.ToString() ?? ""))
            : null;

    /// <summary>The account in which the face of a live voucher stands.</summary>
    public static AccountId FaceAccount(Programme programme, Voucher voucher) => AccountId.Of(programme,
        voucher.State == VoucherState.Reserved ? AccountKind.Reserved : AccountKind.Outstanding);

    /// <summary>The voucher without session, institution and reservation.</summary>
    public static Voucher Freed(Voucher voucher, VoucherState state) => voucher with
    {
        State = state,
        SessionId = null,
        InstitutionId = null,
        ReservedUntil = null,
        RedemptionId = null,
        RedeemedAt = null,
    };

    /// <summary>The names of the institution and the branch that redeemed.</summary>
    public static (string Institution, string Branch) PlaceOf(ILedgerState state, Redemption redemption) => (
        state.Peek(redemption.InstitutionId)?.Name ?? redemption.InstitutionId.Value,
        state.Peek(redemption.BranchId)?.Name ?? redemption.BranchId.Value);

    private static Refusal AlreadyRedeemed(ILedgerState state, Voucher voucher)
    {
        if (voucher.RedemptionId is not { } id || state.Peek(id) is not { } redemption)
            throw new InvalidOperationException($"Voucher '{voucher.Id}' is redeemed without a redemption.");
        var (institution, branch) = PlaceOf(state, redemption);
        return Refusal.Of(RefusalCode.VoucherRedeemed,
            $"The voucher was used on {redemption.RedeemedAt} at {institution}, {branch}; receipt " +
            $"{redemption.Receipt}.", ("voucher", voucher.Key), ("redeemed_at", redemption.RedeemedAt.ToString()),
            ("institution", institution), ("branch", branch), ("receipt", redemption.Receipt));
    }
}
