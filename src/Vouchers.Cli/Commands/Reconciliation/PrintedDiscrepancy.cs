using System.Globalization;
using Spectre.Console;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Reconciliation;

/// <summary>How discrepancies look to a person.</summary>
internal static class PrintedDiscrepancy
{
    /// <summary>The oldest work first, and then the sentence of each, for which a cell is too narrow.</summary>
    public static void Table(Run run, IEnumerable<Discrepancy> discrepancies)
    {
        var all = discrepancies.OrderBy(found => found.OpenedAt?.ToDateTimeOffset()).ToList();
        var table = new Table().SimpleBorder().AddColumn(new TableColumn("type").NoWrap())
            .AddColumn(PrintedPayout.Number("days")).AddColumn("owner").AddColumn(PrintedPayout.Number("difference"))
            .AddColumn("state");
        foreach (var found in all)
            table.AddRow(
                new Text($"{Words.Word(found.Type)}\n{found.Id}"), new Text(Age(run, found)), new Text(Owner(found)),
                new Text(Printed.Amount(found.Difference)),
                new Text(Words.Word(found.State)));
        run.Out.Write(table);
        foreach (var found in all)
            run.Say($"{found.Id}: {found.Explanation.En}");
    }

    public static void Discrepancy(Run run, GetDiscrepancyResponse answer)
    {
        var found = answer.Discrepancy;
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, found);
            return;
        }
        run.Say($"[green]{Words.Word(found.State)}[/]  {Words.Word(found.Type)}, {Printed.Amount(found.Difference)}");
        run.Say($"  discrepancy  {found.Id}");
        run.Say($"  account      {found.FundingAccountId}, month {Printed.Month(found.PeriodId)}");
        run.Say($"  what it is   {found.Explanation.En}");
        run.Say($"               {found.Explanation.Zh}");
        foreach (var line in answer.Lines)
        {
            run.Say($"  line         {line.BookingDate}, {Printed.Amount(line.Amount)}, {line.CounterpartyName}");
            run.Say($"               {line.Id}");
        }

        foreach (var payment in answer.Payments)
            run.Say($"  payment      {payment.EndToEndId}, {Printed.Amount(payment.Net)}, {Words.Word(payment.State)}");
        run.Say($"  owner        {Owner(found)}");
        run.Say($"  opened       {Printed.Time(found.OpenedAt)}, {Age(run, found)} days ago");
        if (found.ProposedBy.Length > 0)
        {
            run.Say($"  proposed     {Words.Word(found.Resolution)} by {found.ProposedBy}: {found.Reason}");
            if (found.ProposedAt is not null)
                run.Say($"               {Printed.Time(found.ProposedAt)}");
        }

        if (found.DecidedAt is not null)
            run.Say($"  decided      {Printed.Time(found.DecidedAt)} by {found.DecidedBy}");
        Owed(run, answer.ClawBacks);
    }

    /// <summary>What institutions owe of money that was not due, or are owed since it came back.</summary>
    public static void Owed(Run run, IEnumerable<ClawBack> clawBacks)
    {
        foreach (var clawBack in clawBacks)
        {
            var open = Printed.Amount(clawBack.Open.Absolute());
            var what = clawBack.Open.MinorUnits switch
            {
                > 0 => $"owes {open}: its next payments take it off",
                < 0 => $"is owed {open}: its next payment adds it",
                _ => $"owes nothing of {Printed.Amount(clawBack.Amount)} any more",
            };
            run.Say($"{clawBack.InstitutionId} {what}.");
            run.Say($"  claw-back {clawBack.Id}");
        }
    }

    private static string Owner(Discrepancy found) => found.Owner.Length > 0 ? found.Owner : "nobody";

    /// <summary>Whole days since it was opened.</summary>
    private static string Age(Run run, Discrepancy found) => found.OpenedAt is null
        ? ""
        : Math.Max(0, (run.Now - found.OpenedAt.ToDateTimeOffset()).Days).ToString("N0", CultureInfo.InvariantCulture);
}
