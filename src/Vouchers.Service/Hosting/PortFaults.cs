using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Vouchers.Service;

/// <summary>Says in a sentence why a port could not be taken.</summary>
internal static class PortFaults
{
    /// <summary>The sentence, or null where the failure is not about a port.</summary>
    public static string? Explain(IOException failure, ServiceOptions options)
    {
        if (failure.InnerException is not AddressInUseException)
            return null;
        var web = failure.Message.Contains($":{options.WebPort}:", StringComparison.Ordinal)
            || failure.Message.Contains($":{options.WebPort} ", StringComparison.Ordinal);
        var (port, setting, use) = web
            ? (options.WebPort, nameof(ServiceOptions.WebPort), "the web")
            : (options.GrpcPort, nameof(ServiceOptions.GrpcPort), "gRPC");
        return $"Port {port} for {use} is in use by another program; stop that one, or choose another port with "
            + $"{ServiceOptions.Variable(setting)}, or 0 there for a free one.";
    }

    public static string Explain(SocketException failure, ServiceOptions options) => failure.SocketErrorCode switch
    {
        SocketError.AccessDenied =>
            $"The ports {options.GrpcPort} and {options.WebPort} may not be used by this account; choose ports above "
            + $"1023 with {ServiceOptions.Variable(nameof(ServiceOptions.GrpcPort))} and "
            + $"{ServiceOptions.Variable(nameof(ServiceOptions.WebPort))}.",
        SocketError.AddressNotAvailable =>
            $"This machine has no address {options.BindAddress}; set "
            + $"{ServiceOptions.Variable(nameof(ServiceOptions.BindAddress))} to one of its own, or to 127.0.0.1.",
        _ => $"Listening on {options.BindAddress} failed: {failure.Message}.",
    };
}
