using System.CommandLine;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers programme create</c>.</summary>
internal static class ProgrammeCreateCommand
{
    private static readonly Dictionary<string, SubsidyCategory> Categories =
        Words.Of<SubsidyCategory>(SubsidyCategory.Unspecified);

    public static Command Create(CommandContext context)
    {
        var id = new Option<string>("--id")
        {
            Description = "1 to 40 lower-case letters, digits and hyphens.",
            Required = true,
        };
        var title = new Option<string>("--title") { Description = "The title.", Required = true };
        var category = Words.Option("--category", "The kind of subsidy: ", Categories);
        category.Required = true;
        var currency = new Option<string>("--currency")
        {
            Description = "Of the budget, ISO 4217.",
            DefaultValueFactory = _ => "CNY",
        };
        var from = TimeOptions.Time("--valid-from", "A date or time; dates are China's.", isEnd: false);
        var until = TimeOptions.Time("--valid-until", "A date, which is included, or a time.", isEnd: true);
        (from.Required, until.Required) = (true, true);
        var rules = new ProgrammeRulesOptions();
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "create", "Creates a programme without a budget. Role: programme officer.")
        {
            Options = { id, title, category, currency, from, until },
            Examples =
            [
                "programme create --id wz-2026 --title '温州 2026' --category project-based-training "
                    + "--valid-from 2026-01-01 --valid-until 2026-12-31 --group rural-youth",
                "programme create --id wz-teach --title '师资' --category teacher-training --valid-from 2026-01-01 "
                    + "--valid-until 2026-12-31 --group teachers --fixed-face 120000 --vesting on-certificate",
                "programme create --id wz-2027 --title '温州 2027' --category entrepreneurship "
                    + "--valid-from 2027-01-01 --valid-until 2027-12-31 --rules rules.json",
            ],
            Notes = ProgrammeRulesOptions.Notes,
        };
        rules.AddTo(command);
        command.Options.Add(requestId);
        context.Set(command, async run =>
        {
            var programme = new Programme
            {
                Id = run.Get(id),
                Title = run.Get(title),
                Category = run.Get(category),
                Currency = run.Get(currency),
                ValidFrom = run.Get(from),
                ValidUntil = run.Get(until),
                Rules = await rules.ReadAsync(run),
            };
            using var client = run.Client();
            var request = (run.Get(requestId) ?? client.NewRequestId()).ToString();
            var created = Run.Require(await client.Programmes.CreateProgrammeAsync(
                new() { RequestId = request, Programme = programme },
                cancellationToken: run.Cancellation).AsOutcome()).Programme;
            Printed.Programme(run, "Created", created);
            run.Say($"It has no budget yet: vouchers programme fund {created.Id} --amount FEN");
            return ExitCode.Ok;
        });
        return command;
    }
}
