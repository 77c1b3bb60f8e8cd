using System.Collections.Frozen;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Vouchers.Ledger;
using Status = Google.Rpc.Status;

namespace Vouchers.Service;

/// <summary>
/// A refusal as a status with details (AIP-193). The code tells a program whether to try again: never, except
/// for RESOURCE_EXHAUSTED and UNAVAILABLE, which carry a RetryInfo.
/// </summary>
internal static class RefusalStatus
{
    /// <summary>The domain of every ErrorInfo that the service makes.</summary>
    public const string Domain = "vouchers.v1";

    /// <summary>The fact that tells after how many seconds a refused attempt may be repeated.</summary>
    public const string RetryAfterFact = "retry_after_seconds";

    private static readonly FrozenDictionary<RefusalCode, string> Reasons =
        System.Enum.GetValues<RefusalCode>().ToFrozenDictionary(c => c, c => UpperSnake(c.ToString()));

    private static readonly FrozenDictionary<string, V1.RefusalReason> ProtoReasons =
        Reasons.ToFrozenDictionary(r => r.Value, r => (V1.RefusalReason)(int)r.Key, StringComparer.Ordinal);

    /// <summary>The name of the refusal in <c>vouchers.v1.RefusalReason</c>, without the prefix.</summary>
    public static string ReasonOf(RefusalCode code) => Reasons[code];

    /// <summary>The status code of each refusal.</summary>
    public static StatusCode CodeOf(RefusalCode code) => code switch
    {
        // Not ABORTED, which invites a retry: the same id with other content stays refused. As JSON it is a 409.
        RefusalCode.RequestIdReused => StatusCode.AlreadyExists,
        RefusalCode.InvalidField => StatusCode.InvalidArgument,
        RefusalCode.NotPermitted or RefusalCode.OtherInstitution or RefusalCode.OtherCitizen =>
            StatusCode.PermissionDenied,

        // Wrong whatever the ledger says.
        RefusalCode.CredentialUnreadable or RefusalCode.CredentialKeyUnknown or RefusalCode.CredentialForged
            or RefusalCode.CredentialWrongType or RefusalCode.PinRequired => StatusCode.InvalidArgument,

        // Wrong by now, or not yet right.
        RefusalCode.CredentialKeyRevoked or RefusalCode.PresentationExpired or RefusalCode.PresentationNotYetValid
            or RefusalCode.PresentationReplayed or RefusalCode.PinLocked or RefusalCode.OfflineChainBroken
            or RefusalCode.LeaseLapsed or RefusalCode.LeaseExceeded => StatusCode.FailedPrecondition,
        RefusalCode.VoucherCodeUnknown => StatusCode.NotFound,
        RefusalCode.PinWrong or RefusalCode.DeviceCodeWrong => StatusCode.PermissionDenied,
        RefusalCode.TooManyAttempts => StatusCode.ResourceExhausted,
        RefusalCode.NotFound => StatusCode.NotFound,
        RefusalCode.AlreadyExists or RefusalCode.DuplicateCitizen => StatusCode.AlreadyExists,

        // A spent budget is no RESOURCE_EXHAUSTED: waiting a second does not help.
        >= RefusalCode.VoucherRedeemed => StatusCode.FailedPrecondition,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "This refusal has no status code."),
    };

    /// <summary>The exception that gRPC turns into the status.</summary>
    public static RpcException ToRpcException(this Refusal refusal) => ToStatus(refusal).ToRpcException();

    /// <summary>The status with its details.</summary>
    public static Status ToStatus(Refusal refusal)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = ReasonOf(refusal.Code) };
        foreach (var (name, value) in refusal.Facts)
            info.Metadata[name] = value;
        var status = new Status { Code = (int)CodeOf(refusal.Code), Message = refusal.Message };
        status.Details.Add(Any.Pack(info));
        if (refusal.Code == RefusalCode.InvalidField && refusal.Facts.TryGetValue("field", out var field))
        {
            var violation = new BadRequest.Types.FieldViolation
            {
                Field = field, Description = refusal.Facts.GetValueOrDefault("rule", refusal.Message),
            };
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violation } }));
        }

        if (refusal.Facts.TryGetValue(RetryAfterFact, out var seconds))
        {
            var delay = TimeSpan.FromSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }

        return status;
    }

    /// <summary>The refusal that a stored status holds, as an answer inside a response.</summary>
    public static V1.Refusal FromStatus(Status status)
    {
        var info = status.GetDetail<ErrorInfo>()
            ?? throw new InvalidOperationException("A stored refusal has no ErrorInfo.");
        var refusal = new V1.Refusal { Reason = ProtoReasons[info.Reason], Message = status.Message };
        refusal.Facts.Add(info.Metadata);
        return refusal;
    }

    private static string UpperSnake(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{c}")).ToUpperInvariant();
}
