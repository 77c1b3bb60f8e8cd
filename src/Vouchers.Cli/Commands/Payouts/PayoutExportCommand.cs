using System.CommandLine;
using System.Security.Cryptography;
using Vouchers.Client;
using Vouchers.V1;
using Format = Vouchers.V1.DownloadPayoutFileRequest.Types.Format;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout export BATCH --out FILE</c>: the file for the bank.</summary>
internal static class PayoutExportCommand
{
    private static readonly Dictionary<string, Format> Formats = new(StringComparer.Ordinal)
    {
        ["pain001"] = Format.Pain001,
        ["csv"] = Format.Csv,
    };

    public static Command Create(CommandContext context)
    {
        var id = PayoutArguments.Batch();
        var output = new Option<FileInfo>("--out")
        {
            Description = "Where the file goes; an older one is replaced.",
            HelpName = "FILE",
            Required = true,
        };
        var format = Words.Option("--format", "ISO 20022 when not given: ", Formats);
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand(
            "export", "Hands an approved batch to the bank and writes its file. Role: finance.")
        {
            Arguments = { id },
            Options = { output, format, requestId },
            Examples =
            [
                "payout export pay-000001 --out pay-000001.xml",
                "payout export pay-000001 --format csv --out pay-000001.csv",
            ],
            Notes = "Done again it changes nothing and writes the same bytes.",
        };
        context.Set(command, async run =>
        {
            var wanted = run.Get(format) is var named and not Format.Unspecified ? named : Format.Pain001;
            var target = run.Get(output)!;
            // Begun before the batch is marked: an order that cannot be kept is not handed to the bank.
            await using var file = WholeFile.Begin(target);
            using var client = run.Client();
            var batch = Run.Require(await client.Payouts.ExportPayoutBatchAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    BatchId = run.Get(id),
                },
                cancellationToken: run.Cancellation).AsOutcome()).Batch;
            var content = Run.Require(await client.DownloadPayoutFileAsync(batch.Id, wanted, run.Cancellation));
            if (content.Length > 0)
            {
                if (wanted == Format.Pain001)
                    DemandHash(batch, content);
                await file.KeepAsync(content, run.Cancellation);
            }
            Tell(run, batch, target, content);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void DemandHash(PayoutBatch batch, byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!string.Equals(hash, batch.FileSha256, StringComparison.OrdinalIgnoreCase))
            throw new CliFault(ExitCode.Unexpected,
                $"The file that came has the SHA-256 {hash}; the books have {batch.FileSha256}.",
                "do not send it; try again, and tell the operator of the service.");
    }

    private static void Tell(Run run, PayoutBatch batch, FileInfo target, byte[] content)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, new
            {
                batch = JsonOutput.Element(batch),
                file = content.Length > 0 ? target.FullName : null,
                bytes = content.Length,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            });
            return;
        }
        PrintedPayout.Batch(run, "Exported", batch);
        if (content.Length > 0)
            run.Say($"{content.Length:N0} bytes are in {target.FullName}");
        else
            run.Say($"Claw-backs took all of it: the bank has nothing to pay, and no file was written.");
    }
}
