namespace Vouchers.Ledger;

/// <summary>The life of a request by force majeure.</summary>
public enum ForceMajeureState
{
    None = 0,

    /// <summary>Asked for, and waiting for a second officer.</summary>
    Requested = 1,
    Declined = 2,

    /// <summary>The redemption earned by it, and stays earned whatever becomes of the evidence.</summary>
    Approved = 3,
}

/// <summary>
/// A redemption that is to earn though its programme's gate cannot be met: a typhoon ended the session, and that is
/// nobody's fault. The enrolment stays what it is; nobody is said to have completed what was not held.
/// </summary>
/// <param name="Id">Time-ordered id.</param>
/// <param name="RedemptionId">What is to earn.</param>
/// <param name="ProgrammeId">The programme that pays.</param>
/// <param name="InstitutionId">Who is owed.</param>
/// <param name="Amount">The redemption's amount.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="DecidedBy">The second officer; empty until then.</param>
/// <param name="DecidedAt">When.</param>
public sealed record ForceMajeure(
    Id<ForceMajeure> Id,
    Id<Redemption> RedemptionId,
    Id<Programme> ProgrammeId,
    Id<Institution> InstitutionId,
    Money Amount,
    ForceMajeureState State,
    string Reason,
    string RequestedBy,
    Timestamp RequestedAt,
    string DecidedBy,
    Timestamp? DecidedAt) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;
}
