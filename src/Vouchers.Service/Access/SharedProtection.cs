using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Vouchers.Service;

/// <summary>
/// Protects what a browser carries from one node to the next, such as the state of a sign-in: AES-256-GCM under a key
/// that each node derives from the key folder, so that any of them reads what another one wrote and none stores a key
/// for it. The nonces are random, which one key bears for 2^32 texts. Thread safe.
/// </summary>
internal sealed class SharedProtection(ReadOnlyMemory<byte> key) : IDataProtector
{
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    /// <inheritdoc/>
    public IDataProtector CreateProtector(string purpose) => new SharedProtection(HKDF.DeriveKey(
        HashAlgorithmName.SHA256, key.ToArray(), 32, info: Encoding.UTF8.GetBytes(purpose)));

    /// <inheritdoc/>
    public byte[] Protect(byte[] plaintext)
    {
        var whole = new byte[NonceBytes + TagBytes + plaintext.Length];
        var (nonce, tag, text) = Parts(whole);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(key.Span, TagBytes);
        aes.Encrypt(nonce.Span, plaintext, text.Span, tag.Span);
        return whole;
    }

    /// <inheritdoc/>
    /// <exception cref="CryptographicException">It was not protected with this key and purpose.</exception>
    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to have been protected here.");
        var (nonce, tag, text) = Parts(protectedData);
        var plaintext = new byte[text.Length];
        using var aes = new AesGcm(key.Span, TagBytes);
        aes.Decrypt(nonce.Span, text.Span, tag.Span, plaintext);
        return plaintext;
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Text) Parts(byte[] whole) => (
        whole.AsMemory(0, NonceBytes), whole.AsMemory(NonceBytes, TagBytes), whole.AsMemory(NonceBytes + TagBytes));
}
