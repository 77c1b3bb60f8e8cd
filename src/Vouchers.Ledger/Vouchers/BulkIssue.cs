namespace Vouchers.Ledger;

/// <summary>The life of a bulk issue.</summary>
public enum BulkIssueState
{
    None = 0,
    Running = 1,
    Succeeded = 2,
    Cancelled = 3,
}

/// <summary>
/// A bulk issue to everyone in a target group: an operation that goes on after a restart from where its cursor
/// stands, because each step moves the cursor in the same transaction that issues.
/// </summary>
/// <param name="Id">The operation's id.</param>
/// <param name="ProgrammeId">The programme that pays.</param>
/// <param name="TargetGroup">The group that gets vouchers; empty for each of the programme's groups.</param>
/// <param name="Occupation">The occupation of the vouchers; may be empty.</param>
/// <param name="Level">The level of the vouchers; may be 0.</param>
/// <param name="StartedBy">The subject who started it.</param>
/// <param name="StartedAt">When.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Total">Memberships to consider, counted at the start.</param>
/// <param name="Considered">Memberships considered so far.</param>
/// <param name="Issued">Vouchers issued so far.</param>
/// <param name="Refused">Citizens refused so far.</param>
/// <param name="Cursor">The key of the last membership considered; empty before the first.</param>
public sealed record BulkIssue(
    Id<BulkIssue> Id,
    Id<Programme> ProgrammeId,
    string TargetGroup,
    string Occupation,
    int Level,
    string StartedBy,
    Timestamp StartedAt,
    BulkIssueState State,
    int Total,
    int Considered,
    int Issued,
    int Refused,
    string Cursor) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;
}

/// <summary>A citizen whom a bulk issue passed over, and why.</summary>
public sealed record BulkIssueReject(
    Id<BulkIssue> BulkIssueId, Id<Citizen> CitizenId, RefusalCode Code, string Message) : Entity
{
    /// <inheritdoc/>
    public override string Key => $"{BulkIssueId}.{CitizenId}";
}
