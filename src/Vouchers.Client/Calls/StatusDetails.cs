using System.Net.Sockets;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Vouchers.V1;
using RpcStatus = Google.Rpc.Status;

namespace Vouchers.Client.Calls;

/// <summary>Reads what a failed call tells, per AIP-193: the status code, and google.rpc details behind it.</summary>
internal static class StatusDetails
{
    /// <summary>The <c>domain</c> of the ErrorInfo of this service's rules.</summary>
    private const string Domain = "vouchers.v1";

    /// <summary>The rule that refused; null where the call failed for another reason.</summary>
    public static VoucherRefusal? RefusalOf(RpcException failure)
    {
        var status = failure.Trailers.GetRpcStatus(ignoreParseError: true);
        var info = Detail(status, "google.rpc.ErrorInfo", ErrorInfo.Parser);
        if (info is not { Domain: Domain })
            return WithoutWord(failure.StatusCode) is { } plain
                ? new(plain, SentenceOf(failure.Status), FactsOf(status, null))
                : null;
        if (ReasonWords.TryParse(info.Reason, out var reason))
            return new(reason, failure.Status.Detail, FactsOf(status, info));
        // A newer service may know more rules; but a word on a passing trouble, such as overload, is none.
        if (IsPassing(failure.StatusCode))
            return null;
        return WithoutWord(failure.StatusCode) is { } known
            ? new(known, failure.Status.Detail, FactsOf(status, info))
            : new(RefusalReason.Unspecified, $"{info.Reason}: {failure.Status.Detail}", FactsOf(status, info));
    }

    /// <summary>How long the service asks to wait; null where it does not say.</summary>
    public static TimeSpan? RetryDelayOf(RpcException failure) =>
        Detail(failure.Trailers.GetRpcStatus(ignoreParseError: true), "google.rpc.RetryInfo", RetryInfo.Parser)
            ?.RetryDelay?.ToTimeSpan();

    /// <summary>
    /// Whether another try may succeed. The request id makes a repeat harmless even where the first arrived.
    /// </summary>
    public static bool IsWorthRepeating(RpcException failure) =>
        (IsPassing(failure.StatusCode) || IsBrokenConnection(failure)) && RefusalOf(failure) is null;

    /// <summary>The bytes did not get through, whatever status the transport made of it.</summary>
    public static bool IsBrokenConnection(RpcException failure) =>
        failure.Status.DebugException is HttpRequestException or IOException or SocketException;

    private static bool IsPassing(StatusCode code) => code is StatusCode.Unavailable or StatusCode.DeadlineExceeded
        or StatusCode.ResourceExhausted or StatusCode.Aborted or StatusCode.Cancelled;

    /// <summary>Statuses of the frame around the rules: authentication, and the checks of requests and roles.</summary>
    private static RefusalReason? WithoutWord(StatusCode code) => code switch
    {
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => RefusalReason.NotPermitted,
        StatusCode.InvalidArgument or StatusCode.OutOfRange => RefusalReason.InvalidField,
        StatusCode.NotFound => RefusalReason.NotFound,
        StatusCode.AlreadyExists => RefusalReason.AlreadyExists,
        _ => null,
    };

    /// <summary>A bare HTTP 401 or 403 comes from the frame as "Bad gRPC response", which helps nobody.</summary>
    private static string SentenceOf(Grpc.Core.Status status) => (status.StatusCode, status.Detail) switch
    {
        (StatusCode.Unauthenticated, var detail) when IsBare(detail) =>
            "the service did not accept the token; get a new one",
        (StatusCode.PermissionDenied, var detail) when IsBare(detail) => "this token's role may not do that",
        var (_, detail) => detail,
    };

    private static bool IsBare(string detail) =>
        detail.Length == 0 || detail.StartsWith("Bad gRPC response", StringComparison.Ordinal);

    private static Dictionary<string, string> FactsOf(RpcStatus? status, ErrorInfo? info)
    {
        if (info is { Metadata.Count: > 0 })
            return new(info.Metadata);
        var facts = new Dictionary<string, string>();
        var fields = Detail(status, "google.rpc.BadRequest", BadRequest.Parser);
        foreach (var violation in fields?.FieldViolations ?? [])
            facts[violation.Field] = violation.Description;
        return facts;
    }

    // By its name and not by GetDetail, which asks the type for its description: no counter needs any of those.
    private static T? Detail<T>(RpcStatus? status, string name, MessageParser<T> parser)
        where T : class, IMessage<T> =>
        status?.Details.FirstOrDefault(detail => Any.GetTypeName(detail.TypeUrl) == name) is { } found
            ? parser.ParseFrom(found.Value)
            : null;
}
