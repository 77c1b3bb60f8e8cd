using System.CommandLine;
using Spectre.Console;
using Vouchers.Cli.Finance;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary><c>vouchers trace</c>: one voucher's money, from the budget line to the bank.</summary>
internal static class TraceCommand
{
    public static Command Create(CommandContext context)
    {
        var voucher = new Argument<string>("voucher") { Description = "The voucher's id." };
        var command = new DocumentedCommand("trace", "Follows one voucher's money from the budget line to the bank.")
        {
            Arguments = { voucher },
            Examples = ["trace 01jx4m6qzk8r5v0c2n7w9t3h1b", "trace 01jx4m6qzk8r5v0c2n7w9t3h1b --json"],
        };
        context.Set(command, async run =>
        {
            using var client = run.Client();
            var trail = Run.Require(await client.Journal.TraceVoucherAsync(
                new() { VoucherId = run.Get(voucher)! }, cancellationToken: run.Cancellation).AsOutcome());
            if (run.Json)
                JsonOutput.Write(run.Terminal.Output, trail);
            else
                Print(run, trail);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(Run run, TraceVoucherResponse trail)
    {
        run.Out.WriteLine($"Voucher {trail.VoucherId} of citizen {trail.CitizenId}");
        run.Out.WriteLine($"Programme {trail.ProgrammeId} {trail.ProgrammeTitle}");
        if (trail.Receipt.Length > 0)
            run.Out.WriteLine($"Redeemed by {trail.InstitutionId} {trail.InstitutionName}, receipt {trail.Receipt}");
        foreach (var payment in trail.Payments)
            Print(run, payment);

        var table = new Table().SimpleBorder()
            .AddColumn("at").AddColumn("what").AddColumn(new TableColumn("amount").RightAligned().NoWrap())
            .AddColumn("from → to").AddColumn("by").AddColumn("note");
        foreach (var entry in trail.Entries)
            table.AddRow(
                new Text(Printed.Time(entry.At)),
                new Text(Printed.Event(entry.Event)),
                new Text(entry.Debit.Length > 0 ? Printed.Amount(entry.AmountMinorUnits) : ""),
                new Text(entry.Debit.Length > 0 ? $"{Say(trail, entry.Debit)} → {Say(trail, entry.Credit)}" : ""),
                new Text(entry.Actor),
                new Text(entry.Note));
        run.Out.Write(table);
    }

    private static void Print(Run run, TracedPayment traced)
    {
        var payment = traced.Payment;
        run.Out.WriteLine(
            $"Payment {payment.EndToEndId}: {Printed.Amount(payment.Net)}, {Words.Word(payment.State)}");
        foreach (var deduction in traced.Deductions)
        {
            var of = deduction.Receipt + deduction.EndToEndId;
            run.Out.WriteLine(deduction.Amount.MinorUnits > 0
                ? $"  took {Printed.Amount(deduction.Amount)} off that was clawed back of {of}"
                : $"  added {Printed.Amount(deduction.Amount.Negated())} of {of} that came back from the bank");
        }

        foreach (var line in traced.BankLines)
        {
            run.Out.WriteLine($"  bank line {line.Id} of {line.BookingDate}: {Printed.Amount(line.Amount)}");
            run.Out.WriteLine($"    in statement {line.StatementId}");
        }
    }

    /// <summary>
    /// Whose account it is, in words: <c>p1/i3/unearned</c> is the voucher's institution's, <c>f1/bank</c> the city's.
    /// </summary>
    private static string Say(TraceVoucherResponse trail, string account)
    {
        var kind = FinanceWords.Account(account[(account.LastIndexOf('/') + 1)..]).En;
        return account.Count(c => c == '/') > 1
            ? $"{kind} of {trail.InstitutionId}"
            : account.StartsWith('f') ? $"city's {kind}" : kind;
    }
}
