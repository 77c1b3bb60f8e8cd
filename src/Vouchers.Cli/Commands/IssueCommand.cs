using System.CommandLine;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers issue</c>: one voucher to one citizen, or one to each of a target group.</summary>
internal static class IssueCommand
{
    public static Command Create(CommandContext context)
    {
        var programme = new Option<string?>("--programme") { Description = "The programme." };
        var citizen = new Option<string?>("--citizen") { Description = "Issue to this citizen." };
        var group = new Option<string?>("--group") { Description = "Issue to everyone in this target group." };
        var everyone = new Option<bool>("--all") { Description = "Issue to everyone in the programme's groups." };
        var follow = new Option<string?>("--follow")
        {
            Description = "Watch a bulk issue that is under way.",
            HelpName = "BULK_ISSUE",
        };
        var occupation = new Option<string>("--occupation")
        {
            Description = "Only for courses of this occupation.",
            DefaultValueFactory = _ => "",
        };
        var level = new Option<int>("--level") { Description = "Only for courses of this level, 1 to 5." };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand("issue", "Issues vouchers.")
        {
            Options = { programme, citizen, group, everyone, follow, occupation, level, requestId },
            Examples =
            [
                "issue --programme wz-2026 --citizen c-000001",
                "issue --programme wz-2026 --group rural-youth",
                "issue --programme wz-2026 --all --json",
                "issue --follow 01jx4m6qzk8r5v0c2n7w9t3h1b",
            ],
            Notes = "A bulk issue runs in the service: Ctrl+C ends the watching, not the issue.",
        };
        // Which of the ways it is must be told before anything is asked: a slip must not issue to everyone.
        command.Validators.Add(answers =>
        {
            var ways = new[]
            {
                answers.GetValue(citizen) is not null, answers.GetValue(group) is not null, answers.GetValue(everyone),
                answers.GetValue(follow) is not null,
            };
            if (ways.Count(way => way) != 1)
                answers.AddError("Say one of --citizen, --group, --all and --follow.");
            else if (answers.GetValue(follow) is null && answers.GetValue(programme) is null)
                answers.AddError("Say which --programme.");
        });
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var request = (run.Get(requestId) ?? client.NewRequestId()).ToString();
            if (run.Get(citizen) is { } one)
            {
                var issued = Run.Require(await client.Vouchers.IssueVoucherAsync(
                    new()
                    {
                        RequestId = request,
                        ProgrammeId = run.Get(programme),
                        CitizenId = one,
                        Occupation = run.Get(occupation),
                        Level = run.Get(level),
                    },
                    cancellationToken: run.Cancellation).AsOutcome());
                Tell(run, issued.Voucher);
                return ExitCode.Ok;
            }
            var id = run.Get(follow) ?? Run.Require(await client.Vouchers.StartBulkIssueAsync(
                new()
                {
                    RequestId = request,
                    ProgrammeId = run.Get(programme),
                    TargetGroup = run.Get(group) ?? "",
                    Occupation = run.Get(occupation),
                    Level = run.Get(level),
                },
                cancellationToken: run.Cancellation).AsOutcome()).BulkIssue.Id;
            await BulkIssueWatch.FollowAsync(run, client, id);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Tell(Run run, Voucher voucher)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, voucher);
            return;
        }
        run.Say($"[green]Issued[/]  up to {Printed.Amount(voucher.Face)} until {Printed.Time(voucher.ValidUntil)}");
        run.Say($"  voucher       {voucher.Id}");
        run.Say($"  citizen       {voucher.CitizenId}");
        run.Say($"  target group  {voucher.TargetGroup}");
    }
}
