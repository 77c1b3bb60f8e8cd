using Vouchers.Credentials;

namespace Vouchers.Counter;

/// <summary>Signatures checked by WebCrypto, as a browser's .NET has no ECDsa.</summary>
internal sealed class BrowserSignatures(IBrowser browser) : ISignatureCheck
{
    public async ValueTask<bool> HoldsAsync(
        P256PublicKey key, ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> signature,
        CancellationToken cancellation) =>
        await browser.VerifyAsync([.. key.X.Span, .. key.Y.Span], message.ToArray(), signature.ToArray());
}
