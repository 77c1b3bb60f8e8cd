using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Requests that are judged and not carried out (AIP-163).</summary>
[TestFixture]
internal sealed class ValidateOnlyTests
{
    private RunningService service = null!;
    private Scene scene = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task Judged_TellsWhatWouldComeOfItAndChangesNothing()
    {
        var request = new V1.EnrolRequest
        {
            RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"), CitizenId = await scene.ImportAsync(),
        };

        var judged = await scene.Enrolments.EnrolAsync(Judging(request), scene.Officer);

        Assert.That(judged.Enrolment.State, Is.EqualTo(V1.Enrolment.Types.State.Enrolled));
        var enrolled = await scene.Enrolments.ListEnrolmentsAsync(
            new() { CitizenId = request.CitizenId }, scene.Officer);
        Assert.That(enrolled.Enrolments, Is.Empty);
    }

    [Test]
    public async Task Judged_ThenCarriedOutUnderTheSameId_AndJudgedAgain_IsThatAnswer()
    {
        var request = new V1.EnrolRequest
        {
            RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"), CitizenId = await scene.ImportAsync(),
        };

        await scene.Enrolments.EnrolAsync(Judging(request), scene.Officer);
        var done = await scene.Enrolments.EnrolAsync(request, scene.Officer);
        var again = await scene.Enrolments.EnrolAsync(Judging(request), scene.Officer);

        Assert.That(again, Is.EqualTo(done));
    }

    [Test]
    public async Task Judged_Refused_MayBeCarriedOutOnceTheFaultIsGone()
    {
        var request = new V1.EnrolRequest
        {
            RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"), CitizenId = "c-later",
        };

        await Expect.FailureAsync(
            () => scene.Enrolments.EnrolAsync(Judging(request), scene.Officer).ResponseAsync, StatusCode.NotFound,
            "NOT_FOUND");
        await scene.Citizens.ImportCitizensAsync(new()
        {
            RequestId = Scene.NewId(),
            Citizens = { new V1.ImportedCitizen { Id = "c-later", NationalId = "LATER1", FullName = "李" } },
        }, scene.Officer);

        var done = await scene.Enrolments.EnrolAsync(request, scene.Officer);

        Assert.That(done.Enrolment.CitizenId, Is.EqualTo("c-later"));
    }

    private static V1.EnrolRequest Judging(V1.EnrolRequest request) => new(request) { ValidateOnly = true };
}
