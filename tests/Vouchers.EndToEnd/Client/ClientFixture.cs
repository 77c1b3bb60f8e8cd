using NUnit.Framework;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.EndToEnd.Client;

/// <summary>A client and a server whose answers the test writes.</summary>
internal abstract class ClientFixture
{
    protected static readonly Evidence Phone = Shown.OnPhone("TV1:TEST");

    protected CounterServer Server { get; private set; } = null!;

    [SetUp]
    public async Task StartServerAsync() => Server = await CounterServer.StartAsync();

    [TearDown]
    public async Task StopServerAsync() => await Server.DisposeAsync();

    protected VoucherClient Client(Func<VoucherClientOptions, VoucherClientOptions>? change = null)
    {
        var options = new VoucherClientOptions
        {
            Address = Server.Address,
            Retry = new() { FirstDelay = TimeSpan.FromMilliseconds(5), Random = new Random(1).NextDouble },
        };
        return new(change is null ? options : change(options));
    }
}
