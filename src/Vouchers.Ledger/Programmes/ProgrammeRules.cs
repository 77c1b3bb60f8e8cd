using System.Collections.Immutable;

namespace Vouchers.Ledger;

/// <summary>What earns a redeemed subsidy.</summary>
public enum Vesting
{
    None = 0,
    OnRedemption = 1,
    OnCompletion = 2,
    OnCertificate = 3,
}

/// <summary>
/// Every rule of a programme. The defaults are those of the model programme; each can be set, and a limit of
/// zero means that there is none.
/// </summary>
public sealed record ProgrammeRules
{
    /// <summary>The longest life of a voucher: the keys that signed it stay trusted for as long.</summary>
    public const int MaxValidityDays = 731;

    /// <summary>Target groups that may hold a voucher; the codes are the city's own.</summary>
    public ImmutableArray<string> TargetGroups { get; init; } = [];

    /// <summary>Published batches of the catalogue whose courses are covered; empty covers every batch.</summary>
    public ImmutableArray<string> CatalogueBatches { get; init; } = [];

    /// <summary>How long a voucher lives, in days.</summary>
    public int ValidityDays { get; init; } = 90;

    /// <summary>A fixed face in minor units; zero where the hourly rate applies.</summary>
    public long FixedFaceMinorUnits { get; init; }

    /// <summary>Subsidy for a class hour, in minor units.</summary>
    public long HourlyRateMinorUnits { get; init; } = 2_500;

    /// <summary>The most that the hourly rate adds up to, in minor units. It is the face of such a voucher.</summary>
    public long CapMinorUnits { get; init; } = 200_000;

    /// <summary>The citizen's own share of the value, in hundredths of a percent (2,000 = 20 %).</summary>
    public int CoPaymentBasisPoints { get; init; }

    /// <summary>How long a reservation holds, in hours.</summary>
    public int ReservationHours { get; init; } = 72;

    /// <summary>The most subsidised trainings of one citizen in a calendar year (UTC+8).</summary>
    public int MaxTrainingsPerYear { get; init; } = 3;

    /// <summary>One live voucher for each citizen, occupation and level.</summary>
    public bool OneLivePerOccupationAndLevel { get; init; } = true;

    /// <summary>Never a lower level of an occupation after a higher one.</summary>
    public bool NeverLowerLevel { get; init; } = true;

    /// <summary>A citizen may claim a voucher without waiting for the bulk issue.</summary>
    public bool CitizensMayClaim { get; init; } = true;

    /// <summary>Redemption opens this many hours before a session starts.</summary>
    public int SessionOpensHoursBefore { get; init; } = 24;

    /// <summary>Redemption closes this many hours after a session ended.</summary>
    public int SessionClosesHoursAfter { get; init; } = 24;

    /// <summary>A redemption can be voided for this many hours.</summary>
    public int VoidWindowHours { get; init; } = 24;

    /// <summary>The most that is owed to one institution at a time, in minor units.</summary>
    public long ExposureLimitMinorUnits { get; init; }

    /// <summary>Redemption without a connection is allowed, each up to the cap.</summary>
    public bool OfflineAllowed { get; init; }

    /// <summary>
    /// The most that a voucher pays without a connection, in minor units; zero for no limit. What a device accepts in
    /// all is bounded by its lease.
    /// </summary>
    public long OfflineCapMinorUnits { get; init; }

    /// <summary>What earns a redeemed subsidy.</summary>
    public Vesting Vesting { get; init; } = Vesting.OnCompletion;

    /// <summary>The attendance that completion asks for, in percent of the class hours.</summary>
    public int AttendancePercent { get; init; } = 80;

    /// <summary>Wrong PINs before a paper voucher is locked.</summary>
    public int PinAttempts { get; init; } = 5;

    /// <summary>How many people the plan trains.</summary>
    public int PlannedParticipants { get; init; }

    /// <summary>How many certificates the plan expects.</summary>
    public int PlannedCertificates { get; init; }

    /// <summary>The face of a new voucher, in minor units.</summary>
    public long FaceMinorUnits => FixedFaceMinorUnits > 0 ? FixedFaceMinorUnits : CapMinorUnits;

    /// <summary>What a voucher pays for a course: face or rate × hours up to the cap, less the co-payment.</summary>
    /// <param name="classHours">The course's class hours.</param>
    /// <returns>Minor units, rounded down.</returns>
    public long SubsidyMinorUnits(int classHours)
    {
        var value = FixedFaceMinorUnits > 0
            ? FixedFaceMinorUnits
            : Math.Min(checked(HourlyRateMinorUnits * classHours), CapMinorUnits);
        return checked(value * (10_000 - CoPaymentBasisPoints)) / 10_000;
    }

    /// <summary>The first setting outside its range, or null.</summary>
    public Refusal? FirstFault()
    {
        (string Field, long Value, long Min, long Max)[] ranges =
        [
            ("validity_days", ValidityDays, 1, MaxValidityDays),
            ("fixed_face", FixedFaceMinorUnits, 0, 1_000_000_000),
            ("hourly_rate", HourlyRateMinorUnits, FixedFaceMinorUnits > 0 ? 0 : 1, 10_000_000),
            ("cap", CapMinorUnits, FixedFaceMinorUnits > 0 ? 0 : 1, 1_000_000_000),
            ("co_payment_basis_points", CoPaymentBasisPoints, 0, 9_999),
            ("reservation_hours", ReservationHours, 1, 24 * 366),
            ("max_trainings_per_year", MaxTrainingsPerYear, 0, 1_000),
            ("session_opens_hours_before", SessionOpensHoursBefore, 0, 24 * 366),
            ("session_closes_hours_after", SessionClosesHoursAfter, 0, 24 * 366),
            ("void_window_hours", VoidWindowHours, 0, 24 * 366),
            ("exposure_limit", ExposureLimitMinorUnits, 0, long.MaxValue),
            ("offline_cap", OfflineCapMinorUnits, 0, 1_000_000_000),
            ("attendance_percent", AttendancePercent, 0, 100),
            ("pin_attempts", PinAttempts, 1, 100),
            ("planned_participants", PlannedParticipants, 0, int.MaxValue),
            ("planned_certificates", PlannedCertificates, 0, int.MaxValue),
        ];
        foreach (var (field, value, min, max) in ranges)
        {
            if (value < min || value > max)
                return Refusal.Invalid($"rules.{field}", $"must be {min} to {max}, is {value}");
        }

        if (TargetGroups.IsDefaultOrEmpty)
            return Refusal.Invalid("rules.target_groups", "must name at least one group");
        return Vesting is Vesting.None ? Refusal.Invalid("rules.vesting", "must be set") : null;
    }
}
