using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Authorization;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Vouchers.Service;

/// <summary>
/// grpc.health.v1 from the service's own state, told at once instead of at the next poll. All services live and
/// drain together, so each name has the same health. A watch ends when the service drains, so that it does not
/// hold up the stop.
/// </summary>
[AllowAnonymous]
internal sealed class HealthEndpoint(Readiness readiness, ServedServices served) : Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        served.Has(request.Service)
            ? Task.FromResult(new HealthCheckResponse { Status = StatusOf(readiness.Now.Health) })
            : throw new RpcException(new Status(StatusCode.NotFound, "There is no service of this name here."));

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var known = served.Has(request.Service);
        while (true)
        {
            var (health, changed) = readiness.Now;
            var status = known ? StatusOf(health) : ServingStatus.ServiceUnknown;
            await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
            if (health.State == ServingState.Draining)
                return;
            await changed.WaitAsync(context.CancellationToken);
        }
    }

    private static ServingStatus StatusOf(ServiceHealth health) =>
        health.CanServe ? ServingStatus.Serving : ServingStatus.NotServing;
}
