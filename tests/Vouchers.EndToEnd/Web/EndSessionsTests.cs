using Grpc.Core;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>A lost phone: what was signed in before is refused by pages and calls, what comes afterwards not.</summary>
public sealed class EndSessionsTests
{
    private RunningService service = null!;
    private Scene scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        service = await RunningService.StartAsync();
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [Test]
    public async Task Citizen_EndsAll_OnEveryDevice()
    {
        using var lost = new Browser(service);
        using var home = new Browser(service);
        using var neighbour = new Browser(service);
        var citizen = await scene.ImportAsync();
        await lost.SignInAsync(citizen);
        await home.SignInAsync(citizen);
        await neighbour.SignInAsync(await scene.ImportAsync());

        var asked = await home.GetAsync("/wallet/lost-phone");
        var ended = await home.PostAsync("/wallet/lost-phone", null, ("request", asked.Hidden("request")));

        Assert.That(ended.Path, Is.EqualTo("/signed-out"));
        Assert.That((await lost.GetAsync("/wallet")).Path, Does.StartWith("/sign-in"));
        Assert.That((await home.GetAsync("/wallet")).Path, Does.StartWith("/sign-in"));
        Assert.That((await neighbour.GetAsync("/wallet")).Path, Is.EqualTo("/wallet"));
        await NextSecondAsync();
        Assert.That((await home.SignInAsync(citizen)).Path, Is.EqualTo("/wallet"));
    }

    [Test]
    public async Task Officer_EndsACitizens_AndTheApiRefusesTheOldToken()
    {
        var citizen = await scene.ImportAsync();
        var old = scene.Citizen(citizen);
        Assert.That((await scene.Citizens.GetCitizenAsync(new() { CitizenId = citizen }, old)).Citizen.Id,
            Is.EqualTo(citizen));

        await scene.Citizens.EndSessionsAsync(
            new() { RequestId = Scene.NewId(), CitizenId = citizen }, scene.Officer);

        var refused = await Expect.FailureAsync(
            () => scene.Citizens.GetCitizenAsync(new() { CitizenId = citizen }, old).ResponseAsync,
            StatusCode.Unauthenticated, "UNAUTHENTICATED");
        Assert.That(refused.Status.Detail, Does.Contain("sessions of this citizen were ended"));
        await NextSecondAsync();
        await scene.Citizens.GetCitizenAsync(new() { CitizenId = citizen }, scene.Citizen(citizen));
    }

    [Test]
    public async Task Citizen_EndsNobodyElses()
    {
        var (citizen, other) = (await scene.ImportAsync(), await scene.ImportAsync());

        await Expect.FailureAsync(() => scene.Citizens.EndSessionsAsync(
            new() { RequestId = Scene.NewId(), CitizenId = other }, scene.Citizen(citizen)).ResponseAsync,
            StatusCode.PermissionDenied, "OTHER_CITIZEN");
    }

    // Tokens tell whole seconds, and one of the second in which sessions were ended is refused.
    private static Task NextSecondAsync() => Task.Delay(TimeSpan.FromMilliseconds(1_100), TimeProvider.System);
}
