using System.CommandLine;

namespace Vouchers.Cli.Commands.Devices;

/// <summary><c>vouchers device …</c>: the counters of an institution.</summary>
internal static class DeviceCommand
{
    public static Command Create(CommandContext context) =>
        new DocumentedCommand("device", "Registers counters, and makes a browser one of them.")
        {
            Subcommands = { DeviceRegisterCommand.Create(context), DeviceEnrolCommand.Create(context) },
            Examples =
            [
                "device register till-1 --institution wz-vtc --branch wz-vtc-main --name 一号柜台",
                "device enrol till-1",
            ],
        };
}
