using System.Text.Json;
using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.EndToEnd.Service;

/// <summary>The API as programs of other languages meet it: through its protos, or through reflection alone.</summary>
[TestFixture]
internal sealed class OtherLanguagesTests
{
    private const string Institution = "vtc";
    private const string HowToInstall = "run npm install in tests/node, which needs Node.js 20 or later";

    private static string Buf => Repository.TestFile("node", "node_modules", ".bin", "buf");

    [Test]
    public void Protos_BufLintStandard_Passes()
    {
        var (exitCode, output, error) = Tool.Run(Buf, HowToInstall, "lint", Repository.PathOf("protos"));
        Assert.That(exitCode, Is.Zero, output + error);
    }

    [Test]
    public async Task Redeem_FromNodeWithTheProtos_Redeems()
    {
        if (!Directory.Exists(Repository.TestFile("node", "node_modules", "@grpc")))
            Assert.Ignore($"The Node gRPC client is not installed: {HowToInstall}.");
        await using var service = await RunningService.StartAsync();
        var (scene, request) = await ReadyAsync(service);

        var (exitCode, output, error) = Tool.Run("node", HowToInstall, Repository.TestFile("node", "redeem.mjs"),
            Repository.PathOf("protos"), service.Addresses.Grpc.Authority, Token(service), request.RequestId,
            request.SessionId, request.Evidence.QrText);

        Assert.That(exitCode, Is.Zero, output + error);
        await ExpectReceiptAsync(scene, JsonDocument.Parse(output).RootElement);
    }

    [Test]
    public async Task Redeem_FromBufCurlWithReflectionAlone_Redeems()
    {
        await using var service = await RunningService.StartAsync();
        var (scene, request) = await ReadyAsync(service);

        var (exitCode, output, error) = Tool.Run(Buf, HowToInstall, "curl", "--protocol", "grpc",
            "--http2-prior-knowledge", "--header", $"authorization: Bearer {Token(service)}",
            "--data", request.ToString(),
            new Uri(service.Addresses.Grpc, "vouchers.v1.RedemptionService/RedeemVoucher").ToString());

        Assert.That(exitCode, Is.Zero, output + error);
        await ExpectReceiptAsync(scene, JsonDocument.Parse(output).RootElement.GetProperty("redemption"));
    }

    private static string Token(RunningService service) =>
        service.Token(new("institution_operator", Institution: Institution));

    private static async Task<(Scene Scene, V1.RedeemVoucherRequest Request)> ReadyAsync(RunningService service)
    {
        var scene = await Scene.BuildAsync(service);
        var (citizen, voucher) = await scene.HolderAsync(Institution);
        return (scene, await scene.RedeemRequestAsync(citizen, voucher.Id, Institution));
    }

    private static async Task ExpectReceiptAsync(Scene scene, JsonElement redemption)
    {
        var stored = await scene.Redemptions.GetRedemptionAsync(
            new() { RedemptionId = redemption.GetProperty("id").GetString() }, scene.Officer);
        Assert.That(redemption.GetProperty("receipt").GetString(), Is.EqualTo(stored.Redemption.Receipt));
    }
}
