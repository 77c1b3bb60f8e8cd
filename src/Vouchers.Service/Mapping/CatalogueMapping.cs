using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Courses, institutions and sessions as catalogue.proto spells them.</summary>
internal static class CatalogueMapping
{
    public static V1.Course ToProto(this Course course) => new()
    {
        Id = course.Id.Value,
        Title = course.Title,
        TitleEn = course.TitleEn,
        Occupation = course.Occupation,
        Level = course.Level,
        ClassHours = course.ClassHours,
        Batch = course.Batch,
    };

    public static V1.Institution ToProto(this Institution institution) => new()
    {
        Id = institution.Id.Value,
        Name = institution.Name,
        Kind = (V1.InstitutionKind)(int)institution.Kind,
        AccreditedUntil = institution.AccreditedUntil.ToProto(),
        State = institution.Suspended ? V1.Institution.Types.State.Suspended : V1.Institution.Types.State.Active,
        Number = institution.Number,
    };

    public static V1.Branch ToProto(this Branch branch) => new()
    {
        Id = branch.Id.Value,
        InstitutionId = branch.InstitutionId.Value,
        Name = branch.Name,
        Address = branch.Address,
    };

    public static V1.Device ToProto(this Device device) => new()
    {
        Id = device.Id.Value,
        InstitutionId = device.InstitutionId.Value,
        BranchId = device.BranchId.Value,
        Name = device.Name,
        State = device.Revoked ? V1.Device.Types.State.Revoked : V1.Device.Types.State.Active,
    };

    public static V1.Agency ToProto(this Agency agency) => new() { Id = agency.Id.Value, Name = agency.Name };

    public static V1.Session ToProto(this Session session) => new()
    {
        Id = session.Id.Value,
        CourseId = session.CourseId.Value,
        InstitutionId = session.InstitutionId.Value,
        BranchId = session.BranchId.Value,
        Kind = (V1.SessionKind)(int)session.Kind,
        StartsAt = session.StartsAt.ToProto(),
        EndsAt = session.EndsAt.ToProto(),
        Capacity = session.Capacity,
        Enrolled = session.Enrolled,
        State = session.Cancelled ? V1.Session.Types.State.Cancelled : V1.Session.Types.State.Scheduled,
    };
}
