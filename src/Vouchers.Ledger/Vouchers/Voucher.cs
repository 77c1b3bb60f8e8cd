namespace Vouchers.Ledger;

/// <summary>The life of a voucher. Suspension is a flag beside it, so that resuming needs no memory.</summary>
public enum VoucherState
{
    None = 0,
    Active = 1,
    Reserved = 2,
    Redeemed = 3,
    Expired = 4,
    Revoked = 5,
}

/// <summary>An electronic training voucher.</summary>
/// <param name="Id">The 16 bytes of the credential's cti, as text.</param>
/// <param name="ProgrammeId">The programme that pays.</param>
/// <param name="CitizenId">The holder.</param>
/// <param name="TargetGroup">The group that made the holder eligible, frozen at issue.</param>
/// <param name="Occupation">The occupation that it is for; empty for any course of the programme's catalogue.</param>
/// <param name="Level">The skill level that it is for; 0 for any.</param>
/// <param name="Face">The most that it pays.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="ValidUntil">When it lapses.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Suspended">True while an officer holds it.</param>
/// <param name="StatusList">The number of the status list that tells its state to devices.</param>
/// <param name="StatusIndex">Its place in that list.</param>
/// <param name="Code">The typed fallback code: 60 random bits.</param>
/// <param name="PinGeneration">How often its PIN was renewed.</param>
/// <param name="PinFailures">Wrong PINs since the last renewal.</param>
/// <param name="SessionId">The session that it is reserved for or was redeemed against.</param>
/// <param name="InstitutionId">The institution that it is reserved for or was redeemed by.</param>
/// <param name="ReservedUntil">When the reservation times out.</param>
/// <param name="RedemptionId">The redemption that stands.</param>
/// <param name="RedeemedAt">When it was redeemed.</param>
/// <param name="PresentationFloor">Presentations made at or before this are used up.</param>
/// <param name="ViewedAt">When the holder first opened it.</param>
public sealed record Voucher(
    Id<Voucher> Id,
    Id<Programme> ProgrammeId,
    Id<Citizen> CitizenId,
    string TargetGroup,
    string Occupation,
    int Level,
    Money Face,
    Timestamp IssuedAt,
    Timestamp ValidUntil,
    VoucherState State,
    bool Suspended,
    int StatusList,
    int StatusIndex,
    long Code,
    int PinGeneration,
    int PinFailures,
    Id<Session>? SessionId,
    Id<Institution>? InstitutionId,
    Timestamp? ReservedUntil,
    Id<Redemption>? RedemptionId,
    Timestamp? RedeemedAt,
    Timestamp? PresentationFloor,
    Timestamp? ViewedAt) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>True while it can still be used.</summary>
    public bool IsLive => State is VoucherState.Active or VoucherState.Reserved;
}

/// <summary>The signed credential of a voucher, as issued; written once.</summary>
/// <param name="VoucherId">The voucher.</param>
/// <param name="Cose">The COSE_Sign1 bytes.</param>
public sealed record VoucherCredential(Id<Voucher> VoucherId, ReadOnlyMemory<byte> Cose) : Entity
{
    /// <inheritdoc/>
    public override string Key => VoucherId.Value;
}
