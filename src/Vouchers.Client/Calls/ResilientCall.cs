using Grpc.Core;

namespace Vouchers.Client.Calls;

/// <summary>One try of a call: its answer, and what came around it.</summary>
internal sealed record CallTry<TAnswer>(
    Task<TAnswer> Answer, Task<Metadata> Headers, Func<Status> Status, Func<Metadata> Trailers);

/// <summary>One logical call: its tries, all with one request, under one deadline.</summary>
/// <param name="open">Begins a try with the options that it gets.</param>
/// <param name="callOptions">What the caller gave with the call.</param>
/// <param name="options">The client's.</param>
internal sealed class ResilientCall<TAnswer>(
    Func<CallOptions, CallTry<TAnswer>> open, CallOptions callOptions, VoucherClientOptions options)
    : IDisposable
{
    // Neither a timer nor a handle hangs on it, so nothing leaks where the caller does not dispose the call.
    private readonly CancellationTokenSource stop = new();
    private readonly CallClock clock = new(callOptions, options);

    private volatile CallTry<TAnswer>? last;
    private volatile RpcException? lastFailure;

    public async Task<TAnswer> RunAsync(RetryPipeline retries, Guid? requestId)
    {
        var cancelled = callOptions.CancellationToken;
        using var deadline = new CancellationTokenSource(clock.Total, options.Time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancelled, deadline.Token, stop.Token);
        try
        {
            return await retries.RunAsync(TryAsync, clock, any.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }
                                  && any.IsCancellationRequested)
        {
            cancelled.ThrowIfCancellationRequested();
            stop.Token.ThrowIfCancellationRequested();
            throw Failed(lastFailure ?? new RpcException(Late), Late, requestId);
        }
        catch (RpcException e)
        {
            throw Failed(e, e.Status, requestId);
        }
    }

    /// <summary>The headers of the try that was answered.</summary>
    public async Task<Metadata> HeadersAsync(Task<TAnswer> response)
    {
        // The failure is the response's to report; headers that nobody awaits must not report it a second time.
        await ((Task)response).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return last is { } call && response.IsCompletedSuccessfully
            ? await call.Headers.ConfigureAwait(false)
            : [];
    }

    public Status GetStatus() => last?.Status() ?? throw new InvalidOperationException("The call is under way.");

    public Metadata GetTrailers() =>
        last?.Trailers() ?? throw new InvalidOperationException("The call is under way.");

    public void Dispose() => stop.Cancel();

    private Status Late =>
        new(StatusCode.DeadlineExceeded, $"no answer within {clock.Total.TotalSeconds:0.#} s", lastFailure);

    private CallFailedException Failed(RpcException e, Status status, Guid? requestId) =>
        new(e, status, options.Address, requestId);

    private async Task<TAnswer> TryAsync(CancellationToken cancellation)
    {
        var token = await TokenAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await TryWithAsync(token, cancellation).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated)
        {
            // The refusal may have told whoever makes the tokens that its clock is wrong, or it renewed one meanwhile.
            var renewed = await TokenAsync(cancellation).ConfigureAwait(false);
            if (renewed == token)
                throw;
            return await TryWithAsync(renewed, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<TAnswer> TryWithAsync(string token, CancellationToken cancellation)
    {
        try
        {
            var tried = open(callOptions
                .WithHeaders(HeadersWith(token))
                .WithDeadline(clock.EndOfTry())
                .WithCancellationToken(cancellation));
            last = tried;
            return await tried.Answer.ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            lastFailure = e;
            throw;
        }
    }

    private Metadata HeadersWith(string token)
    {
        var headers = new Metadata();
        foreach (var entry in callOptions.Headers ?? [])
            headers.Add(entry);
        if (token.Length > 0)
            headers.Add("authorization", $"Bearer {token}");
        return headers;
    }

    private async ValueTask<string> TokenAsync(CancellationToken cancellation)
    {
        try
        {
            return await options.Token(cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            // Whoever issues the tokens is out of reach: to the caller the same trouble as a service out of reach.
            var failure = new RpcException(new(StatusCode.Unavailable, "no token: " + e.Message, e));
            lastFailure = failure;
            throw failure;
        }
    }
}
