using System.CommandLine;
using Google.Protobuf;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary><c>vouchers payout status import FILE</c>: what the bank says of the order, before any statement.</summary>
internal static class PayoutStatusCommand
{
    // What the service takes. A larger file would be turned away by the transport, without a word on why.
    private const long MostBytes = 3 << 20;

    public static Command Create(CommandContext context) =>
        new DocumentedCommand("status", "Takes in what the bank says of an order.")
        {
            Subcommands = { Import(context) },
            Examples = ["payout status import pay-000001.pain002.xml"],
        };

    private static DocumentedCommand Import(CommandContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The bank's report, ISO 20022 pain.002." };
        var requestId = GlobalOptions.RequestId();
        var command = new DocumentedCommand("import", "Imports the bank's report on an order. Role: finance.")
        {
            Arguments = { file },
            Options = { requestId },
            Examples =
            [
                "payout status import pay-000001.pain002.xml", "payout status import pay-000001.pain002.xml --json",
            ],
            Notes = "What the bank rejects is payable again at once, unless its own statement shows money for it: then\n"
                + "nothing is changed, and people ask the bank. The same file again changes nothing.\n"
                + $"Ends with exit code {ExitCode.Refused} where the books could not take one of the bank's answers,\n"
                + $"and {ExitCode.BadInput} where the file is bad.",
        };
        context.Set(command, async run =>
        {
            var source = run.Get(file);
            var content = await ReadAsync(source, run.Cancellation);
            using var client = run.Client();
            var answer = Run.RequireOfFile(await client.Payouts.ImportPaymentStatusAsync(
                new()
                {
                    RequestId = (run.Get(requestId) ?? client.NewRequestId()).ToString(),
                    Content = ByteString.CopyFrom(content),
                },
                cancellationToken: run.Cancellation).AsOutcome(), typed: "request_id");
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, answer);
            else
                Tell(run, answer);
            return answer.Answers.Any(told => told.Refusal is not null) ? ExitCode.Refused : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<byte[]> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        try
        {
            if (file.Exists && file.Length is 0 or > MostBytes)
                throw Faults.BadInput(
                    $"{file.FullName} has {file.Length:N0} bytes; a report has 1 to {MostBytes:N0}.",
                    "ask the bank for a report on each batch.");
            return await File.ReadAllBytesAsync(file.FullName, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.BadInput($"{file.FullName} cannot be read: {e.Message}", "check the path.");
        }
    }

    private static void Tell(Run run, ImportPaymentStatusResponse answer)
    {
        run.Say($"Of the batches that the bank's report names");
        run.Say($"  accepted      {Printed.Count(answer.Accepted, "payment")}");
        run.Say($"  rejected      {answer.Rejected:N0}");
        run.Say($"  no final word {answer.Undecided:N0}, in this report or an earlier one");
        run.Say($"  known before  {answer.Unchanged:N0}");
        var rejected = answer.Answers.Where(told => told.Refusal is null).ToList();
        if (rejected.Count > 0)
        {
            var table = new Table().SimpleBorder()
                .AddColumn(new TableColumn("rejected").NoWrap()).AddColumn("the bank's reason");
            foreach (var told in rejected)
                table.AddRow(new Text(told.EndToEndId), new Text(told.Reason));
            run.Out.Write(table);
            run.Say($"What they paid for is payable again: correct the accounts and make a new batch.");
        }
        // Many may be refused for one reason; what contradicts a statement is looked into payment by payment.
        foreach (var alike in answer.Answers.Where(told => told.Refusal is not null).GroupBy(told => (told.Status,
            told.Refusal.Reason, told.Refusal.Reason == RefusalReason.BankContradiction ? told.EndToEndId : "")))
            run.Warn(Refused([.. alike]));
        foreach (var note in answer.Notes)
            run.Warn($"note: {note}");
    }

    private static string Refused(PaymentStatusAnswer[] alike)
    {
        var first = alike[0];
        var why = $"{first.Status} was not taken ({ReasonWords.Of(first.Refusal.Reason)})";
        return alike.Length == 1
            ? $"{Named(first)}: {why}: {first.Refusal.Message}"
            : $"{Printed.Count(alike.Length, "answer")} of the bank: {why}. The first, of {Named(first)}: "
                + first.Refusal.Message;
    }

    private static string Named(PaymentStatusAnswer told) =>
        told.EndToEndId.Length > 0 ? told.EndToEndId : "A payment without end-to-end id";
}
