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

    [TestCase("３３０３０２１９９００１０１１２３４")]
    [TestCase("33030219900101123Ｘ")]
    [TestCase("330302 19900101 1234")]
    [TestCase("330302  -  19900101  -  1234")]
    [TestCase("330302/19900101_1234")]
    [TestCase("330302\u200b19900101\u200b1234")]
    [TestCase("1 330302-1990-01-01-1234 2")]
    [TestCase("330302900101123")]
    public async Task Reference_WithAnIdNumberInAnotherSpelling_IsRefused(string reference)
    {
        var failure = await Expect.FailureAsync(
            () => FundAsync(reference), StatusCode.InvalidArgument, "INVALID_FIELD");
        Assert.That(Expect.InfoOf(failure)!.Metadata["rule"], Does.StartWith("must not hold an ID number"));
    }

    [TestCase("transfer 102333900011882640 of the treasury")]
    [TestCase("decree 2026-0001 of 2026-11-23")]
    [TestCase("grant 500000 2026-01-01 2026-12-31")]
    [TestCase("serial 3303021990010112345")]
    public async Task Reference_WithABanksSerialNumber_IsTaken(string reference)
    {
        var funded = await FundAsync(reference);
        Assert.That(funded.Programme.Id, Is.EqualTo(Scene.Programme));
    }

    private Task<V1.FundProgrammeResponse> FundAsync(string reference) => scene.Programmes.FundProgrammeAsync(
        new()
        {
            RequestId = Scene.NewId(), ProgrammeId = Scene.Programme, Reference = reference,
            Amount = new() { MinorUnits = 1, Currency = "CNY" },
        },
        scene.Officer).ResponseAsync;

    private Task CallAsync(string field) => field switch
    {
        "reason" => scene.Programmes.CloseProgrammeAsync(
            new() { RequestId = Scene.NewId(), ProgrammeId = Scene.Programme, Reason = Slip },
            scene.Officer).ResponseAsync,
        "nominated_by" => scene.Enrolments.EnrolAsync(
            new() { RequestId = Scene.NewId(), SessionId = "s", CitizenId = "c", NominatedBy = Slip },
            scene.Officer).ResponseAsync,
        "reference" => FundAsync(Slip),
        _ => scene.Citizens.SetMembershipAsync(
            new()
            {
                RequestId = Scene.NewId(), CitizenId = "c",
                Membership = new(Scene.Membership()) { Evidence = Slip },
            },
            scene.Officer).ResponseAsync,
    };
}
