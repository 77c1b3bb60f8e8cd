using Grpc.Core;
using Polly;
using Polly.Retry;

namespace Vouchers.Client.Calls;

/// <summary>
/// The retries of one client, as a Polly pipeline. There is no circuit breaker on purpose: a counter makes one call at
/// a time for a person who waits, tries are few, and an overloaded service names its own delay; a breaker would only
/// refuse the next citizen for the trouble of the last one.
/// </summary>
internal sealed class RetryPipeline
{
    private static readonly ResiliencePropertyKey<CallClock> Clock = new("clock");

    private readonly ResiliencePipeline pipeline;

    public RetryPipeline(VoucherClientOptions options)
    {
        var retry = options.Retry;
        if (retry.MaximumRetries == 0)
        {
            pipeline = ResiliencePipeline.Empty;
            return;
        }
        pipeline = new ResiliencePipelineBuilder { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = retry.MaximumRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = retry.FirstDelay,
                MaxDelay = retry.LongestDelay,
                Randomizer = retry.Random,
                ShouldHandle = ShouldRetry,
                DelayGenerator = static args => ValueTask.FromResult(
                    args.Outcome.Exception is RpcException failure ? StatusDetails.RetryDelayOf(failure) : null),
            })
            .Build();
    }

    public async Task<TResponse> RunAsync<TResponse>(
        Func<CancellationToken, Task<TResponse>> tryOnce, CallClock clock, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(Clock, clock);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, tryOnce) => await tryOnce(context.CancellationToken).ConfigureAwait(false),
                context,
                tryOnce).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ValueTask<bool> ShouldRetry(RetryPredicateArguments<object> args)
    {
        if (args.Outcome.Exception is not RpcException failure
            || args.Context.CancellationToken.IsCancellationRequested
            || !StatusDetails.IsWorthRepeating(failure))
            return ValueTask.FromResult(false);
        // To wait for a time at which nobody listens any more would only keep the bad news back.
        var wait = StatusDetails.RetryDelayOf(failure) ?? TimeSpan.Zero;
        return ValueTask.FromResult(args.Context.Properties.GetValue(Clock, null!).Left > wait);
    }
}
