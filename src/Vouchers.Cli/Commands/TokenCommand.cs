using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers token ROLE</c>: a token of a service in Development.</summary>
internal static class TokenCommand
{
    private static readonly string[] Roles =
    [
        "programme_officer", "citizen", "institution_operator", "device", "evaluation_agency", "finance", "auditor",
    ];

    public static Command Create(CommandContext context)
    {
        var role = new Argument<string>("ROLE") { Description = string.Join(", ", Roles) + "." };
        role.AcceptOnlyFromAmong(Roles);
        role.HelpName = "ROLE";
        var web = GlobalOptions.Web();
        var institution = new Option<string?>("--institution") { Description = "Of an operator or a device." };
        var branch = new Option<string?>("--branch") { Description = "Of a device." };
        var device = new Option<string?>("--device") { Description = "The device's id." };
        var citizen = new Option<string?>("--citizen") { Description = "The citizen's id." };
        var agency = new Option<string?>("--agency") { Description = "The evaluation agency's id." };
        var subject = new Option<string?>("--subject") { Description = "Whom the journal names." };
        var minutes = new Option<int?>("--minutes") { Description = "How long it holds; 480 when not given." };
        var command = new DocumentedCommand("token", "Gets a token from a service in Development on this machine.")
        {
            Arguments = { role },
            Options = { web, institution, branch, device, citizen, agency, subject, minutes },
            Examples =
            [
                "token programme_officer",
                "token institution_operator --institution wz-vtc",
                "token citizen --citizen c-000001 --minutes 5",
            ],
            Notes = "For the commands that follow:\n  export VOUCHERS_TOKEN=$(vouchers token programme_officer)",
        };
        context.Set(command, async run =>
        {
            var request = new
            {
                role = run.Get(role),
                subject = run.Get(subject),
                institution = run.Get(institution),
                branch = run.Get(branch),
                device = run.Get(device),
                citizen = run.Get(citizen),
                agency = run.Get(agency),
                minutes = run.Get(minutes),
            };
            var token = await MintAsync(run.Web(web), request, run.Cancellation);
            await run.Terminal.Output.WriteLineAsync(
                run.Json ? token.GetRawText() : token.GetProperty("access_token").GetString());
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<JsonElement> MintAsync(Uri web, object request, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(web, "/dev/token"), request, cancellation);
            if (answer.Content.Headers.ContentType?.MediaType != "application/json")
                throw new CliFault(ExitCode.Refused, $"{web} makes no tokens.", "only a service in Development does: "
                    + "start it with `vouchers serve --development`, or get a token from your city's sign-in.");
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            return answer.IsSuccessStatusCode
                ? body
                : throw new CliFault(ExitCode.Refused, body.GetProperty("error").GetString()!);
        }
        catch (HttpRequestException e)
        {
            throw new CliFault(
                ExitCode.Unreachable,
                $"The service at {web} cannot be reached ({e.GetBaseException().Message}).",
                "start it with `vouchers serve --development`, or name its web address with --web.");
        }
    }
}
