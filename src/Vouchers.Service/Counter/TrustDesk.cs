using System.Globalization;
using System.Security.Cryptography;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>A signed trust list as it is served.</summary>
internal sealed record PublishedTrust(byte[] Signed, string Jwks);

/// <summary>A signed status list as it is served.</summary>
internal sealed record PublishedStatus(byte[] Signed, string ETag, Timestamp ExpiresAt, DateTimeOffset CheckedAt);

/// <summary>
/// Publishes what counters need to judge a credential by themselves, and keeps the verifier that the service
/// itself judges with. Everything here is rebuilt at most once a minute, by one caller for all that ask meanwhile.
/// Thread safe.
/// </summary>
internal sealed class TrustDesk(
    KeyStore keys, ILedgerStore store, Listening listening, TimeProvider time, ILogger<TrustDesk> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StatusLifetime = TimeSpan.FromHours(24);

    private readonly SingleFlight<PublishedTrust> trustFlight = new();
    private readonly SingleFlight<PublishedStatus?> statusFlight = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, PublishedStatus> statusLists = [];
    private readonly Lock keysGate = new();
    private volatile Kept<CredentialVerifier>? verifier;
    private volatile Kept<PublishedTrust>? published;

    // The same minute makes the same version on each node, so that devices may ask any of them.
    private long Minute => time.GetUtcNow().ToUnixTimeSeconds() / (long)Fresh.TotalSeconds;

    private string StatusAddress => $"{listening.PublicAddress}/v1/statusLists/";

    /// <summary>
    /// The verifier with the keys of this minute. The first call in a minute takes up what other processes did to
    /// the keys.
    /// </summary>
    public CredentialVerifier Verifier()
    {
        var minute = Minute;
        if (verifier is { } known && known.Minute == minute)
            return known.Value;
        lock (keysGate)
        {
            if (verifier is { } madeMeanwhile && madeMeanwhile.Minute == minute)
                return madeMeanwhile.Value;
            ReloadKeys();
            var made = new CredentialVerifier(keys.BuildTrustList(minute, [], StatusAddress));
            verifier = new(made, minute);
            return made;
        }
    }

    /// <summary>The signed trust list and the same keys as a JWK set.</summary>
    public async Task<PublishedTrust> TrustAsync(CancellationToken cancellation) =>
        KnownTrust(Minute) ?? await trustFlight.JoinAsync(0, MakeTrustAsync, cancellation);

    /// <summary>A signed status list, or null where no voucher has a place in it.</summary>
    public async Task<PublishedStatus?> StatusAsync(int number, CancellationToken cancellation) =>
        KnownStatus(number) ?? await statusFlight.JoinAsync(number, () => MakeStatusAsync(number), cancellation);

    /// <summary>Forgets what was published, because keys changed.</summary>
    public void Forget()
    {
        (verifier, published) = (null, null);
        statusLists.Clear();
    }

    // A key folder that is away must not stop the counters: the service goes on with the keys that it knows.
    private void ReloadKeys()
    {
        try
        {
            if (!keys.Reload())
                return;
            log.LogWarning("Another process changed the signing keys; everything is published anew");
            Forget();
        }
        catch (Exception e) when (e is KeyStoreException or IOException or UnauthorizedAccessException)
        {
            log.LogError(e, "The signing keys could not be read again, so a revocation would not be noticed");
        }
    }

    private PublishedTrust? KnownTrust(long minute) =>
        published is { } known && known.Minute == minute ? known.Value : null;

    private async Task<PublishedTrust> MakeTrustAsync()
    {
        var minute = Minute;
        _ = Verifier();
        if (KnownTrust(minute) is { } known)
            return known;
        var programmes = await store.AllAsync<Programme>([], CancellationToken.None);
        var list = keys.BuildTrustList(minute,
            programmes.Select(p => new TrustedProgramme(p.Id.Value, p.Title, p.Currency.ToString())), StatusAddress);
        var made = new PublishedTrust(list.SignedBy(keys.Current(KeyUse.TrustList)), list.ToJwks());
        published = new(made, minute);
        return made;
    }

    private PublishedStatus? KnownStatus(int number) =>
        statusLists.TryGetValue(number, out var known) && time.GetUtcNow() - known.CheckedAt < Fresh ? known : null;

    private async Task<PublishedStatus?> MakeStatusAsync(int number)
    {
        _ = Verifier();
        if (KnownStatus(number) is { } fresh)
            return fresh;
        var now = time.GetUtcNow();
        var places = await store.FindAsync(Ledger.Counter.StatusPlaces, CancellationToken.None);
        if (places is null || number < 0 || number > (places.Last - 1) / StatusPlaces.ListSize)
            return null;
        var entries = await store.ListStatusAsync(number, CancellationToken.None);
        var etag = ETagOf(entries, now);
        var made = statusLists.TryGetValue(number, out var known) && known.ETag == etag
            ? known with { CheckedAt = now }
            : Sign(number, entries, etag, now);
        statusLists[number] = made;
        return made;
    }

    // An unchanged list gets a new tag each hour, so that a device renews it long before it lapses.
    private static string ETagOf(IReadOnlyList<StatusPlace> entries, DateTimeOffset now)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> entry = stackalloc byte[8];
        foreach (var (index, status) in entries)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(entry, index);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(entry[4..], status);
            hash.AppendData(entry);
        }

        var content = Convert.ToHexStringLower(hash.GetHashAndReset()[..8]);
        return string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds() / 3_600}-{content}");
    }

    private PublishedStatus Sign(int number, IReadOnlyList<StatusPlace> entries, string etag, DateTimeOffset now)
    {
        var statuses = StatusList.Build(
            entries.Select(e => (e.Index, (VoucherStatus)e.Status)), StatusPlaces.ListSize);
        var address = string.Create(CultureInfo.InvariantCulture, $"{StatusAddress}{number}");
        var expiresAt = now + StatusLifetime;
        var list = new PublishedStatusList(address, now, expiresAt, Fresh, statuses);
        return new PublishedStatus(
            list.SignedBy(keys.Current(KeyUse.StatusList)), etag, Timestamp.From(expiresAt), now);
    }

    private sealed record Kept<T>(T Value, long Minute);
}
