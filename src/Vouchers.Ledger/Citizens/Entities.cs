namespace Vouchers.Ledger;

/// <summary>A citizen, without the plain national ID and without the full name.</summary>
/// <param name="Id">The citizen's id.</param>
/// <param name="NationalIdHash">64 lower-case hexadecimal digits: the keyed hash of the national ID.</param>
/// <param name="MaskedName">E.g. <c>王*明</c>; at most 16 bytes of UTF-8.</param>
public sealed record Citizen(Id<Citizen> Id, string NationalIdHash, string MaskedName) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;
}

/// <summary>A citizen's membership of a target group, with its evidence.</summary>
/// <param name="CitizenId">Whose.</param>
/// <param name="TargetGroup">The group's code.</param>
/// <param name="ValidFrom">From when, inclusive.</param>
/// <param name="ValidUntil">Until when, exclusive.</param>
/// <param name="Evidence">What proves it, e.g. a register and its reference; never an ID number.</param>
public sealed record Membership(
    Id<Citizen> CitizenId, string TargetGroup, Timestamp ValidFrom, Timestamp ValidUntil, string Evidence) : Entity
{
    /// <inheritdoc/>
    public override string Key => KeyOf(CitizenId, TargetGroup);

    /// <summary>The key of a citizen's membership of a group.</summary>
    public static string KeyOf(Id<Citizen> citizen, string targetGroup) => $"{citizen}.{targetGroup}";

    /// <summary>True where the membership holds at this time.</summary>
    public bool HoldsAt(Timestamp now) => ValidFrom <= now && now < ValidUntil;
}
