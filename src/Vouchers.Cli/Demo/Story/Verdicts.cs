using Spectre.Console;
using Vouchers.Cli.Demo.Report;
using Vouchers.Cli.Pages;

namespace Vouchers.Cli.Demo.Story;

/// <summary>The tables at the story's end.</summary>
internal static class Verdicts
{
    public static void Show(IAnsiConsole console, DemoReport report, IReadOnlyList<string> surprises)
    {
        Table(console, "Funnel by target group",
            ["Group", "#Eligible citizens", "#Issued vouchers", "#Viewed", "#Redeemed", "#Completed", "#Certified"],
            report.Funnel.Select(row => (string[])[$"{row.GroupZh} {row.Group}", Yuan.Count(row.Eligible),
                Yuan.Count(row.Issued), Yuan.Count(row.Viewed), Yuan.Count(row.Redeemed), Yuan.Count(row.Completed),
                Yuan.Count(row.Certified)]));
        Table(console, "Plan against actual", ["Programme", "#Participants", "#of plan", "#Certificates", "#of plan"],
            report.Plans.Select(row => (string[])[row.Programme, Yuan.Count(row.Participants),
                Yuan.Percent(row.Participants, row.PlannedParticipants), Yuan.Count(row.Certificates),
                Yuan.Percent(row.Certificates, row.PlannedCertificates)]));
        var total = report.Trial.Sum(row => row.DebitMinorUnits);
        Table(console, "Trial balance", ["Account", "#Debit", "#Credit"],
            [.. report.Trial.Select(row => (string[])[row.Account, Amount(row.DebitMinorUnits),
                Amount(row.CreditMinorUnits)]),
                ["Total", Yuan.Of(total), Yuan.Of(report.Trial.Sum(row => row.CreditMinorUnits))]]);
        Table(console, "Refusals", ["Reason", "#Count", "For example"], report.Refusals.Select(row =>
            (string[])[row.Reason, Yuan.Count(row.Count), row.Example]));
        Table(console, "Planted frauds", ["Fraud", "Answer", "Verdict"], report.Frauds.Select(row =>
            (string[])[$"{row.Title} {row.TitleZh}", row.Reason,
                row.Verdict == CaseVerdict.Stopped ? "stopped" : "NOT STOPPED"]));
        Table(console, "Invariants", ["Invariant", "Rule", "Verdict"], report.Invariants.Select(row =>
            (string[])[row.Name, row.Rule, row.Violations == 0
                ? "holds" : $"{Yuan.Count(row.Violations)} violations: {row.FirstViolation}"]));
        Table(console, "Timings", ["Chapter", "#Calls", "#Seconds"], report.Timings.Select(row =>
            (string[])[row.Chapter, Yuan.Count(row.Calls),
                FormattableString.Invariant($"{row.Took.TotalSeconds:N1}")]));
        foreach (var surprise in surprises.Take(20))
            console.MarkupLineInterpolated($"[red]✗ {surprise}[/]");
        if (surprises.Count > 20)
            console.MarkupLineInterpolated($"[red]✗ … and {surprises.Count - 20} more.[/]");
    }

    private static void Table(IAnsiConsole console, string title, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Title = new TableTitle(title), Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            var isNumber = column.StartsWith('#');
            table.AddColumn(new TableColumn(Markup.Escape(column.TrimStart('#')))
            {
                Alignment = isNumber ? Justify.Right : Justify.Left,
                NoWrap = isNumber,
            });
        }

        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        console.WriteLine();
        console.Write(table);
    }

    private static string Amount(long minorUnits) => minorUnits == 0 ? "" : Yuan.Of(minorUnits);
}
