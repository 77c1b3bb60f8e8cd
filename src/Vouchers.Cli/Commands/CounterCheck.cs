using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Commands;

/// <summary>Asks the service what a voucher is worth for a session.</summary>
internal static class CounterCheck
{
    public static async Task<int> VerifyAsync(Run run, Evidence evidence, string session)
    {
        using var client = run.Client();
        var found = Run.Require(await client.VerifyAsync(evidence, session, run.Cancellation));
        if (run.Json)
            JsonOutput.Write(run.Terminal.Output, new
            {
                redeemable = found.IsRedeemable,
                voucherId = found.VoucherId,
                maskedName = found.MaskedName,
                enrolled = found.Enrolled,
                value = found.Value is null ? default(System.Text.Json.JsonElement?) : JsonOutput.Element(found.Value),
                refusal = found.Refusal is null ? null : new
                {
                    reason = ReasonWords.Of(found.Refusal.Reason),
                    message = found.Refusal.Message,
                    facts = found.Refusal.Facts,
                },
            });
        else
            Print(run, found);
        return found.IsRedeemable ? ExitCode.Ok : ExitCode.Refused;
    }

    private static void Print(Run run, Verification found)
    {
        if (found.IsRedeemable)
            run.Say($"[green]Redeemable[/]  {Printed.Amount(found.Value)}");
        else
            run.Say($"[red]Not redeemable[/]  {found.Refusal!.Message}");
        if (found.MaskedName.Length > 0)
            run.Say($"  holder    {found.MaskedName}");
        if (found.VoucherId.Length > 0)
            run.Say($"  voucher   {found.VoucherId}");
        run.Say($"  enrolled  {(found.Enrolled ? "yes" : "no")}");
        if (found.Refusal is not { } refusal)
            return;
        run.Say($"  rule      {ReasonWords.Of(refusal.Reason)}");
        foreach (var (name, value) in refusal.Facts)
            run.Say($"  {name}  {value}");
        if (RefusalAdvice.For(refusal.Reason) is { } next)
            run.Say($"[bold]Next:[/] {next}");
    }
}
