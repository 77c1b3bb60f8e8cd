using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Commands without a caller's request id: steps of the service itself, idempotent by their state.</summary>
internal static class LedgerSteps
{
    /// <summary>Carries a command out and answers the decision once it is durable.</summary>
    public static async Task<Decision> StepAsync(
        this LedgerPipeline pipeline, Command command, CancellationToken cancellation) =>
        (await pipeline.SubmitAsync(new Submission(command, null, IsTrial: false, cancellation))).Decision!;
}
