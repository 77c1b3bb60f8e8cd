using System.Security.Claims;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Makes the ledger's <see cref="Actor"/> of a validated token: the only place that reads claims.</summary>
/// <param name="roleClaim">The claim that holds the role.</param>
internal sealed class ActorReader(string roleClaim)
{
    private const int MaxSubjectLength = 200;

    /// <summary>The actor, or the refusal of a token that does not say enough about its bearer.</summary>
    public (Actor? Actor, Refusal? Refusal) Read(ClaimsPrincipal principal)
    {
        var subject = principal.FindFirstValue("sub");
        if (string.IsNullOrWhiteSpace(subject) || subject.Length > MaxSubjectLength)
            return Refuse("The token has no usable 'sub' claim, so nobody could be named in the journal.");
        var roles = principal.FindAll(roleClaim)
            .Select(c => RoleNames.ByName.GetValueOrDefault(c.Value)).Where(r => r != Role.None).Distinct().ToArray();
        if (roles.Length != 1)
            return Refuse(roles.Length == 0
                ? $"The token's claim '{roleClaim}' holds none of the roles {RoleNames.Listed}."
                : $"The token holds {roles.Length} roles; sign in with the one that you act in.");
        if (!TryBind(principal, "institution", out Id<Institution>? institution, out var fault)
            || !TryBind(principal, "branch", out Id<Branch>? branch, out fault)
            || !TryBind(principal, "device", out Id<Device>? device, out fault)
            || !TryBind(principal, "citizen", out Id<Citizen>? citizen, out fault)
            || !TryBind(principal, "agency", out Id<Agency>? agency, out fault))
            return Refuse(fault!);
        var actor = new Actor(subject, roles[0], institution, branch, device, citizen, agency);
        return MissingBinding(actor) is { } claim
            ? Refuse($"A token of the role {roles[0]} must carry the claim '{claim}', and this one does not.")
            : (actor, null);
    }

    private static string? MissingBinding(Actor actor) => actor.Role switch
    {
        Role.InstitutionOperator when actor.Institution is null => "institution",
        Role.Device when actor.Institution is null => "institution",
        Role.Device when actor.Branch is null => "branch",
        Role.Device when actor.Device is null => "device",
        Role.Citizen when actor.Citizen is null => "citizen",
        Role.EvaluationAgency when actor.Agency is null => "agency",
        _ => null,
    };

    private static bool TryBind<T>(ClaimsPrincipal principal, string claim, out Id<T>? id, out string? fault)
        where T : Entity
    {
        id = null;
        fault = null;
        if (principal.FindFirst(claim) is not { } found)
            return true;
        if (!Id<T>.TryParse(found.Value, out var parsed))
        {
            fault = $"The token's claim '{claim}' is not an id: 1 to {Id<T>.MaxLength} lower-case letters, digits, "
                + "hyphens and dots.";
            return false;
        }

        id = parsed;
        return true;
    }

    private static (Actor?, Refusal?) Refuse(string message) =>
        (null, Refusal.Of(RefusalCode.NotPermitted, message));
}
