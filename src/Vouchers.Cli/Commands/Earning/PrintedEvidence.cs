using Vouchers.V1;

namespace Vouchers.Cli.Commands.Earning;

/// <summary>How evidence looks to a person.</summary>
internal static class PrintedEvidence
{
    public static void Enrolment(Run run, string headline, Enrolment enrolment)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, enrolment);
            return;
        }
        run.Say($"[green]{headline}[/]  {enrolment.Id}");
        run.Say($"  state        {Words.Word(enrolment.State)}");
        run.Say($"  attended     {enrolment.AttendedHours} hours");
        if (enrolment.CompletedAt is not null)
            run.Say($"  completed    {Printed.Time(enrolment.CompletedAt)}");
        if (enrolment.CertificateNumber.Length > 0)
            run.Say($"  certificate  {enrolment.CertificateNumber} by {enrolment.AgencyId}");
    }

    public static void ForceMajeure(Run run, string headline, ForceMajeure asked)
    {
        if (run.Json)
        {
            JsonOutput.Write(run.Terminal.Output, asked);
            return;
        }
        run.Say($"[green]{headline}[/]  {Printed.Amount(asked.Amount)} of {asked.InstitutionId} by force majeure");
        run.Say($"  id          {asked.Id}");
        run.Say($"  redemption  {asked.RedemptionId}");
        run.Say($"  state       {Words.Word(asked.State)}");
        run.Say($"  reason      {asked.Reason}");
        run.Say($"  requested   {Printed.Time(asked.RequestedAt)} by {asked.RequestedBy}");
        if (asked.DecidedAt is not null)
            run.Say($"  decided     {Printed.Time(asked.DecidedAt)} by {asked.DecidedBy}");
    }
}
