using System.CommandLine;

namespace Vouchers.Cli.Demo;

/// <summary>The story of a whole programme, told by the real service.</summary>
internal static class DemoCommand
{
    public static Command Create() => new("demo", "Shows a whole programme at work.");
}
