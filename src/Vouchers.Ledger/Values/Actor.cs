namespace Vouchers.Ledger;

/// <summary>What a person or machine may do here; each maps to one role claim of a token.</summary>
public enum Role
{
    /// <summary>No role: may do nothing.</summary>
    None = 0,
    ProgrammeOfficer = 1,
    Citizen = 2,
    InstitutionOperator = 3,
    Device = 4,
    EvaluationAgency = 5,
    Finance = 6,
    Auditor = 7,

    /// <summary>The service itself, for clock-driven steps such as expiry. No token carries it.</summary>
    System = 8,
}

/// <summary>
/// Who asks. <paramref name="Subject"/> is the token's subject and goes into the journal; the ids bind the
/// actor to the rows it may see and touch.
/// </summary>
public sealed record Actor(
    string Subject,
    Role Role,
    Id<Institution>? Institution = null,
    Id<Branch>? Branch = null,
    Id<Device>? Device = null,
    Id<Citizen>? Citizen = null,
    Id<Agency>? Agency = null)
{
    /// <summary>The service acting by the clock.</summary>
    public static readonly Actor Clock = new("system:clock", Role.System);

    /// <summary>Null when the actor has one of the roles, else the refusal that names them.</summary>
    public Refusal? Lacks(params ReadOnlySpan<Role> allowed)
    {
        if (allowed.Contains(Role) || Role == Role.System)
            return null;
        var names = string.Join(" or ", allowed.ToArray());
        return Refusal.Of(RefusalCode.NotPermitted,
            $"The role {Role} may not do this; {names} may.", ("role", Role.ToString()), ("allowed", names));
    }

    /// <summary>
    /// Null when the actor may act for the institution: an officer for each, an operator or a device only for
    /// its own.
    /// </summary>
    public Refusal? CannotActFor(Id<Institution> institution)
    {
        if (Role is Role.ProgrammeOfficer or Role.System || Institution == institution)
            return null;
        return Refusal.Of(RefusalCode.OtherInstitution,
            $"You act for institution {Institution?.ToString() ?? "(none)"}; this belongs to another one.",
            ("institution", Institution?.ToString() ?? ""));
    }

    /// <summary>Null when the actor is this citizen.</summary>
    public Refusal? IsNot(Id<Citizen> citizen) => Citizen == citizen
        ? null
        : Refusal.Of(RefusalCode.OtherCitizen, "This belongs to another citizen.");
}
