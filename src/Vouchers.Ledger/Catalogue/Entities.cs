namespace Vouchers.Ledger;

/// <summary>An entry of the catalogue.</summary>
/// <param name="Id">The course's code in lower case.</param>
/// <param name="Title">The title in the city's language.</param>
/// <param name="TitleEn">The title in English; may be empty.</param>
/// <param name="Occupation">The occupation's code; courses for one occupation share it.</param>
/// <param name="Level">Skill level 1 (lowest) to 5 (highest); 0 where the course has none.</param>
/// <param name="ClassHours">Length in class hours.</param>
/// <param name="Batch">The batch in which it was published, e.g. <c>2026-1</c>.</param>
public sealed record Course(
    Id<Course> Id, string Title, string TitleEn, string Occupation, int Level, int ClassHours, string Batch) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;
}

/// <summary>What kind of house an institution is.</summary>
public enum InstitutionKind
{
    None = 0,
    University = 1,
    College = 2,
    Enterprise = 3,
    PrivateSchool = 4,
    PublicTrainingBase = 5,
}

/// <summary>A training institution that may run sessions and redeem vouchers.</summary>
public sealed record Institution(
    Id<Institution> Id,
    int Number,
    string Name,
    InstitutionKind Kind,
    Timestamp AccreditedUntil,
    bool Suspended) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>Null when the institution may act at this time.</summary>
    public Refusal? MayNotAct(Timestamp now)
    {
        if (Suspended)
            return Refusal.Of(RefusalCode.InstitutionSuspended,
                $"{Name} is suspended by the bureau and may not enrol or redeem.", ("institution", Id.Value));
        return now >= AccreditedUntil
            ? Refusal.Of(RefusalCode.AccreditationLapsed, $"The accreditation of {Name} ended at {AccreditedUntil}.",
                ("institution", Id.Value), ("accredited_until", AccreditedUntil.ToString()))
            : null;
    }
}

/// <summary>A place where an institution teaches.</summary>
public sealed record Branch(Id<Branch> Id, Id<Institution> InstitutionId, string Name, string Address) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>Null when the branch is this institution's.</summary>
    public Refusal? IsNotOf(Id<Institution> institution) => InstitutionId == institution
        ? null
        : Refusal.Of(RefusalCode.BranchMismatch, $"Branch '{Id}' belongs to institution '{InstitutionId}'.",
            ("branch", Id.Value));
}

/// <summary>A counter device of a branch.</summary>
public sealed record Device(
    Id<Device> Id, Id<Institution> InstitutionId, Id<Branch> BranchId, string Name, bool Revoked) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>Null while it is in use.</summary>
    internal Refusal? IsRevoked() => Revoked
        ? Refusal.Of(RefusalCode.DeviceRevoked,
            $"Device '{Id}' was revoked; register a new one at the institution.", ("device", Key))
        : null;
}

/// <summary>A third party that evaluates skill levels.</summary>
public sealed record Agency(Id<Agency> Id, string Name) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;
}

/// <summary>What kind of run a session is.</summary>
public enum SessionKind
{
    None = 0,
    Training = 1,

    /// <summary>Nominated talents study at a university; enrolment needs a nomination.</summary>
    FurtherStudy = 2,

    /// <summary>A skills competition.</summary>
    Competition = 3,
}

/// <summary>One run of a course by an institution's branch.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="CourseId">What is taught.</param>
/// <param name="InstitutionId">Who teaches.</param>
/// <param name="BranchId">Where.</param>
/// <param name="Kind">Training, further study or competition.</param>
/// <param name="StartsAt">First class.</param>
/// <param name="EndsAt">End of the last class.</param>
/// <param name="Capacity">Seats.</param>
/// <param name="Enrolled">Seats taken now.</param>
/// <param name="Cancelled">True once it was called off.</param>
public sealed record Session(
    Id<Session> Id,
    Id<Course> CourseId,
    Id<Institution> InstitutionId,
    Id<Branch> BranchId,
    SessionKind Kind,
    Timestamp StartsAt,
    Timestamp EndsAt,
    int Capacity,
    int Enrolled,
    bool Cancelled) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;
}
