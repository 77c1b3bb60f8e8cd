using System.CommandLine;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary>What several commands of payouts ask for.</summary>
internal static class PayoutArguments
{
    public static Argument<string> Batch() => new("BATCH") { Description = "The batch's id, e.g. pay-000001." };

    public static Option<string> Reason() => new("--reason") { Description = "For the auditor.", Required = true };
}
