using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands.Payouts;

/// <summary>How payouts look to a person.</summary>
internal static class PrintedPayout
{
    public static void Payee(Run run, string headline, PayeeAccount account)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, account);
            return;
        }
        run.Say($"[green]{headline}[/]  {account.InstitutionId}: {account.Bank.HolderName}");
        run.Say($"  number    {Masked(account.Bank.AccountNumber)}");
        run.Say($"  bank      {account.Bank.BankCode}");
        run.Say($"  entered   {Printed.Time(account.ChangedAt)} by {account.ChangedBy}");
        if (account.VerifiedAt is not null)
            run.Say($"  verified  {Printed.Time(account.VerifiedAt)} by {account.VerifiedBy}");
        if (account.HeldReason.Length > 0)
            run.Say($"  held      {account.HeldReason}");
    }

    public static void Batch(Run run, string headline, PayoutBatch batch)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, batch);
            return;
        }
        run.Say($"[green]{headline}[/]  {Printed.Amount(batch.Total)} in {Printed.Count(batch.Items, "payment")}");
        run.Say($"  batch          {batch.Id}");
        run.Say($"  state          {Words.Word(batch.State)}");
        run.Say($"  from           {batch.FundingAccountId}");
        run.Say($"  earned until   {Printed.Time(batch.CutOff, isEnd: true)}");
        run.Say($"  pay on         {Day(batch.PayOn)}");
        run.Say($"  redemptions    {batch.Redemptions:N0}");
        var why = batch.HeldBack > 0 ? " (account not verified, cooling off or held, or over a limit)" : "";
        run.Say($"  held back      {batch.HeldBack:N0}{why}");
        if (batch.ExportedAt is not null)
            run.Say($"  under way      {batch.OpenItems:N0}, failed {batch.FailedItems:N0}");
        run.Say($"  made           {Printed.Time(batch.MadeAt)} by {batch.MadeBy}");
        if (batch.ApprovedAt is not null)
            run.Say($"  approved       {Printed.Time(batch.ApprovedAt)} by {batch.ApprovedBy}");
        if (batch.ExportedAt is not null)
            run.Say($"  exported       {Printed.Time(batch.ExportedAt)}");
        // Alone on its line, because 80 columns hold no more beside it.
        if (batch.FileSha256.Length > 0)
            run.Say($"  SHA-256 of the bank's file\n    {batch.FileSha256}");
    }

    public static void ClawBack(Run run, string headline, ClawBack clawBack)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, clawBack);
            return;
        }
        run.Say($"[green]{headline}[/]  {Printed.Amount(clawBack.Amount)} of {clawBack.InstitutionId}");
        run.Say($"  claw-back   {clawBack.Id}");
        if (clawBack.PaymentId.Length > 0)
            run.Say($"  payment     {clawBack.PaymentId.ToUpperInvariant()}, for which money arrived that was not due");
        else
            run.Say($"  redemption  {clawBack.RedemptionId}");
        run.Say($"  state       {Words.Word(clawBack.State)}, {Owed(clawBack)}");
        run.Say($"  reason      {clawBack.Reason}");
        run.Say($"  requested   {Printed.Time(clawBack.RequestedAt)} by {clawBack.RequestedBy}");
        if (clawBack.DecidedAt is not null)
            run.Say($"  decided     {Printed.Time(clawBack.DecidedAt)} by {clawBack.DecidedBy}");
    }

    /// <summary>What of it is open, and for whom.</summary>
    public static string Owed(ClawBack clawBack) => clawBack.Open.MinorUnits >= 0
        ? $"{Printed.Amount(clawBack.Open)} to be given back"
        : $"{Printed.Amount(clawBack.Open.Negated())} owed to the institution: the bank sent it back";

    /// <summary>The last four characters of a number: enough to tell accounts apart, too little to copy.</summary>
    public static string Masked(string number) => "…" + number[Math.Max(0, number.Length - 4)..];

    /// <summary>A calendar day, which the API carries as its begin in UTC.</summary>
    public static string Day(Timestamp? day) =>
        day?.ToDateTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A column of numbers: they line up at their right and are never folded.</summary>
    public static TableColumn Number(string header) => new TableColumn(header).RightAligned().NoWrap();
}
