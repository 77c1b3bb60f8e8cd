using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Vouchers.Credentials;

/// <summary>Signs in this process. Idle ECDsa objects are kept for the same reasons as in P256PublicKey.</summary>
internal sealed class LocalSigner : IHashSigner
{
    private readonly ECParameters parameters;
    private readonly ConcurrentBag<ECDsa> idle = [];

    public LocalSigner(ECParameters parameters)
    {
        this.parameters = parameters;
        PublicKey = P256PublicKey.TryCreate(parameters.Q.X, parameters.Q.Y, out var key)
            ? key
            : throw new CryptographicException("Not a key of the curve P-256.");
    }

    public P256PublicKey PublicKey { get; }

    public KeyId KeyId => PublicKey.KeyId;

    public byte[] SignHash(ReadOnlySpan<byte> sha256)
    {
        if (!idle.TryTake(out var ecdsa))
            ecdsa = ECDsa.Create(parameters);
        var signature = ecdsa.SignHash(sha256);
        idle.Add(ecdsa);
        return signature;
    }
}
