using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.JSInterop;

namespace Vouchers.Counter;

/// <summary>How the browser's events are read; Blazor would reflect for it.</summary>
[JsonSerializable(typeof(EventArgs))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class EventJson : JsonSerializerContext
{
    /// <summary>Before the first event: a resolver cannot be changed once it has read something.</summary>
    public static void TeachTo(IJSRuntime runtime) => OptionsOf((JSRuntime)runtime).TypeInfoResolver = Default;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);
}
