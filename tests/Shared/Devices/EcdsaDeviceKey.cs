using System.Security.Cryptography;
using Vouchers.Client.Offline;
using Vouchers.Credentials;

namespace Vouchers.Testing;

/// <summary>A device's key in this process, in the place of a browser's.</summary>
internal sealed class EcdsaDeviceKey : IDeviceKey, IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public EcdsaDeviceKey()
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = P256PublicKey.TryCreate(q.X, q.Y, out var made) ? made : throw new CryptographicException();
    }

    public P256PublicKey PublicKey { get; }

    public byte[] Sign(ReadOnlySpan<byte> bytes) => key.SignData(bytes, HashAlgorithmName.SHA256);

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        ValueTask.FromResult(Sign(bytes.Span));

    public void Dispose() => key.Dispose();
}
