using Vouchers.Credentials;

namespace Vouchers.Service;

/// <summary>The trust list as the root signed it, and the keys as this service knows them.</summary>
internal sealed record PublishedTrust(ReadOnlyMemory<byte> Signed, string Jwks);

/// <summary>
/// Serves the keys that verifiers trust, and keeps the verifier that the service itself judges with. It signs no trust
/// list: that is done where the root lies, except in Development, where the root lies here. Thread safe.
/// </summary>
internal sealed class TrustDesk(
    KeyStore keys, Listening listening, ServiceOptions options, TimeProvider time, ILogger<TrustDesk> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private volatile Known? known;

    /// <summary>
    /// The verifier with the keys of this minute. The first call in a minute takes up what other processes did to
    /// the keys.
    /// </summary>
    public CredentialVerifier Verifier() => Now().Verifier;

    /// <summary>The keys of this minute, as this service itself judges by them.</summary>
    public TrustList Keys() => Now().Keys;

    /// <summary>The signed trust list, byte for byte as it is kept, and the keys as a JWK set.</summary>
    public PublishedTrust Published() => Now().Published;

    /// <summary>Looks at the keys again before the next answer, because they changed here.</summary>
    public void Forget() => known = null;

    /// <summary>Once the service knows its address: lets the list name it, or says what keeps it from that.</summary>
    public void Begin()
    {
        if (options.IsDevelopment && keys.HasRoot)
            keys.Publish(listening.StatusListAddress);
        else
            WarnOfList();
        Forget();
    }

    private void WarnOfList()
    {
        var address = keys.Trust().StatusListAddress;
        if (address != listening.StatusListAddress)
            log.LogWarning(
                "The trust list sends verifiers for status lists to '{Listed}' and this service serves them at "
                + "'{Served}'; set VOUCHERS_PUBLIC_ADDRESS, or run `vouchers keys sign` with the root key", address,
                listening.StatusListAddress);
        if (!keys.IsListCurrent)
            log.LogWarning(
                "The trust list does not tell of all key changes; run `vouchers keys sign` with the root key");
        if (keys.HasRoot)
            log.LogWarning("The root key lies in the keys folder; move {File}.pem to where only the `vouchers keys` "
                + "commands find it", keys.Root.KeyId);
    }

    private Known Now()
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / (long)Fresh.TotalSeconds;
        if (known is { } fresh && fresh.Minute == minute)
            return fresh;
        lock (gate)
        {
            if (known is { } madeMeanwhile && madeMeanwhile.Minute == minute)
                return madeMeanwhile;
            ReloadKeys();
            var trust = keys.Trust();
            var made = new Known(minute, trust, new(trust), new(keys.SignedTrustList, trust.ToJwks()));
            known = made;
            return made;
        }
    }

    // A key folder that is away must not stop the counters: the service goes on with the keys that it knows.
    private void ReloadKeys()
    {
        try
        {
            if (keys.Reload())
                log.LogWarning("Another process changed the signing keys or the trust list; they are in use now");
        }
        catch (Exception e) when (e is KeyStoreException or IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "The signing keys could not be read again, so a revocation would not be noticed");
        }
    }

    private sealed record Known(long Minute, TrustList Keys, CredentialVerifier Verifier, PublishedTrust Published);
}
