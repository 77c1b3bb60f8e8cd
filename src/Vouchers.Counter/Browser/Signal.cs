using Microsoft.JSInterop;

namespace Vouchers.Counter;

/// <summary>Where the browser reports that something happened.</summary>
internal sealed class Signal(Func<Task> happened)
{
    [JSInvokable]
    public Task Happened() => happened();
}
