using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>A national ID is refused wherever people write freely: it would stay in the books for good.</summary>
[TestFixture]
internal sealed class IdNumberTests
{
    private const string Slip = "of 330302199001011234, as agreed";

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

    [TestCase("reason")]
    [TestCase("nominated_by")]
    [TestCase("reference")]
    [TestCase("evidence")]
    public async Task Text_WithAnIdNumber_IsRefused(string field)
    {
        var failure = await Expect.FailureAsync(
            () => CallAsync(field), StatusCode.InvalidArgument, "INVALID_FIELD");

        var facts = Expect.InfoOf(failure)!.Metadata;
        Assert.That(facts["field"], Does.EndWith(field));
        Assert.That(facts["rule"], Does.StartWith("must not hold an ID number"));
        Assert.That(failure.Status.Detail, Does.Not.Contain("330302"));
    }

    private Task CallAsync(string field) => field switch
    {
        "reason" => scene.Programmes.CloseProgrammeAsync(
            new() { RequestId = Scene.NewId(), ProgrammeId = Scene.Programme, Reason = Slip },
            scene.Officer).ResponseAsync,
        "nominated_by" => scene.Enrolments.EnrolAsync(
            new() { RequestId = Scene.NewId(), SessionId = "s", CitizenId = "c", NominatedBy = Slip },
            scene.Officer).ResponseAsync,
        "reference" => scene.Programmes.FundProgrammeAsync(
            new()
            {
                RequestId = Scene.NewId(), ProgrammeId = Scene.Programme, Reference = Slip,
                Amount = new() { MinorUnits = 1, Currency = "CNY" },
            },
            scene.Officer).ResponseAsync,
        _ => scene.Citizens.SetMembershipAsync(
            new()
            {
                RequestId = Scene.NewId(), CitizenId = "c",
                Membership = new(Scene.Membership()) { Evidence = Slip },
            },
            scene.Officer).ResponseAsync,
    };
}
