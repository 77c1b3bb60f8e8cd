using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;

namespace Vouchers.Service;

/// <summary>The messages that an error's details hold, so that they can be written as JSON.</summary>
internal static class ErrorTypes
{
    public static readonly TypeRegistry Registry = TypeRegistry.FromMessages(
        ErrorInfo.Descriptor, BadRequest.Descriptor, RetryInfo.Descriptor);

    public static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithTypeRegistry(Registry));
}
