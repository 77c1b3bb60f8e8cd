using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace Vouchers.Service;

/// <summary>
/// The failures that are no refusals of the ledger. Their reasons are OVERLOADED, STORE_UNAVAILABLE, STOPPING,
/// RACE_LOST, INTERNAL and, from <see cref="Challenges"/>, UNAUTHENTICATED and ISSUER_UNAVAILABLE.
/// </summary>
internal static class Failures
{
    /// <summary>More calls wait than the queue holds.</summary>
    public static RpcException Overloaded(TimeSpan retryAfter) => Make(
        StatusCode.ResourceExhausted, "OVERLOADED",
        "More calls are waiting than the service takes; repeat with the same request id.", retryAfter);

    /// <summary>The database cannot be reached.</summary>
    public static RpcException StoreUnavailable(TimeSpan retryAfter) => Make(
        StatusCode.Unavailable, "STORE_UNAVAILABLE",
        "The database does not answer; repeat with the same request id.", retryAfter);

    /// <summary>The service drains.</summary>
    public static RpcException Stopping(TimeSpan retryAfter) => Make(
        StatusCode.Unavailable, "STOPPING", "The service is stopping; repeat with the same request id.", retryAfter);

    /// <summary>Other nodes changed the same rows first, again and again; nothing was done.</summary>
    public static RpcException RaceLost(TimeSpan retryAfter) => Make(
        StatusCode.Aborted, "RACE_LOST",
        "Other calls changed the same rows first; nothing was done. Repeat with the same request id.", retryAfter);

    /// <summary>A fault of ours. The trace id finds it in the log.</summary>
    public static RpcException Internal(string traceId) => Make(
        StatusCode.Internal, "INTERNAL", $"Something failed inside the service; trace {traceId}.", null,
        ("trace_id", traceId));

    /// <summary>Fields that are not well formed, all of them at once.</summary>
    public static RpcException Invalid(IReadOnlyList<BadRequest.Types.FieldViolation> violations)
    {
        var info = new ErrorInfo
        {
            Domain = RefusalStatus.Domain, Reason = RefusalStatus.ReasonOf(Ledger.RefusalCode.InvalidField),
        };
        info.Metadata["field"] = violations[0].Field;
        info.Metadata["rule"] = violations[0].Description;
        var rest = violations.Count == 1 ? "" : $" (and {violations.Count - 1} more)";
        var status = new Status
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = $"{violations[0].Field}: {violations[0].Description}{rest}",
            Details = { Any.Pack(info), Any.Pack(new BadRequest { FieldViolations = { violations } }) },
        };
        return status.ToRpcException();
    }

    /// <summary>The reason in a failure's ErrorInfo; empty where it has none.</summary>
    public static string ReasonOf(RpcException failure) =>
        failure.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? "";

    private static RpcException Make(
        StatusCode code, string reason, string message, TimeSpan? retryAfter, params (string, string)[] facts)
    {
        var info = new ErrorInfo { Domain = RefusalStatus.Domain, Reason = reason };
        foreach (var (name, value) in facts)
            info.Metadata[name] = value;
        var status = new Status { Code = (int)code, Message = message, Details = { Any.Pack(info) } };
        if (retryAfter is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        return status.ToRpcException();
    }
}
