using System.Security.Cryptography;
using Vouchers.Client.Offline;
using Vouchers.Credentials;

namespace Vouchers.Counter;

/// <summary>The device's key: WebCrypto holds it, and no script can read it.</summary>
internal sealed class BrowserKey : IDeviceKey
{
    private readonly IBrowser browser;

    private BrowserKey(IBrowser browser, P256PublicKey publicKey) =>
        (this.browser, PublicKey) = (browser, publicKey);

    public P256PublicKey PublicKey { get; }

    /// <summary>The key of this browser, which is made at the first call.</summary>
    public static async Task<BrowserKey> OpenAsync(IBrowser browser)
    {
        var point = await browser.DeviceKeyAsync();
        return P256PublicKey.TryCreate(point.AsSpan(0, point.Length / 2), point.AsSpan(point.Length / 2), out var key)
            ? new(browser, key)
            : throw new CryptographicException("The browser made a key that is none on P-256.");
    }

    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        await browser.SignAsync(bytes.ToArray());
}
