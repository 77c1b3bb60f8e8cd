using System.Security.Cryptography;

namespace Vouchers.Credentials;

/// <summary>Verifies in this process. Not in a browser, where .NET has no ECDsa.</summary>
public sealed class EcdsaSignatureCheck : ISignatureCheck
{
    /// <inheritdoc/>
    public ValueTask<bool> HoldsAsync(
        P256PublicKey key, ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> signature,
        CancellationToken cancellation) =>
        ValueTask.FromResult(key.Verifies(SHA256.HashData(message.Span), signature.Span));
}
