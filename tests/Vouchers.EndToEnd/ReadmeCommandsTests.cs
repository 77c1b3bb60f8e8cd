using System.Text.RegularExpressions;
using NUnit.Framework;
using Vouchers.Cli;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;

namespace Vouchers.EndToEnd;

/// <summary>What README.md tells people to type is typed, in one shell and in its order.</summary>
[TestFixture]
internal sealed partial class ReadmeCommandsTests
{
    [Test]
    public async Task UseIt_FromTheFirstProgrammeToTheClosedMonth_Works()
    {
        await using var service = await RunningService.StartAsync();
        var folder = RunningService.NewFolder();
        // `vouchers` is the built command, at the addresses of this service; what it says is kept for the ids in it.
        var script = $$"""
            set -euo pipefail
            cd '{{folder}}'
            vouchers() {
              local at=()
              if [ "$1" = token ]; then at=(--web '{{service.Addresses.Web}}'); fi
              dotnet '{{typeof(ExitCode).Assembly.Location}}' "$@" "${at[@]}" \
                --address '{{service.Addresses.Grpc}}' | tee -a said.txt
            }
            {{Commands()}}
            """;

        var (exitCode, output, error) = Tool.Run("bash", "the commands are for its shell", "-c", script);

        Assert.That(exitCode, Is.Zero, output + error);
        Assert.That(output, Does.Contain("Redeemed").And.Contain("The books balance"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "pay-000001.xml")),
            Does.Contain("1203282009888888888").And.Contain("1000.00"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "advice.html")),
            Does.Contain("付款明细通知").And.Contain("PAY-000001.P1.I1"));
        Assert.That(output, Does.Contain("Matched").And.Contain("Nothing is before people.")
            .And.Match(@"\d{4}-\d{2} +closed").And.Contain("Debits and credits are equal."));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The blocks below "Use it" but the one that starts the service.</summary>
    private static string Commands()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        var section = UseIt().Match(readme).Value;
        var blocks = Block().Matches(section).Select(block => block.Groups[1].Value)
            .Where(block => !block.Contains("vouchers serve", StringComparison.Ordinal)).ToArray();
        Assert.That(blocks, Has.Length.EqualTo(4), "of the counter, the payout, the bank's statement and the reports");
        return string.Join('\n', blocks)
            .Replace(" VOUCHER ", " $(grep -oP '^  voucher +\\K\\S+' said.txt | tail -1) ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^## Use it\n.*?(?=^## )", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex UseIt();

    [GeneratedRegex(@"```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
