using System.Security.Cryptography;
using Vouchers.Credentials;

namespace Vouchers.Client.Offline;

/// <summary>
/// A device's key in this process, for a counter that is a program and not a page: a browser keeps its own, and has no
/// ECDsa for .NET. It is made anew and ends with the object, so the device is then enrolled again.
/// </summary>
/// <remarks>Safe for any number of threads until it is disposed.</remarks>
public sealed class EcdsaDeviceKey : IDeviceKey, IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Lock signing = new();

    /// <summary>Makes a key.</summary>
    public EcdsaDeviceKey()
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = P256PublicKey.TryCreate(q.X, q.Y, out var made) ? made : throw new CryptographicException();
    }

    /// <inheritdoc/>
    public P256PublicKey PublicKey { get; }

    /// <summary>As <see cref="SignAsync"/>, at once.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        lock (signing)
            return key.SignData(bytes, HashAlgorithmName.SHA256);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        ValueTask.FromResult(Sign(bytes.Span));

    /// <summary>Ends the key.</summary>
    public void Dispose() => key.Dispose();
}
