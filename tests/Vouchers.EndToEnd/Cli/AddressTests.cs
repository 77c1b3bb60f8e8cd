using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Cli;

/// <summary>Where a command finds the service: its option, else the environment.</summary>
internal sealed class AddressTests
{
    private RunningService service = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => service = await RunningService.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await service.DisposeAsync();

    [Test]
    public async Task Environment_TellsBothAddresses_AndTheOptionComesBeforeIt()
    {
        var (grpc, web) = (service.Addresses.Grpc.ToString(), service.Addresses.Web.ToString());
        var token = await CliRun.WithVariableAsync("VOUCHERS_WEB", web, "token", "auditor");
        Assert.That(token.ExitCode, Is.EqualTo(ExitCode.Ok), token.Error);
        string[] ask = ["programme", "list", "--token", token.Output.Trim()];

        var asked = await CliRun.WithVariableAsync("VOUCHERS_ADDRESS", grpc, ask);
        var elsewhere = await CliRun.WithVariableAsync(
            "VOUCHERS_ADDRESS", "http://127.0.0.1:9", [.. ask, "--address", grpc]);

        Assert.That((asked.ExitCode, elsewhere.ExitCode), Is.EqualTo((ExitCode.Ok, ExitCode.Ok)), asked.Error);
    }

    [Test]
    public async Task Environment_ThatIsNoAddress_IsNamed()
    {
        var run = await CliRun.WithVariableAsync("VOUCHERS_ADDRESS", "somewhere", "programme", "list");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(run.Error, Does.Contain("VOUCHERS_ADDRESS 'somewhere' is no address"));
    }
}
