using Spectre.Console;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli;

/// <summary>Faults from outcomes, and how a fault is told: what, rule, value and limit, what to do next.</summary>
internal static class Faults
{
    public static CliFault Of(VoucherRefusal refusal) =>
        new(ExitCode.Refused, refusal.Message, RefusalAdvice.For(refusal.Reason))
        {
            Reason = ReasonWords.Of(refusal.Reason),
            Facts = refusal.Facts,
        };

    /// <summary>
    /// Of a refusal that answers a file which was sent: where the file itself is bad, the exit code says so, as it does
    /// for a file that never left this machine.
    /// </summary>
    /// <param name="refusal">The service's answer.</param>
    /// <param name="typed">The field of the request that was typed; all others came out of files.</param>
    public static CliFault OfFile(VoucherRefusal refusal, string typed)
    {
        if (refusal.Reason != RefusalReason.InvalidField || refusal.Message.Contains(typed, StringComparison.Ordinal)
            || refusal.Facts.Keys.Any(field => field.Contains(typed, StringComparison.Ordinal)))
            return Of(refusal);
        return new(ExitCode.BadInput, refusal.Message,
            "correct the file, or ask for another one, and import it again; nothing of it was kept.")
        {
            Reason = ReasonWords.Of(refusal.Reason), Facts = refusal.Facts,
        };
    }

    public static CliFault Unavailable<T>(Outcome<T>.Unavailable trouble) =>
        new(ExitCode.Unreachable, trouble.What, NextAfter(trouble.RequestId))
        {
            RetryAfter = trouble.RetryAfter,
            RequestId = trouble.RequestId,
        };

    public static CliFault BadInput(string headline, string? next = null) => new(ExitCode.BadInput, headline, next);

    public static CliFault Usage(string headline, string? next = null) => new(ExitCode.Usage, headline, next);

    /// <summary>For a person on standard error, for a program on standard output.</summary>
    public static void Tell(CliFault fault, Terminal terminal, bool json)
    {
        var error = terminal.ConsoleOf(error: true);
        if (fault.Reason is null)
            error.MarkupLineInterpolated($"[red]{fault.Message}[/]");
        else
            error.MarkupLineInterpolated($"[red]Refused ({fault.Reason}):[/] {fault.Message}");
        foreach (var (name, value) in fault.Facts)
            error.MarkupLineInterpolated($"  {name}  {value}");
        if (fault.Next is not null)
            error.MarkupLineInterpolated($"[bold]Next:[/] {fault.Next}");
        if (json)
            JsonOutput.Write(terminal.Output, Document(fault));
    }

    private static string? NextAfter(Guid? requestId) => requestId is null
        ? "start the service (`vouchers serve`), or name another with --address."
        : $"whether it was done is not known; when the service is back, repeat it with --request-id {requestId}.";

    private static object Document(CliFault fault) => new
    {
        error = new
        {
            exitCode = fault.Code,
            message = fault.Message,
            reason = fault.Reason,
            facts = fault.Facts.Count > 0 ? fault.Facts : null,
            next = fault.Next,
            retryAfterSeconds = fault.RetryAfter?.TotalSeconds,
            requestId = fault.RequestId,
        },
    };
}
