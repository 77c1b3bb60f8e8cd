using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Vouchers.EndToEnd.Service;

/// <summary>
/// A small town behind a running service: a funded programme, a course, two institutions with a session each, and
/// citizens on demand. Everything is made through the API.
/// </summary>
internal sealed class Scene
{
    public const string Programme = "wz-2026";
    public const string Course = "video-1";
    public const string Group = "rural-youth";

    private int citizens;

    private Scene(RunningService service)
    {
        Service = service;
        Officer = service.As("programme_officer");
        Programmes = new(service.Channel);
        Catalogue = new(service.Channel);
        Citizens = new(service.Channel);
        Enrolments = new(service.Channel);
        Vouchers = new(service.Channel);
        Redemptions = new(service.Channel);
        Journal = new(service.Channel);
        Trust = new(service.Channel);
    }

    public RunningService Service { get; }
    public Metadata Officer { get; }
    public V1.ProgrammeService.ProgrammeServiceClient Programmes { get; }
    public V1.CatalogueService.CatalogueServiceClient Catalogue { get; }
    public V1.CitizenService.CitizenServiceClient Citizens { get; }
    public V1.EnrolmentService.EnrolmentServiceClient Enrolments { get; }
    public V1.VoucherService.VoucherServiceClient Vouchers { get; }
    public V1.RedemptionService.RedemptionServiceClient Redemptions { get; }
    public V1.JournalService.JournalServiceClient Journal { get; }
    public V1.TrustService.TrustServiceClient Trust { get; }

    private static Timestamp Today => Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    public static string NewId() => Guid.NewGuid().ToString();

    public static async Task<Scene> BuildAsync(RunningService service)
    {
        var scene = new Scene(service);
        await scene.FundAsync();
        await scene.Catalogue.PublishCoursesAsync(new()
        {
            RequestId = NewId(), Batch = "2026-1",
            Courses =
            {
                new V1.Course { Id = Course, Title = "短视频制作", Occupation = "media", Level = 3, ClassHours = 40 },
            },
        }, scene.Officer);
        await scene.OpenAsync("vtc");
        await scene.OpenAsync("city-college");
        return scene;
    }

    public Metadata Operator(string institution) => Service.As("institution_operator", institution);

    public Metadata Citizen(string citizen) => Service.As("citizen", citizen: citizen);

    public static string SessionOf(string institution) => $"{institution}-s1";

    /// <summary>Imports a citizen of the target group and answers the id.</summary>
    public async Task<string> ImportAsync()
    {
        var number = Interlocked.Increment(ref citizens);
        var id = $"c-{number}";
        await Citizens.ImportCitizensAsync(new()
        {
            RequestId = NewId(),
            Citizens =
            {
                new V1.ImportedCitizen
                {
                    Id = id, NationalId = $"33030019900101{number:0000}", FullName = "王小明",
                    Memberships = { Membership() },
                },
            },
        }, Officer);
        return id;
    }

    public static V1.Membership Membership() => new()
    {
        TargetGroup = Group, Evidence = "register 7",
        ValidFrom = Today - Duration.FromTimeSpan(TimeSpan.FromDays(10)),
        ValidUntil = Today + Duration.FromTimeSpan(TimeSpan.FromDays(300)),
    };

    public async Task<V1.Voucher> IssueAsync(string citizen) => (await Vouchers.IssueVoucherAsync(
        new() { RequestId = NewId(), ProgrammeId = Programme, CitizenId = citizen }, Officer)).Voucher;

    /// <summary>A citizen with a voucher, enrolled at an institution.</summary>
    public async Task<(string Citizen, V1.Voucher Voucher)> HolderAsync(string institution)
    {
        var citizen = await ImportAsync();
        var voucher = await IssueAsync(citizen);
        await Enrolments.EnrolAsync(
            new() { RequestId = NewId(), SessionId = SessionOf(institution), CitizenId = citizen },
            Operator(institution));
        return (citizen, voucher);
    }

    public async Task<string> PresentAsync(string citizen, string voucher) =>
        (await Vouchers.PresentVoucherAsync(new() { VoucherId = voucher }, Citizen(citizen))).Text;

    /// <summary>A request that redeems what the holder's page shows now.</summary>
    public async Task<V1.RedeemVoucherRequest> RedeemRequestAsync(string citizen, string voucher, string institution) =>
        new()
        {
            RequestId = NewId(), SessionId = SessionOf(institution),
            Evidence = new() { QrText = await PresentAsync(citizen, voucher) },
        };

    private async Task FundAsync()
    {
        await Programmes.CreateProgrammeAsync(new()
        {
            RequestId = NewId(),
            Programme = new()
            {
                Id = Programme, Title = "技能培训券", Category = V1.SubsidyCategory.ProjectBasedTraining, Currency = "CNY",
                ValidFrom = Today - Duration.FromTimeSpan(TimeSpan.FromDays(30)),
                ValidUntil = Today + Duration.FromTimeSpan(TimeSpan.FromDays(300)),
                Rules = new() { TargetGroups = { Group }, OfflineAllowed = true },
            },
        }, Officer);
        await Programmes.FundProgrammeAsync(new()
        {
            RequestId = NewId(), ProgrammeId = Programme, Reference = "decree 1",
            Amount = new() { MinorUnits = 1_000_000_000, Currency = "CNY" },
        }, Officer);
    }

    private async Task OpenAsync(string institution)
    {
        await Catalogue.RegisterInstitutionAsync(new()
        {
            RequestId = NewId(),
            Institution = new()
            {
                Id = institution, Name = institution, Kind = V1.InstitutionKind.College,
                AccreditedUntil = Today + Duration.FromTimeSpan(TimeSpan.FromDays(300)),
            },
        }, Officer);
        await Catalogue.RegisterBranchAsync(new()
        {
            RequestId = NewId(),
            Branch = new() { Id = $"{institution}-b1", InstitutionId = institution, Name = "Main", Address = "1 Road" },
        }, Officer);
        await Catalogue.ScheduleSessionAsync(new()
        {
            RequestId = NewId(),
            Session = new()
            {
                Id = SessionOf(institution), CourseId = Course, InstitutionId = institution,
                BranchId = $"{institution}-b1", Kind = V1.SessionKind.Training, Capacity = 5_000,
                StartsAt = Today - Duration.FromTimeSpan(TimeSpan.FromHours(1)),
                EndsAt = Today + Duration.FromTimeSpan(TimeSpan.FromDays(5)),
            },
        }, Officer);
    }
}
