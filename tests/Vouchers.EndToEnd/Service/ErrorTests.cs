using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Rpc;
using Grpc.Core;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

/// <summary>How a failure reads: over gRPC, gRPC-Web and JSON.</summary>
[TestFixture]
internal sealed class ErrorTests
{
    private RunningService service = null!;

    [OneTimeSetUp]
    public async Task Open() => service = await RunningService.StartAsync();

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public void Refusals_MirrorTheProtoOneToOne()
    {
        var ours = Enum.GetValues<RefusalCode>()
            .Select(c => (Number: (int)c, Name: c == RefusalCode.None ? "UNSPECIFIED" : RefusalStatus.ReasonOf(c)));
        var theirs = V1.CommonReflection.Descriptor.EnumTypes.Single(e => e.Name == "RefusalReason").Values
            .Select(v => (v.Number, Name: v.Name["REFUSAL_REASON_".Length..]));
        Assert.That(ours, Is.EquivalentTo(theirs));
    }

    [Test]
    public void Refusals_HaveAStatusCodeEach()
    {
        foreach (var code in Enum.GetValues<RefusalCode>().Where(c => c != RefusalCode.None))
            Assert.That(RefusalStatus.CodeOf(code), Is.Not.AnyOf(StatusCode.OK, StatusCode.Unknown), $"{code}");
    }

    [Test]
    public async Task Violations_AreToldAllAtOnce()
    {
        var catalogue = new V1.CatalogueService.CatalogueServiceClient(service.Channel);
        var failure = await Expect.FailureAsync(() => catalogue.ScheduleSessionAsync(new()
        {
            RequestId = "1", Session = new() { Id = "S 1", CourseId = "c", Capacity = -1 },
        }, service.As("programme_officer")).ResponseAsync, StatusCode.InvalidArgument, "INVALID_FIELD");

        var fields = failure.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(v => v.Field);
        Assert.That(fields, Is.EquivalentTo((string[])
        [
            "request_id", "session.kind", "session.id", "session.institution_id", "session.branch_id",
            "session.starts_at", "session.ends_at", "session.capacity",
        ]));
    }

    [Test]
    public async Task Violations_OfABranch_NameItsFieldsAsTheProtoDoes()
    {
        var catalogue = new V1.CatalogueService.CatalogueServiceClient(service.Channel);
        var failure = await Expect.FailureAsync(() => catalogue.RegisterBranchAsync(new()
        {
            RequestId = Guid.CreateVersion7().ToString(),
            Branch = new() { Id = "b", InstitutionId = "i", Name = "n", Address = new string('x', 501) },
        }, service.As("programme_officer")).ResponseAsync, StatusCode.InvalidArgument, "INVALID_FIELD");

        var fields = failure.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(v => v.Field);
        Assert.That(fields, Is.EqualTo((string[])["branch.address"]));
    }

    [Test]
    public async Task Json_CarriesTheSameDetails()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/redemptions");
        request.Content = JsonContent.Create(new { request_id = "1" });
        var (status, body) = await SendAsync(request, "institution_operator", "vtc");

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        var details = body.GetProperty("details").EnumerateArray()
            .ToDictionary(d => d.GetProperty("@type").GetString()!);
        Assert.That(details["type.googleapis.com/google.rpc.ErrorInfo"].GetProperty("reason").GetString(),
            Is.EqualTo("INVALID_FIELD"));
        Assert.That(
            details["type.googleapis.com/google.rpc.BadRequest"].GetProperty("fieldViolations").GetArrayLength(),
            Is.EqualTo(3));
    }

    [Test]
    public async Task Json_NotFound_Is404WithItsReason()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/programmes/none");
        var (status, body) = await SendAsync(request, "auditor");

        Assert.That(status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(body.GetProperty("message").GetString(), Is.EqualTo("There is no programme 'none'."));
    }

    [Test]
    public async Task Json_WithoutToken_Is401WithItsReason()
    {
        using var answer = await service.Web.GetAsync("/v1/programmes");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(body.GetProperty("details")[0].GetProperty("reason").GetString(), Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task GrpcWeb_CarriesAnswersAndDetails()
    {
        var token = service.Token(new DevelopmentTokenRequest("auditor"));
        var served = await GrpcWeb.CallAsync(service, "vouchers.v1.ProgrammeService/ListProgrammes",
            new V1.ListProgrammesRequest(), token);
        var missing = await GrpcWeb.CallAsync(service, "vouchers.v1.ProgrammeService/GetProgramme",
            new V1.GetProgrammeRequest { ProgrammeId = "none" }, token);
        var stranger = await GrpcWeb.CallAsync(service, "vouchers.v1.ProgrammeService/ListProgrammes",
            new V1.ListProgrammesRequest(), null);

        Assert.That(served.Code, Is.EqualTo(StatusCode.OK));
        Assert.That((missing.Code, missing.Reason), Is.EqualTo((StatusCode.NotFound, "NOT_FOUND")));
        Assert.That((stranger.Code, stranger.Reason), Is.EqualTo((StatusCode.Unauthenticated, "UNAUTHENTICATED")));
    }

    [TestCase("nonsense")]
    [TestCase("AAAA")]
    public async Task PageToken_ThatIsNone_IsRefused(string token)
    {
        var programmes = new V1.ProgrammeService.ProgrammeServiceClient(service.Channel);
        var failure = await Expect.FailureAsync(() => programmes.ListProgrammesAsync(
            new() { PageToken = token }, service.As("auditor")).ResponseAsync, StatusCode.InvalidArgument);
        Assert.That(failure.Status.Detail, Does.StartWith("page_token:"));
    }

    [Test]
    public void PageToken_OfAnotherQuery_IsNone()
    {
        var token = PageToken.Write("ListCourses\nbatch-1", "video-1");
        Assert.That(PageToken.TryRead("ListCourses\nbatch-1", token, out var key) ? key : "", Is.EqualTo("video-1"));
        Assert.That(PageToken.TryRead("ListCourses\nbatch-2", token, out _), Is.False);
        Assert.That(PageToken.TryRead("ListCourses\nbatch-1", token[..^2], out _), Is.False);
    }

    [Test]
    public async Task Message_TooLarge_IsRefused()
    {
        var citizens = new V1.CitizenService.CitizenServiceClient(service.Channel);
        var huge = new V1.ImportCitizensRequest { RequestId = new string('x', 5 << 20) };
        await Expect.FailureAsync(
            () => citizens.ImportCitizensAsync(huge, service.As("programme_officer")).ResponseAsync,
            StatusCode.ResourceExhausted);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpRequestMessage request, string role, string? institution = null)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer",
            service.Token(new DevelopmentTokenRequest(role, Institution: institution)));
        using var answer = await service.Web.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
