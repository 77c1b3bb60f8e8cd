using Grpc.Core;

namespace Vouchers.Client.Calls;

/// <summary>The last failure of a call, with what a person needs to go on. Callers catch it as RpcException.</summary>
internal sealed class CallFailedException(RpcException last, Status status, Uri address, Guid? requestId)
    : RpcException(status, last.Trailers, status.Detail)
{
    // RFC 9113, section 7.
    private const long Http11Required = 0xD;

    public Guid? RequestId => requestId;

    /// <summary>The trouble as a sentence.</summary>
    public string What => this switch
    {
        _ when Status.DebugException?.GetBaseException() is HttpProtocolException { ErrorCode: Http11Required } =>
            $"{address} speaks HTTP/1.1 only: gRPC has a port of its own, 5081 by default.",
        // Under load the server hangs up before it says why; the handler has no code for that, only words.
        _ when Status.DebugException?.GetBaseException().Message.Contains("HTTP/2 handshake", StringComparison.Ordinal)
            is true =>
            $"{address} does not speak HTTP/2: gRPC has a port of its own, 5081 by default.",
        _ when StatusDetails.IsBrokenConnection(this) =>
            $"The voucher service at {address} cannot be reached ({InnermostOf(Status.DebugException!)}).",
        { StatusCode: StatusCode.DeadlineExceeded } =>
            $"The voucher service at {address} did not answer in time{Why}.",
        { StatusCode: StatusCode.ResourceExhausted } =>
            $"The voucher service at {address} has too much to do{Why}.",
        _ => $"The voucher service at {address} cannot answer now{Why}.",
    };

    // Some failures say nothing more.
    private string Why => string.IsNullOrWhiteSpace(Status.Detail) ? "" : $" ({Status.Detail.TrimEnd('.')})";

    private static string InnermostOf(Exception exception) => exception.GetBaseException().Message.TrimEnd('.');
}
