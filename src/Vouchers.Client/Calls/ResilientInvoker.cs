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
        var call = new ResilientCall<TRequest, TResponse>(inner, method, host, callOptions, request, options);
        var response = call.RunAsync(retries, requestId);
        return new(response, call.HeadersAsync(response), call.GetStatus, call.GetTrailers, call.Dispose);
    }

    // The API has no streams, and a blocked thread answers no cancellation: what is not needed is not half supported.
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request) =>
        throw new NotSupportedException($"Call {method.Name}Async instead.");

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions, TRequest request) =>
        throw new NotSupportedException("The voucher service has no streaming calls.");

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions) =>
        throw new NotSupportedException("The voucher service has no streaming calls.");

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions callOptions) =>
        throw new NotSupportedException("The voucher service has no streaming calls.");
}
