using Vouchers.V1;

namespace Vouchers.Cli.Commands.Statements;

/// <summary>How statements look to a person.</summary>
internal static class PrintedStatement
{
    public static void Statement(Run run, Statement statement)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, statement);
            return;
        }
        run.Say($"[green]{Words.Word(statement.State)}[/]  {statement.FundingAccountId}, {Days(statement)}");
        run.Say($"  statement    {statement.Id}, month {Printed.Month(statement.PeriodId)}");
        if (statement.BankId.Length > 0)
            run.Say($"  bank's id    {statement.BankId}");
        run.Say($"  balance      {Balance(statement.Opening)} -> {Balance(statement.Closing)}");
        run.Say($"  lines        {statement.Lines:N0}, of which another statement had {statement.Duplicates:N0}");
        run.Say($"  unexplained  {statement.Unexplained:N0}");
        if (statement.Verdict.Length > 0)
            run.Say($"  verdict      {statement.Verdict}");
        run.Say($"  imported     {Printed.Time(statement.ImportedAt)} by {statement.ImportedBy}");
        if (statement.DecidedAt is not null)
            run.Say($"  decided      {Printed.Time(statement.DecidedAt)} by {statement.DecidedBy}");
        run.Say($"  SHA-256 of the bank's file\n    {statement.FileSha256}");
    }

    /// <summary>The days that it covers.</summary>
    public static string Days(Statement statement) => $"{statement.FromDate} to {statement.ToDate}";

    /// <summary>A balance, which a bank need not tell.</summary>
    public static string Balance(Money? money) => money is null ? "not told" : Printed.Amount(money);
}
