using System.CommandLine;
using Vouchers.Client;

namespace Vouchers.Cli.Commands.Devices;

/// <summary><c>vouchers device register DEVICE --institution … --branch …</c>.</summary>
internal static class DeviceRegisterCommand
{
    public static Command Create(CommandContext context)
    {
        var device = new Argument<string>("DEVICE") { Description = "The new counter's id." };
        var institution = new Option<string>("--institution") { Description = "Whose it is.", Required = true };
        var branch = new Option<string>("--branch") { Description = "Where it stands.", Required = true };
        var name = new Option<string?>("--name") { Description = "For people; the id when not given." };
        var command = new DocumentedCommand("register", "Registers a counter of an institution's branch.")
        {
            Arguments = { device },
            Options = { institution, branch, name },
            Examples = ["device register till-1 --institution wz-vtc --branch wz-vtc-main --name 一号柜台"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var id = run.Get(device)!;
            var answer = Run.Require(await client.Catalogue.RegisterDeviceAsync(
                new()
                {
                    Device = new()
                    {
                        Id = id, InstitutionId = run.Get(institution), BranchId = run.Get(branch),
                        Name = run.Get(name) ?? id,
                    },
                },
                cancellationToken: run.Cancellation).AsOutcome());
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, answer.Device);
            else
                run.Say($"Registered {answer.Device.Id} of {answer.Device.InstitutionId}, {answer.Device.BranchId}.");
            return ExitCode.Ok;
        });
        return command;
    }
}
