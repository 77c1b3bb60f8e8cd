using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Enrolments as enrolment.proto spells them.</summary>
internal static class EnrolmentMapping
{
    public static V1.Enrolment ToProto(this Enrolment enrolment) => new()
    {
        Id = enrolment.Id.Value,
        SessionId = enrolment.SessionId.Value,
        CitizenId = enrolment.CitizenId.Value,
        InstitutionId = enrolment.InstitutionId.Value,
        State = (V1.Enrolment.Types.State)(int)enrolment.State,
        EnrolledAt = enrolment.EnrolledAt.ToProto(),
        AttendedHours = enrolment.AttendedHours,
        NominatedBy = enrolment.NominatedBy,
        CompletedAt = enrolment.CompletedAt?.ToProto(),
        CertificateNumber = enrolment.CertificateNumber,
        CertifiedLevel = enrolment.CertifiedLevel,
        AgencyId = enrolment.AgencyId.Text(),
    };

    public static V1.ForceMajeure ToProto(this ForceMajeure asked) => new()
    {
        Id = asked.Id.Value,
        RedemptionId = asked.RedemptionId.Value,
        Receipt = Redemption.ReceiptOf(asked.RedemptionId),
        ProgrammeId = asked.ProgrammeId.Value,
        InstitutionId = asked.InstitutionId.Value,
        Amount = asked.Amount.ToProto(),
        State = (V1.ForceMajeure.Types.State)(int)asked.State,
        Reason = asked.Reason,
        RequestedBy = asked.RequestedBy,
        RequestedAt = asked.RequestedAt.ToProto(),
        DecidedBy = asked.DecidedBy,
        DecidedAt = asked.DecidedAt?.ToProto(),
    };
}
