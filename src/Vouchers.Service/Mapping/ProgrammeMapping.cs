using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Programmes as programme.proto spells them.</summary>
internal static class ProgrammeMapping
{
    public static V1.Programme ToProto(this Programme programme) => new()
    {
        Id = programme.Id.Value,
        Title = programme.Title,
        Category = (V1.SubsidyCategory)(int)programme.Category,
        Currency = programme.Currency.ToString(),
        ValidFrom = programme.ValidFrom.ToProto(),
        ValidUntil = programme.ValidUntil.ToProto(),
        State = (V1.Programme.Types.State)(int)programme.State,
        Rules = programme.Rules.ToProto(),
        Number = programme.Number,
    };

    public static V1.ProgrammeRules ToProto(this ProgrammeRules rules)
    {
        var proto = new V1.ProgrammeRules
        {
            TargetGroups = { rules.TargetGroups },
            CatalogueBatches = { rules.CatalogueBatches },
            ValidityDays = rules.ValidityDays,
            HourlyRateMinorUnits = rules.HourlyRateMinorUnits,
            CapMinorUnits = rules.CapMinorUnits,
            CoPaymentBasisPoints = rules.CoPaymentBasisPoints,
            ReservationHours = rules.ReservationHours,
            MaxTrainingsPerYear = rules.MaxTrainingsPerYear,
            OneLivePerOccupationAndLevel = rules.OneLivePerOccupationAndLevel,
            NeverLowerLevel = rules.NeverLowerLevel,
            CitizensMayClaim = rules.CitizensMayClaim,
            SessionOpensHoursBefore = rules.SessionOpensHoursBefore,
            SessionClosesHoursAfter = rules.SessionClosesHoursAfter,
            VoidWindowHours = rules.VoidWindowHours,
            ExposureLimitMinorUnits = rules.ExposureLimitMinorUnits,
            OfflineAllowed = rules.OfflineAllowed,
            OfflineCapMinorUnits = rules.OfflineCapMinorUnits,
            Vesting = (V1.Vesting)(int)rules.Vesting,
            AttendancePercent = rules.AttendancePercent,
            PinAttempts = rules.PinAttempts,
            PlannedParticipants = rules.PlannedParticipants,
            PlannedCertificates = rules.PlannedCertificates,
        };
        if (rules.FixedFaceMinorUnits > 0)
            proto.FixedFaceMinorUnits = rules.FixedFaceMinorUnits;
        return proto;
    }

    /// <summary>Reads rules; what is unset takes the default. The ranges are the ledger's to judge.</summary>
    public static ProgrammeRules Read(this RequestFields fields, V1.ProgrammeRules rules)
    {
        const int MaxCodes = 100;
        var unset = new ProgrammeRules();
        fields.Count(rules.TargetGroups.Count, 1, MaxCodes, "target_groups");
        fields.Count(rules.CatalogueBatches.Count, 0, MaxCodes, "catalogue_batches");
        for (var i = 0; i < rules.TargetGroups.Count; i++)
            fields.Code(rules.TargetGroups[i], required: true, $"target_groups[{i}]");
        for (var i = 0; i < rules.CatalogueBatches.Count; i++)
            fields.Code(rules.CatalogueBatches[i], required: true, $"catalogue_batches[{i}]");
        if (!Enum.IsDefined(rules.Vesting))
            fields.Violate("vesting", "must be one of its values");
        return new ProgrammeRules
        {
            TargetGroups = [.. rules.TargetGroups.Distinct()],
            CatalogueBatches = [.. rules.CatalogueBatches.Distinct()],
            ValidityDays = rules.HasValidityDays ? rules.ValidityDays : unset.ValidityDays,
            FixedFaceMinorUnits = rules.FixedFaceMinorUnits,
            HourlyRateMinorUnits = rules.HasHourlyRateMinorUnits
                ? rules.HourlyRateMinorUnits
                : unset.HourlyRateMinorUnits,
            CapMinorUnits = rules.HasCapMinorUnits ? rules.CapMinorUnits : unset.CapMinorUnits,
            CoPaymentBasisPoints = rules.CoPaymentBasisPoints,
            ReservationHours = rules.HasReservationHours ? rules.ReservationHours : unset.ReservationHours,
            MaxTrainingsPerYear = rules.HasMaxTrainingsPerYear ? rules.MaxTrainingsPerYear : unset.MaxTrainingsPerYear,
            OneLivePerOccupationAndLevel =
                !rules.HasOneLivePerOccupationAndLevel || rules.OneLivePerOccupationAndLevel,
            NeverLowerLevel = !rules.HasNeverLowerLevel || rules.NeverLowerLevel,
            CitizensMayClaim = !rules.HasCitizensMayClaim || rules.CitizensMayClaim,
            SessionOpensHoursBefore = rules.HasSessionOpensHoursBefore
                ? rules.SessionOpensHoursBefore
                : unset.SessionOpensHoursBefore,
            SessionClosesHoursAfter = rules.HasSessionClosesHoursAfter
                ? rules.SessionClosesHoursAfter
                : unset.SessionClosesHoursAfter,
            VoidWindowHours = rules.HasVoidWindowHours ? rules.VoidWindowHours : unset.VoidWindowHours,
            ExposureLimitMinorUnits = rules.ExposureLimitMinorUnits,
            OfflineAllowed = rules.OfflineAllowed,
            OfflineCapMinorUnits = rules.OfflineCapMinorUnits,
            Vesting = rules.Vesting == V1.Vesting.Unspecified ? unset.Vesting : (Vesting)(int)rules.Vesting,
            AttendancePercent = rules.HasAttendancePercent ? rules.AttendancePercent : unset.AttendancePercent,
            PinAttempts = rules.HasPinAttempts ? rules.PinAttempts : unset.PinAttempts,
            PlannedParticipants = rules.PlannedParticipants,
            PlannedCertificates = rules.PlannedCertificates,
        };
    }
}
