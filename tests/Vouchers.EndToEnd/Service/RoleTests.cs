using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Who may do what: each call with each role that a token can carry.</summary>
[TestFixture]
internal sealed class RoleTests
{
    private RunningService service = null!;
    private Scene scene = null!;
    private V1.Voucher voucher = null!;
    private string citizen = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
        (citizen, voucher) = await scene.HolderAsync("vtc");
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    // Each call names rows that do not exist where it could succeed otherwise, so that a role that may ask is told
    // NOT_FOUND or is served, and one that may not is told so first.
    [TestCase("CreateProgramme", "programme_officer")]
    [TestCase("FundProgramme", "programme_officer finance")]
    [TestCase("GetProgramme",
        "programme_officer citizen institution_operator device evaluation_agency finance auditor")]
    [TestCase("GetProgrammeReport", "programme_officer finance auditor")]
    [TestCase("PublishCourses", "programme_officer")]
    [TestCase("RegisterInstitution", "programme_officer")]
    [TestCase("ListDevices", "programme_officer institution_operator device auditor")]
    [TestCase("ImportCitizens", "programme_officer")]
    [TestCase("ListCitizens", "programme_officer auditor")]
    [TestCase("CertifyEnrolment", "evaluation_agency")]
    [TestCase("TakeBackCompletion", "programme_officer institution_operator")]
    [TestCase("TakeBackCertificate", "programme_officer evaluation_agency")]
    [TestCase("ReinstateEnrolment", "programme_officer")]
    [TestCase("RequestForceMajeure", "programme_officer")]
    [TestCase("DecideForceMajeure", "programme_officer")]
    [TestCase("ListForceMajeures", "programme_officer institution_operator finance auditor")]
    [TestCase("IssueVoucher", "programme_officer citizen")]
    [TestCase("ClaimVoucher", "citizen")]
    [TestCase("StartBulkIssue", "programme_officer")]
    [TestCase("ListVouchers", "programme_officer citizen finance auditor")]
    [TestCase("SuspendVoucher", "programme_officer")]
    [TestCase("PresentVoucher", "citizen")]
    [TestCase("GetVoucherPin", "citizen")]
    [TestCase("VerifyVoucher", "institution_operator device")]
    [TestCase("RedeemVoucher", "institution_operator device")]
    [TestCase("VoidRedemption", "programme_officer institution_operator device")]
    [TestCase("ListRedemptions", "programme_officer citizen institution_operator device finance auditor")]
    [TestCase("ListBalances", "programme_officer finance auditor")]
    [TestCase("VerifyJournal", "programme_officer finance auditor")]
    [TestCase("ListCheckpoints", "programme_officer finance auditor")]
    public async Task Call_ByEachRole_IsServedOrNotPermitted(string call, string allowed)
    {
        var text = await scene.PresentAsync(citizen, voucher.Id);
        await RoleWalk.ExpectAsync(service, citizen, call, allowed, headers => CallAsync(call, headers, text));
    }

    [TestCase("institution_operator", "institution")]
    [TestCase("device", "institution")]
    [TestCase("citizen", "citizen")]
    [TestCase("evaluation_agency", "agency")]
    public async Task Token_WithoutItsBinding_IsNotPermitted(string role, string claim)
    {
        var failure = await Expect.FailureAsync(() => scene.Programmes.ListProgrammesAsync(
            new(), RunningService.Bearer(RawTokens.Mint(service, ("sub", "x"), ("role", role)))).ResponseAsync,
            StatusCode.PermissionDenied, "NOT_PERMITTED");
        Assert.That(failure.Status.Detail, Does.Contain($"'{claim}'"));
    }

    [Test]
    public async Task Token_WithoutARole_IsNotPermitted() => await Expect.FailureAsync(
        () => scene.Programmes.ListProgrammesAsync(
            new(), RunningService.Bearer(RawTokens.Mint(service, ("sub", "x"), ("role", "mayor")))).ResponseAsync,
        StatusCode.PermissionDenied, "NOT_PERMITTED");

    [Test]
    public async Task Citizen_OfSomebodyElse_IsNotThere()
    {
        var other = await scene.ImportAsync();
        await Expect.FailureAsync(() => scene.Citizens.GetCitizenAsync(
            new() { CitizenId = citizen }, scene.Citizen(other)).ResponseAsync, StatusCode.NotFound, "NOT_FOUND");
        await Expect.FailureAsync(() => scene.Vouchers.GetVoucherAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(other)).ResponseAsync, StatusCode.NotFound, "NOT_FOUND");
        await Expect.FailureAsync(() => scene.Vouchers.PresentVoucherAsync(
            new() { VoucherId = voucher.Id }, scene.Citizen(other)).ResponseAsync, StatusCode.NotFound, "NOT_FOUND");
        var vouchers = await scene.Vouchers.ListVouchersAsync(new() { CitizenId = citizen }, scene.Citizen(other));
        Assert.That(vouchers.Vouchers, Is.Empty);
    }

    [Test]
    public async Task Enrolment_OfAnotherInstitution_IsNotThere()
    {
        var id = $"{Scene.SessionOf("vtc")}.{citizen}";
        await Expect.FailureAsync(() => scene.Enrolments.GetEnrolmentAsync(
            new() { EnrolmentId = id }, scene.Operator("city-college")).ResponseAsync,
            StatusCode.NotFound, "NOT_FOUND");
        var listed = await scene.Enrolments.ListEnrolmentsAsync(
            new() { SessionId = Scene.SessionOf("vtc") }, scene.Operator("city-college"));
        Assert.That(listed.Enrolments, Is.Empty);
    }

    private Task CallAsync(string call, Metadata headers, string text) => call switch
    {
        "CreateProgramme" => scene.Programmes.CreateProgrammeAsync(new()
        {
            RequestId = Scene.NewId(),
            Programme = new()
            {
                Id = Scene.Programme, Title = "x", Category = V1.SubsidyCategory.Entrepreneurship, Currency = "CNY",
                ValidFrom = Scene.Membership().ValidFrom, ValidUntil = Scene.Membership().ValidUntil,
                Rules = new() { TargetGroups = { Scene.Group } },
            },
        }, headers).ResponseAsync,
        "FundProgramme" => scene.Programmes.FundProgrammeAsync(new()
        {
            RequestId = Scene.NewId(), ProgrammeId = "none", Amount = new() { MinorUnits = 1, Currency = "CNY" },
        }, headers).ResponseAsync,
        "GetProgramme" => scene.Programmes.GetProgrammeAsync(
            new() { ProgrammeId = Scene.Programme }, headers).ResponseAsync,
        "GetProgrammeReport" => scene.Programmes.GetProgrammeReportAsync(
            new() { ProgrammeId = Scene.Programme }, headers).ResponseAsync,
        "PublishCourses" => scene.Catalogue.PublishCoursesAsync(new()
        {
            RequestId = Scene.NewId(), Batch = "b",
            Courses = { new V1.Course { Id = Scene.Course, Title = "x", Occupation = "o", ClassHours = 1 } },
        }, headers).ResponseAsync,
        "RegisterInstitution" => scene.Catalogue.RegisterInstitutionAsync(new()
        {
            RequestId = Scene.NewId(),
            Institution = new()
            {
                Id = "vtc", Name = "x", Kind = V1.InstitutionKind.College,
                AccreditedUntil = Scene.Membership().ValidUntil,
            },
        }, headers).ResponseAsync,
        "ListDevices" => scene.Catalogue.ListDevicesAsync(new(), headers).ResponseAsync,
        "ImportCitizens" => scene.Citizens.ImportCitizensAsync(new()
        {
            RequestId = Scene.NewId(),
            Citizens = { new V1.ImportedCitizen { Id = citizen, NationalId = "OTHER1", FullName = "x" } },
        }, headers).ResponseAsync,
        "ListCitizens" => scene.Citizens.ListCitizensAsync(new(), headers).ResponseAsync,
        "CertifyEnrolment" => scene.Enrolments.CertifyEnrolmentAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = "none.none", CertificateNumber = "1" },
            headers).ResponseAsync,
        "TakeBackCompletion" => scene.Enrolments.TakeBackCompletionAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = "none.none", Reason = "x" }, headers).ResponseAsync,
        "TakeBackCertificate" => scene.Enrolments.TakeBackCertificateAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = "none.none", Reason = "x" }, headers).ResponseAsync,
        "ReinstateEnrolment" => scene.Enrolments.ReinstateEnrolmentAsync(
            new() { RequestId = Scene.NewId(), EnrolmentId = "none.none", Reason = "x" }, headers).ResponseAsync,
        "RequestForceMajeure" => scene.Enrolments.RequestForceMajeureAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = "none", Reason = "x" }, headers).ResponseAsync,
        "DecideForceMajeure" => scene.Enrolments.DecideForceMajeureAsync(
            new() { RequestId = Scene.NewId(), ForceMajeureId = "none" }, headers).ResponseAsync,
        "ListForceMajeures" => scene.Enrolments.ListForceMajeuresAsync(new(), headers).ResponseAsync,
        "IssueVoucher" => scene.Vouchers.IssueVoucherAsync(
            new() { RequestId = Scene.NewId(), ProgrammeId = "none", CitizenId = citizen }, headers).ResponseAsync,
        "ClaimVoucher" => scene.Vouchers.ClaimVoucherAsync(
            new() { RequestId = Scene.NewId(), ProgrammeId = "none" }, headers).ResponseAsync,
        "StartBulkIssue" => scene.Vouchers.StartBulkIssueAsync(
            new() { RequestId = Scene.NewId(), ProgrammeId = "none" }, headers).ResponseAsync,
        "ListVouchers" => scene.Vouchers.ListVouchersAsync(new(), headers).ResponseAsync,
        "SuspendVoucher" => scene.Vouchers.SuspendVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = "none", Reason = "x" }, headers).ResponseAsync,
        "PresentVoucher" => scene.Vouchers.PresentVoucherAsync(new() { VoucherId = "none" }, headers).ResponseAsync,
        "GetVoucherPin" => scene.Vouchers.GetVoucherPinAsync(new() { VoucherId = voucher.Id }, headers).ResponseAsync,
        "VerifyVoucher" => scene.Redemptions.VerifyVoucherAsync(
            new() { SessionId = Scene.SessionOf("vtc"), Evidence = new() { QrText = text } }, headers).ResponseAsync,
        "RedeemVoucher" => scene.Redemptions.RedeemVoucherAsync(
            new() { RequestId = Scene.NewId(), SessionId = "none", Evidence = new() { QrText = text } },
            headers).ResponseAsync,
        "VoidRedemption" => scene.Redemptions.VoidRedemptionAsync(
            new() { RequestId = Scene.NewId(), RedemptionId = "none", Reason = "x" }, headers).ResponseAsync,
        "ListRedemptions" => scene.Redemptions.ListRedemptionsAsync(new(), headers).ResponseAsync,
        "ListBalances" => scene.Journal.ListBalancesAsync(new(), headers).ResponseAsync,
        "ListCheckpoints" => scene.Journal.ListCheckpointsAsync(new(), headers).ResponseAsync,
        "VerifyJournal" => scene.Journal.VerifyJournalAsync(new(), headers).ResponseAsync,
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "This call is not written here."),
    };
}
