using System.Xml.Linq;
using Vouchers.Cli.Pages;

namespace Vouchers.Cli.Demo.Report;

/// <summary>The report's five charts.</summary>
internal static class Charts
{
    private const int Left = 92;
    private const int Right = 116;
    private const int Room = Svg.Width - Left - Right;

    /// <summary>From issue to certificate, one block for each group.</summary>
    public static XElement Funnel(IReadOnlyList<FunnelRow> rows)
    {
        var shapes = new List<XElement>();
        var longest = Math.Max(1, rows.Max(row => row.Issued));
        var y = 15;
        foreach (var row in rows)
        {
            shapes.Add(Svg.Text(0, y, "head", $"{row.GroupZh} {row.Group}"));
            y += 6;
            foreach (var (step, count) in (ReadOnlySpan<(string, long)>)[("Issued", row.Issued),
                ("Viewed", row.Viewed), ("Redeemed", row.Redeemed), ("Completed", row.Completed),
                ("Certified", row.Certified)])
            {
                var width = (decimal)Room * count / longest;
                shapes.Add(Svg.Text(Left - 6, y + 10, "label", step, endsHere: true));
                shapes.Add(Svg.Bar(Left, y, width, 12, $"f-{step.ToLowerInvariant()}",
                    $"{row.Group}, {step}: {Yuan.Count(count)}"));
                shapes.Add(Svg.Text(Left + width + 5, y + 10, "value",
                    $"{Yuan.Count(count)} · {Yuan.Percent(count, row.Issued)}"));
                y += 15;
            }

            y += 20;
        }

        return Svg.Chart("Vouchers from issue to certificate, by target group 各群体从发放到取证", y - 12, shapes);
    }

    /// <summary>Where each budget stands: one stacked bar a programme.</summary>
    public static XElement Budgets(IReadOnlyList<BudgetRow> rows) => StackedBars.Draw(
        "Use of the budget, by programme 各项目预算使用",
        [
            .. rows.Select(row => new StackedBar(row.Programme, Yuan.Short(row.Total), row.Total,
            [
                ("b-sent", "sent", row.Sent), ("b-payable", "payable", row.Payable),
                ("b-unearned", "unearned", row.Unearned), ("b-reserved", "reserved", row.Reserved),
                ("b-outstanding", "outstanding", row.Outstanding), ("b-available", "available", row.Available),
            ])),
        ]);

    /// <summary>One bar below each label.</summary>
    public static XElement Bars(string title, IReadOnlyList<(string Label, long Count, string Value)> rows)
    {
        var shapes = new List<XElement>();
        var longest = rows.Select(row => row.Count).Append(1).Max();
        var y = 15;
        foreach (var (label, count, value) in rows)
        {
            shapes.Add(Svg.Text(0, y, "label", label));
            shapes.Add(Svg.Text(Svg.Width, y, "value", value, endsHere: true));
            shapes.Add(Svg.Bar(0, y + 5, (decimal)Svg.Width * count / longest, 10, "bar", $"{label}: {value}"));
            y += 33;
        }

        return Svg.Chart(title, y - 14, shapes);
    }

    /// <summary>One line for each label, for lists with a long tail.</summary>
    public static XElement Lines(string title, IReadOnlyList<(string Label, long Count)> rows)
    {
        const int Start = 224;
        const int Space = Svg.Width - Start - 34;
        var shapes = new List<XElement>();
        var longest = rows.Select(row => row.Count).Append(1).Max();
        var y = 15;
        foreach (var (label, count) in rows)
        {
            var width = (decimal)Space * count / longest;
            shapes.Add(Svg.Text(0, y, "label", label));
            shapes.Add(Svg.Bar(Start, y - 10, width, 11, "bar", $"{label}: {Yuan.Count(count)}"));
            shapes.Add(Svg.Text(Start + width + 5, y, "value", Yuan.Count(count)));
            y += 18;
        }

        return Svg.Chart(title, y - 10, shapes);
    }

    /// <summary>Plan against actual: the bar is what came, the mark is what was planned.</summary>
    public static XElement Plans(IReadOnlyList<PlanRow> rows)
    {
        var shapes = new List<XElement>();
        var longest = Math.Max(1, rows.Max(row => Math.Max(row.PlannedParticipants, row.Participants)));
        const int Space = Svg.Width - 4;
        var y = 15;
        foreach (var row in rows)
        {
            shapes.Add(Svg.Text(0, y, "label", row.Programme));
            shapes.Add(Svg.Text(Svg.Width, y, "value",
                Yuan.Percent(row.Participants, row.PlannedParticipants), endsHere: true));
            foreach (var (name, style, planned, actual, offset) in
                (ReadOnlySpan<(string, string, long, long, int)>)[
                    ("participants", "bar", row.PlannedParticipants, row.Participants, 5),
                    ("certificates", "f-certified", row.PlannedCertificates, row.Certificates, 17)])
            {
                shapes.Add(Svg.Bar(0, y + offset, (decimal)Space * actual / longest, 9, style,
                    $"{row.Programme}: {Yuan.Count(actual)} {name}"));
                shapes.Add(Svg.Mark((decimal)Space * planned / longest, y + offset - 1, 11,
                    $"{row.Programme}: {Yuan.Count(planned)} {name} planned"));
            }

            y += 45;
        }

        return Svg.Chart("Plan against actual, by programme 各项目计划与完成", y - 14, shapes);
    }
}
