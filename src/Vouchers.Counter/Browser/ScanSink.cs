using Microsoft.JSInterop;

namespace Vouchers.Counter;

/// <summary>Where camera and scanner report what they read.</summary>
internal sealed class ScanSink(Func<string, Task> scanned)
{
    [JSInvokable]
    public Task Scanned(string text) => scanned(text);
}
