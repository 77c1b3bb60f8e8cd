using System.CommandLine;
using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Demo.Story;
using Vouchers.Service;

namespace Vouchers.Cli.Demo;

/// <summary>The story of a whole programme, told by the real service.</summary>
internal static class DemoCommand
{
    private const int DefaultCitizens = 20_000;

    public static Command Create(CommandContext context)
    {
        var once = new Option<bool>("--once") { Description = "Exits after the story instead of serving on." };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed makes the same programme.",
            DefaultValueFactory = _ => 1,
        };
        var citizens = new Option<int>("--citizens")
        {
            Description = "How many citizens take part, "
                + $"{DemoProgramme.FewestCitizens} to {DemoProgramme.MostCitizens}.",
            DefaultValueFactory = _ => DefaultCitizens,
        };
        citizens.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < DemoProgramme.FewestCitizens or > DemoProgramme.MostCitizens)
                result.AddError($"--citizens must be {DemoProgramme.FewestCitizens} to {DemoProgramme.MostCitizens}.");
        });
        var output = new Option<string>("--output")
        {
            Description = "The folder for the database, the QR codes and the report.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "demo-output",
        };
        var command = new DocumentedCommand("demo",
            "Shows a whole programme at work: budget, vouchers, redemptions, frauds, books.")
        {
            Examples = ["demo", "demo --once", "demo --citizens 2000 --seed 7 --output demo-2000"],
            Notes = "Exit code 6 where an invariant is broken or anything went otherwise than the story says.",
        };
        foreach (var option in new Option[] { once, seed, citizens, output })
            command.Options.Add(option);
        context.Set(command, async run =>
        {
            try
            {
                return await DemoStory.RunAsync(
                    new DemoSettings(run.Get(seed), run.Get(citizens), run.Get(output)!, run.Get(once)),
                    run.Terminal, run.Out, run.Cancellation);
            }
            catch (StartRefusedException e)
            {
                throw new CliFault(ExitCode.Unreachable, e.Message);
            }
        });
        return command;
    }
}
