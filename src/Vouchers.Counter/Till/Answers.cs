using Grpc.Core;
using Vouchers.Client;

namespace Vouchers.Counter;

/// <summary>What a clerk's question comes to.</summary>
internal static class Answers
{
    /// <summary>A service that fails, or a stranger that answers in its place, is no better than none.</summary>
    public static async Task<Outcome<T>> OrNoneAsync<T>(this Task<Outcome<T>> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            return new Outcome<T>.Unavailable(e.Message, null, null);
        }
    }
}
