using Grpc.AspNetCore.Server;

namespace Vouchers.Service;

/// <summary>The gRPC services that are mapped, by their full names.</summary>
internal sealed class ServedServices(EndpointDataSource endpoints)
{
    private readonly Lazy<HashSet<string>> names = new(() => endpoints.Endpoints
        .Select(e => e.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.ServiceName).OfType<string>()
        .ToHashSet(StringComparer.Ordinal));

    /// <summary>True for a service that is served; the empty name is all of them.</summary>
    public bool Has(string name) => name.Length == 0 || names.Value.Contains(name);
}
