namespace Vouchers.Service;

/// <summary>
/// Takes up key changes of other processes each half minute, so that a revoked key stops signing here although
/// nobody redeems at this node.
/// </summary>
internal sealed class KeyWatch(TrustDesk trust, TimeProvider time, ILogger<KeyWatch> log)
    : BackgroundLoop(TimeSpan.FromSeconds(30), time, log)
{
    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken stopping)
    {
        _ = trust.Verifier();
        return Task.CompletedTask;
    }
}
