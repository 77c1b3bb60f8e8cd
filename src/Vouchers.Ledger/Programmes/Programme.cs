namespace Vouchers.Ledger;

/// <summary>The kinds of subsidy that a city pays; a programme has one.</summary>
public enum SubsidyCategory
{
    None = 0,
    ProfessionalCourse = 1,
    VocationalQualification = 2,
    PreEmploymentSkills = 3,
    Entrepreneurship = 4,
    ProjectBasedTraining = 5,
    FurtherApprenticeship = 6,
    TeacherTraining = 7,
}

/// <summary>A programme's life.</summary>
public enum ProgrammeState
{
    None = 0,
    Active = 1,

    /// <summary>No more vouchers are issued; those that live can still be redeemed.</summary>
    Closed = 2,
}

/// <summary>A subsidy scheme: its budget is in its accounts, its rules are settings.</summary>
public sealed record Programme(
    Id<Programme> Id,
    int Number,
    string Title,
    SubsidyCategory Category,
    Currency Currency,
    Timestamp ValidFrom,
    Timestamp ValidUntil,
    ProgrammeState State,
    ProgrammeRules Rules) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;
}
