using System.ComponentModel.DataAnnotations;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>A programme's rules as a form has them; an empty field takes the ledger's default.</summary>
internal sealed record RulesForm
{
    public string? Groups { get; init; }
    public string? Batches { get; init; }
    public int? ValidityDays { get; init; }
    public string? FixedFace { get; init; }
    public string? HourlyRate { get; init; }
    public string? Cap { get; init; }
    // Two decimals at most: basis points have no more.
    [Range(0d, 100d)]
    [RegularExpression(@"[0-9]+(\.[0-9]{1,2}0*)?")]
    public decimal? CoPaymentPercent { get; init; }
    public int? ReservationHours { get; init; }
    public int? MaxTrainings { get; init; }
    public bool OneLive { get; init; }
    public bool NeverLower { get; init; }
    public bool MayClaim { get; init; }
    public int? OpensHours { get; init; }
    public int? ClosesHours { get; init; }
    public int? VoidHours { get; init; }
    public string? ExposureLimit { get; init; }
    public bool Offline { get; init; }
    public string? OfflineCap { get; init; }
    public Vesting Vesting { get; init; }
    public int? AttendancePercent { get; init; }
    public int? PinAttempts { get; init; }
    public int? Participants { get; init; }
    public int? Certificates { get; init; }

    /// <summary>What a new programme starts with.</summary>
    public static RulesForm Usual => new()
    {
        OneLive = true, NeverLower = true, MayClaim = true, Vesting = Vesting.OnCompletion,
    };

    public static RulesForm Of(ProgrammeRules rules, string currency) => new()
    {
        Groups = string.Join(' ', rules.TargetGroups), Batches = string.Join(' ', rules.CatalogueBatches),
        ValidityDays = rules.ValidityDays,
        FixedFace = rules.FixedFaceMinorUnits > 0 ? TypedMoney.Write(rules.FixedFaceMinorUnits, currency) : null,
        HourlyRate = TypedMoney.Write(rules.HourlyRateMinorUnits, currency),
        Cap = TypedMoney.Write(rules.CapMinorUnits, currency), CoPaymentPercent = rules.CoPaymentBasisPoints / 100m,
        ReservationHours = rules.ReservationHours, MaxTrainings = rules.MaxTrainingsPerYear,
        OneLive = rules.OneLivePerOccupationAndLevel, NeverLower = rules.NeverLowerLevel,
        MayClaim = rules.CitizensMayClaim, OpensHours = rules.SessionOpensHoursBefore,
        ClosesHours = rules.SessionClosesHoursAfter, VoidHours = rules.VoidWindowHours,
        ExposureLimit = TypedMoney.Write(rules.ExposureLimitMinorUnits, currency), Offline = rules.OfflineAllowed,
        OfflineCap = TypedMoney.Write(rules.OfflineCapMinorUnits, currency), Vesting = rules.Vesting,
        AttendancePercent = rules.AttendancePercent, PinAttempts = rules.PinAttempts,
        Participants = rules.PlannedParticipants, Certificates = rules.PlannedCertificates,
    };

    /// <summary>The first amount that cannot be read; null where all can.</summary>
    public string? UnreadAmount(string currency) => new[] { FixedFace, HourlyRate, Cap, ExposureLimit, OfflineCap }
        .FirstOrDefault(typed => !string.IsNullOrWhiteSpace(typed) && !TypedMoney.TryRead(typed, currency, out _));

    public ProgrammeRules ToRules(string currency)
    {
        var rules = new ProgrammeRules
        {
            OneLivePerOccupationAndLevel = OneLive, NeverLowerLevel = NeverLower, CitizensMayClaim = MayClaim,
            OfflineAllowed = Offline, Vesting = Vesting, PlannedParticipants = Participants ?? 0,
            PlannedCertificates = Certificates ?? 0,
        };
        rules.TargetGroups.Add(Codes(Groups));
        rules.CatalogueBatches.Add(Codes(Batches));
        Set(ValidityDays, v => rules.ValidityDays = v);
        if (CoPaymentPercent is { } share)
            rules.CoPaymentBasisPoints = (int)(share * 100);
        Set(ReservationHours, v => rules.ReservationHours = v);
        Set(MaxTrainings, v => rules.MaxTrainingsPerYear = v);
        Set(OpensHours, v => rules.SessionOpensHoursBefore = v);
        Set(ClosesHours, v => rules.SessionClosesHoursAfter = v);
        Set(VoidHours, v => rules.VoidWindowHours = v);
        Set(AttendancePercent, v => rules.AttendancePercent = v);
        Set(PinAttempts, v => rules.PinAttempts = v);
        Set(FixedFace, currency, v => rules.FixedFaceMinorUnits = v);
        Set(HourlyRate, currency, v => rules.HourlyRateMinorUnits = v);
        Set(Cap, currency, v => rules.CapMinorUnits = v);
        Set(ExposureLimit, currency, v => rules.ExposureLimitMinorUnits = v);
        Set(OfflineCap, currency, v => rules.OfflineCapMinorUnits = v);
        return rules;
    }

    private static string[] Codes(string? typed) => (typed ?? "").Split(
        [' ', ',', ',', '、', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static void Set(int? typed, Action<int> set)
    {
        if (typed is { } value)
            set(value);
    }

    private static void Set(string? typed, string currency, Action<long> set)
    {
        if (TypedMoney.TryRead(typed, currency, out var money))
            set(money.MinorUnits);
    }
}
