using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>A lost answer is found again although the counter was held up for guessing meanwhile.</summary>
[TestFixture]
internal sealed class RepeatedGuessTests
{
    private readonly ShiftedTime time = new();
    private RunningService service = null!;
    private Scene scene = null!;
    private Metadata clerk = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        service = await RunningService.StartAsync(options => options with { AttemptLimit = 2 }, time);
        scene = await Scene.BuildAsync(service);
    }

    [OneTimeTearDown]
    public async Task Close() => await service.DisposeAsync();

    [SetUp]
    public void Arrive() => clerk = service.As("institution_operator", "vtc", subject: Scene.NewId());

    [Test]
    public async Task Redeem_RepeatedAfterTooManyGuesses_IsTheSameReceipt()
    {
        var request = await TypedAsync();
        var first = await scene.Redemptions.RedeemVoucherAsync(request, clerk);

        await GuessAsync();

        Assert.That(await scene.Redemptions.RedeemVoucherAsync(request, clerk), Is.EqualTo(first));
        var batch = await scene.Redemptions.BatchRedeemVouchersAsync(new() { Requests = { request } }, clerk);
        Assert.That(batch.Results[0].Redemption, Is.EqualTo(first.Redemption));
    }

    [Test]
    public async Task Redeem_RefusedForTooManyGuesses_IsNotRemembered()
    {
        var request = await TypedAsync();
        await GuessAsync();

        for (var i = 0; i < 2; i++)
            await Expect.FailureAsync(
                () => scene.Redemptions.RedeemVoucherAsync(request, clerk).ResponseAsync,
                StatusCode.ResourceExhausted, "TOO_MANY_ATTEMPTS");
        var batch = await scene.Redemptions.BatchRedeemVouchersAsync(new() { Requests = { request } }, clerk);
        Assert.That(batch.Results[0].Refusal.Reason, Is.EqualTo(V1.RefusalReason.TooManyAttempts));

        // It asked to try again after a while: then the same request is judged, and not answered as before.
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await scene.Redemptions.RedeemVoucherAsync(request, clerk)).Redemption.Receipt, Is.Not.Empty);
    }

    private async Task<V1.RedeemVoucherRequest> TypedAsync()
    {
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var holder = scene.Citizen(citizen);
        var credential = await scene.Vouchers.GetVoucherCredentialAsync(new() { VoucherId = voucher.Id }, holder);
        var pin = await scene.Vouchers.GetVoucherPinAsync(new() { VoucherId = voucher.Id }, holder);
        return new()
        {
            RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"),
            Evidence = new() { Code = credential.Code, Pin = pin.Pin },
        };
    }

    private async Task GuessAsync()
    {
        for (var i = 0; i < 2; i++)
            await Expect.FailureAsync(
                () => scene.Redemptions.RedeemVoucherAsync(new()
                {
                    RequestId = Scene.NewId(), SessionId = Scene.SessionOf("vtc"),
                    Evidence = new() { Code = "0000-0000-0000-0", Pin = "123456" },
                }, clerk).ResponseAsync,
                StatusCode.NotFound);
    }
}
