using Spectre.Console;
using Vouchers.Cli.Commands.Payouts;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Reconciliation;

/// <summary>How matches look to a person.</summary>
internal static class PrintedMatch
{
    public static void Match(Run run, string headline, Match match)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, match);
            return;
        }
        run.Say($"[green]{headline}[/]  {Words.Word(match.Kind)}, found by {match.Pass}, score {match.Score} of 100");
        run.Say($"  match     {match.Id}");
        run.Say($"  account   {match.FundingAccountId}");
        run.Say($"  state     {Words.Word(match.State)}");
        run.Say($"  why       {match.Explanation.En}");
        if (match.Difference.MinorUnits != 0)
            run.Say($"  differs   by {Printed.Amount(match.Difference)}");
        run.Say($"  made      {Printed.Time(match.MadeAt)} by {match.MadeBy}");
        if (match.DecidedAt is not null)
            run.Say($"  decided   {Printed.Time(match.DecidedAt)} by {match.DecidedBy}");
        if (match.UndoBy.Length > 0)
            run.Say($"  take back asked for by {match.UndoBy}: {match.UndoReason}");
        if (match.Parts.Count > 0)
            Parts(run, match.Parts);
    }

    public static void Table(Run run, IEnumerable<Match> matches)
    {
        // 80 columns hold no more beside the longest words of each; `match show` has the rest.
        var table = new Table().SimpleBorder()
            .AddColumn(new TableColumn("match").NoWrap()).AddColumn(new TableColumn("kind").NoWrap())
            .AddColumn(new TableColumn("found by").NoWrap()).AddColumn(new TableColumn("state").NoWrap());
        foreach (var match in matches.OrderBy(match => match.MadeAt?.ToDateTimeOffset()))
            table.AddRow(
                new Text(match.Id), new Text(Words.Word(match.Kind)), new Text(match.Pass),
                new Text(Words.Word(match.State)));
        run.Out.Write(table);
    }

    private static void Parts(Run run, IEnumerable<MatchPart> parts)
    {
        var table = new Table().SimpleBorder()
            .AddColumn("part").AddColumn(new TableColumn("id").NoWrap()).AddColumn(PrintedPayout.Number("amount"));
        foreach (var part in parts.OrderBy(part => part.Kind))
            table.AddRow(
                new Text(Words.Word(part.Kind)), new Text(part.ReferenceId), new Text(Printed.Amount(part.Amount)));
        run.Out.Write(table);
    }
}
