using System.Security.Claims;

namespace Vouchers.Web;

/// <summary>Who of the bureau is signed in. What a page offers goes by it; what is allowed the ledger judges.</summary>
/// <param name="Role">As in the role claim.</param>
/// <param name="Subject">As entries in the books bear it.</param>
internal sealed record Reader(string Role, string Subject)
{
    public const string Officer = "programme_officer";
    public const string Finance = "finance";
    public const string Auditor = "auditor";

    /// <summary>The roles that the console serves.</summary>
    public static readonly string[] Roles = [Officer, Finance, Auditor];

    public bool IsFinance => Role == Finance;

    public bool IsOfficer => Role == Officer;

    public bool IsAuditor => Role == Auditor;

    public static Reader Of(ClaimsPrincipal user, WebOptions options) => new(
        user.FindFirst(options.RoleClaim)?.Value ?? "", user.FindFirst("sub")?.Value ?? "");
}
