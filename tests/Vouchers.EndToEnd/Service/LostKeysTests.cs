using NUnit.Framework;
using Vouchers.Service;

namespace Vouchers.EndToEnd.Service;

/// <summary>A database without the keys that it was written with.</summary>
[TestFixture]
internal sealed class LostKeysTests
{
    [Test]
    public async Task Start_KeysFolderLostBesideCitizens_IsRefused()
    {
        var folder = RunningService.NewFolder();
        await using (var service = await RunningService.StartAsync(folder: folder, keepsFolder: true))
        {
            var scene = await Scene.BuildAsync(service);
            await scene.ImportAsync();
        }

        Directory.Delete(Path.Combine(folder, "keys"), recursive: true);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            async () => await RunningService.StartAsync(folder: folder));
        Assert.That(refused!.Message, Does.Contain("restore it from a backup"));
        Assert.That(Directory.Exists(Path.Combine(folder, "keys")), Is.False);
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Start_InProductionWithoutKeys_SaysHowToMakeThem()
    {
        var folder = RunningService.NewFolder();
        var options = RunningService.Development(folder) with
        {
            Environment = "Production", KeysPassphrase = "test", OidcAuthority = "https://login.example.org",
        };
        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            async () => await ServiceHost.BuildAsync(options, TimeProvider.System));
        Assert.That(refused!.Message, Does.Contain("vouchers keys create --folder"));
        Assert.That(Directory.Exists(Path.Combine(folder, "keys")), Is.False);
        // What a refused command left is no key either.
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        File.WriteAllText(Path.Combine(folder, "keys", "lock"), "");
        await Assert.ThrowsAsync<StartRefusedException>(
            async () => await ServiceHost.BuildAsync(options, TimeProvider.System));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "keys")), Has.Length.EqualTo(1));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Redeem_ScannerAddsALineFeed_IsRead()
    {
        await using var service = await RunningService.StartAsync();
        var scene = await Scene.BuildAsync(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        var request = await scene.RedeemRequestAsync(citizen, voucher.Id, "vtc");
        request.Evidence.QrText += "\r\n";

        var response = await scene.Redemptions.RedeemVoucherAsync(request, scene.Operator("vtc"));

        Assert.That(response.Redemption.VoucherId, Is.EqualTo(voucher.Id));
    }
}
