using Google.Rpc;
using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Asserts how a call fails.</summary>
internal static class Expect
{
    /// <summary>The call fails with this code and, where it is given, this reason; answers the status.</summary>
    public static async Task<RpcException> FailureAsync(
        Func<Task> call, StatusCode code, string? reason = null)
    {
        var failure = (await Assert.ThrowsAsync<RpcException>(async () => await call()))!;
        Assert.That(failure.StatusCode, Is.EqualTo(code), failure.Status.Detail);
        if (reason is not null)
            Assert.That(InfoOf(failure)?.Reason, Is.EqualTo(reason), failure.Status.Detail);
        return failure;
    }

    public static ErrorInfo? InfoOf(RpcException failure) => failure.GetRpcStatus()?.GetDetail<ErrorInfo>();
}
