using System.Collections.Frozen;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>The roles as tokens spell them.</summary>
internal static class RoleNames
{
    /// <summary>Each role that a token may carry, by its name in the role claim.</summary>
    public static readonly FrozenDictionary<string, Role> ByName = new Dictionary<string, Role>
    {
        ["programme_officer"] = Role.ProgrammeOfficer,
        ["citizen"] = Role.Citizen,
        ["institution_operator"] = Role.InstitutionOperator,
        ["device"] = Role.Device,
        ["evaluation_agency"] = Role.EvaluationAgency,
        ["finance"] = Role.Finance,
        ["auditor"] = Role.Auditor,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names, for a message.</summary>
    public static string Listed => string.Join(", ", ByName.Keys.Order());
}
