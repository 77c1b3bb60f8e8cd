using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Citizens as citizen.proto spells them.</summary>
internal static class CitizenMapping
{
    public static V1.Citizen ToProto(this Citizen citizen, IEnumerable<Membership> memberships) => new()
    {
        Id = citizen.Id.Value,
        MaskedName = citizen.MaskedName,
        Memberships = { memberships.Select(ToProto) },
    };

    private static V1.Membership ToProto(Membership membership) => new()
    {
        TargetGroup = membership.TargetGroup,
        ValidFrom = membership.ValidFrom.ToProto(),
        ValidUntil = membership.ValidUntil.ToProto(),
        Evidence = membership.Evidence,
    };
}
