using Grpc.Core;

namespace Vouchers.Client.Calls;

/// <summary>
/// What every call of every generated client goes through: the request id, the token, the deadline, the retries.
/// </summary>
internal sealed class ResilientInvoker(CallInvoker inner, VoucherClientOptions options) : CallInvoker
{
    private readonly RetryPipeline retries = new(options);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request)
    {
        var requestId = RequestIds.Ensure(request, options.Time);
        var call = new ResilientCall<TResponse>(
            tryOptions =>
            {
                var tried = inner.AsyncUnaryCall(method, host, tryOptions, request);
                return new(tried.ResponseAsync, tried.ResponseHeadersAsync, tried.GetStatus, tried.GetTrailers);
            },
            callOptions,
            options);
        var response = call.RunAsync(retries, requestId);
        return new(response, call.HeadersAsync(response), call.GetStatus, call.GetTrailers, call.Dispose);
    }

    // What the service streams are files of some megabytes. Read whole before the first piece is handed on, a line that
    // broke half way is repeated like that of any other call.
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request)
    {
        var call = new ResilientCall<IReadOnlyList<TResponse>>(
            tryOptions =>
            {
                var tried = inner.AsyncServerStreamingCall(method, host, tryOptions, request);
                return new(
                    WholeStream<TResponse>.ReadAsync(tried.ResponseStream, tryOptions.CancellationToken),
                    tried.ResponseHeadersAsync, tried.GetStatus, tried.GetTrailers);
            },
            callOptions,
            options);
        var pieces = call.RunAsync(retries, requestId: null);
        return new(
            new WholeStream<TResponse>(pieces), call.HeadersAsync(pieces), call.GetStatus, call.GetTrailers,
            call.Dispose);
    }

    // A blocked thread answers no cancellation. A stream that is sent cannot be repeated: its calls have their own way.
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request) =>
        throw new NotSupportedException($"Call {method.Name}Async instead.");

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions) =>
        throw new NotSupportedException("Call the client's own method, e.g. ImportStatementsAsync.");

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions) =>
        throw new NotSupportedException("Call the client's own method, e.g. ImportStatementsAsync.");
}
