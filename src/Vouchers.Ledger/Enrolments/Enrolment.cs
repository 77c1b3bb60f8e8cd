namespace Vouchers.Ledger;

/// <summary>The life of an enrolment.</summary>
public enum EnrolmentState
{
    None = 0,
    Enrolled = 1,
    Attending = 2,
    Completed = 3,
    Certified = 4,
    Withdrawn = 5,
    NoShow = 6,
}

/// <summary>A citizen in a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CitizenId">The citizen.</param>
/// <param name="InstitutionId">The session's institution, for row-level checks.</param>
/// <param name="State">Where it stands.</param>
/// <param name="EnrolledAt">When.</param>
/// <param name="AttendedHours">Class hours attended so far.</param>
/// <param name="NominatedBy">Who nominated the citizen for further study or a competition; may be empty.</param>
/// <param name="CompletedAt">When the course was completed.</param>
/// <param name="CertificateNumber">The certificate's number; empty before certification.</param>
/// <param name="CertifiedLevel">The level that the agency confirmed; 0 before.</param>
/// <param name="AgencyId">The agency that confirmed it.</param>
public sealed record Enrolment(
    Id<Session> SessionId,
    Id<Citizen> CitizenId,
    Id<Institution> InstitutionId,
    EnrolmentState State,
    Timestamp EnrolledAt,
    int AttendedHours,
    string NominatedBy,
    Timestamp? CompletedAt,
    string CertificateNumber,
    int CertifiedLevel,
    Id<Agency>? AgencyId) : Entity
{
    /// <summary>The enrolment's id: session and citizen, joined by a dot.</summary>
    public Id<Enrolment> Id => IdOf(SessionId, CitizenId);

    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>True where the citizen is still part of the session or finished it.</summary>
    public bool Counts => State is EnrolmentState.Enrolled or EnrolmentState.Attending or EnrolmentState.Completed
        or EnrolmentState.Certified;

    /// <summary>The id of a citizen's enrolment in a session.</summary>
    public static Id<Enrolment> IdOf(Id<Session> session, Id<Citizen> citizen) =>
        Id<Enrolment>.Parse($"{session.Value}.{citizen.Value}");
}
