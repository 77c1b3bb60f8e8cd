using System.Data.Common;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// Stands around every call: reads who asks before the call, and turns what goes wrong into a status that tells
/// the caller enough and an attacker nothing. One line is logged for each call that fails, and none of it is
/// what the caller sent: of a caller only the role, of an unexpected exception its type and place.
/// </summary>
internal sealed class CallInterceptor(ActorReader actors, ILoggerFactory logs) : Interceptor
{
    private static readonly TimeSpan RetrySoon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SendersPatience = TimeSpan.FromSeconds(5);

    private readonly ILogger log = logs.CreateLogger("Vouchers.Calls");

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            ReadActor(context);
            return await continuation(request, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            ReadActor(context);
            await continuation(request, responseStream, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            ReadActor(context);
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception e)
        {
            var failure = Translate(e, context);
            await ReadToEndAsync(requestStream);
            throw failure;
        }
    }

    /// <summary>
    /// Lets a caller who is still sending come to the end: a stream cut off under the sender's hands reaches it as
    /// "cancelled", and the reason of the refusal is lost. Who sends on for longer than a little while loses it.
    /// </summary>
    private static async Task ReadToEndAsync<TRequest>(IAsyncStreamReader<TRequest> requests)
    {
        using var patience = new CancellationTokenSource(SendersPatience);
        try
        {
            while (await requests.MoveNext(patience.Token))
                continue;
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException or IOException
            or InvalidOperationException)
        {
            // The caller is gone, sends no end, or the stream was read to it before.
        }
    }

    private void ReadActor(ServerCallContext context)
    {
        var user = context.GetHttpContext().User;
        if (user.Identity?.IsAuthenticated != true)
            return;
        if (user.FindFirst(DeviceTokens.RevokedClaim) is { Value: var revoked }
            && !ServesRevokedDevices(context) && !IsAnonymous(context))
            throw Refusal.Of(RefusalCode.DeviceRevoked,
                $"Device '{revoked}' was revoked: it may bring in the slips that it holds, and do nothing else.",
                ("device", revoked)).ToRpcException();
        var (actor, refusal) = actors.Read(user);
        if (refusal is not null && !IsAnonymous(context))
            throw refusal.ToRpcException();
        if (actor is not null)
            Callers.Set(context, actor);
    }

    // What they bring in is judged by the lease, and an officer decides about it.
    private static bool ServesRevokedDevices(ServerCallContext context) =>
        context.Method is "/vouchers.v1.OfflineService/SyncOfflineRecords"
            or "/vouchers.v1.OfflineService/ListOfflineRecords";

    private static bool IsAnonymous(ServerCallContext context) => context.GetHttpContext().GetEndpoint()?
        .Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null;

    /// <summary>An exception and what caused it. Their messages may quote what a caller sent.</summary>
    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
            yield return at;
    }

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        var trace = Traces.IdOf(context.GetHttpContext());
        var role = Callers.Find(context)?.Role;
        var failure = exception switch
        {
            RpcException known => known,
            OperationCanceledException when context.CancellationToken.IsCancellationRequested =>
                new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled or its deadline passed.")),
            PipelineFullException full => Failures.Overloaded(full.RetryAfter),
            PipelineStoppedException => Failures.Stopping(RetrySoon),
            RaceLostException => Failures.RaceLost(RetrySoon),
            StoreUnavailableException or DbException { IsTransient: true } => Failures.StoreUnavailable(RetrySoon),
            _ => Failures.Internal(trace),
        };
        if (failure.StatusCode is StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss)
            log.LogError("{Method} {Status} {Reason} by {Role} trace {TraceId}: {Exception} {Stack}",
                context.Method, failure.StatusCode, Failures.ReasonOf(failure), role, trace,
                string.Join(" < ", Chain(exception).Select(e => e.GetType().FullName)),
                string.Join('\n', Chain(exception).Select(e => e.StackTrace)));
        else
            log.LogInformation("{Method} {Status} {Reason} by {Role} trace {TraceId}",
                context.Method, failure.StatusCode, Failures.ReasonOf(failure), role, trace);
        return failure;
    }
}
