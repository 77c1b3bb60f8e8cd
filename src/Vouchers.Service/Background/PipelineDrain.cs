namespace Vouchers.Service;

/// <summary>
/// Drains the pipeline at a stop. Registered before everything that submits, so it stops after the server and
/// the background work have: what was accepted is committed and answered.
/// </summary>
internal sealed class PipelineDrain(LedgerPipeline pipeline) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => pipeline.DrainAsync().WaitAsync(cancellationToken);
}
