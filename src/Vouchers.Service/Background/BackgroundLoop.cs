namespace Vouchers.Service;

/// <summary>
/// Work that is done again and again: after each interval, or at once when it is woken. A failure is logged and
/// the next round tries again, so that a database that was away for a minute stops nothing for good.
/// </summary>
internal abstract class BackgroundLoop(TimeSpan interval, TimeProvider time, ILogger log) : BackgroundService
{
    private readonly SemaphoreSlim woken = new(0, 1);

    /// <summary>Ends the wait for the next round. Thread safe.</summary>
    public void Wake()
    {
        try
        {
            woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // A round is due already.
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        woken.Dispose();
        base.Dispose();
    }

    /// <summary>One round.</summary>
    protected abstract Task RoundAsync(CancellationToken stopping);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (interval <= TimeSpan.Zero)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is PipelineFullException or PipelineStoppedException)
            {
                // Callers go first; the next round finds the same work.
            }
            catch (Exception e)
            {
                log.LogError(e, "{Work} failed and is tried again in {Interval}", GetType().Name, interval);
            }

            // A host that gave up waiting for this round has disposed of everything by now.
            if (!stoppingToken.IsCancellationRequested)
                await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pause = Task.Delay(interval, time, round.Token);
        var wake = woken.WaitAsync(round.Token);
        await Task.WhenAny(pause, wake);
        await round.CancelAsync();
    }
}
