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
/// itself judges with. Everything here is rebuilt at most once a minute. Thread safe.
/// </summary>
internal sealed class TrustDesk(KeyStore keys, ILedgerStore store, Listening listening, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StatusLifetime = TimeSpan.FromHours(24);

    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, PublishedStatus> statusLists = [];
    private volatile Kept<CredentialVerifier>? verifier;
    private volatile Kept<PublishedTrust>? published;

    // The same minute makes the same version on each node, so that devices may ask any of them.
    private long Minute => time.GetUtcNow().ToUnixTimeSeconds() / (long)Fresh.TotalSeconds;

    private string StatusAddress => $"{listening.PublicAddress}/v1/statusLists/";

    /// <summary>The verifier with the keys of this minute.</summary>
    public CredentialVerifier Verifier()
    {
        var minute = Minute;
        if (verifier is { } known && known.Minute == minute)
            return known.Value;
        var made = new CredentialVerifier(keys.BuildTrustList(minute, [], StatusAddress));
        verifier = new(made, minute);
        return made;
    }

    /// <summary>The signed trust list and the same keys as a JWK set.</summary>
    public async Task<PublishedTrust> TrustAsync(CancellationToken cancellation)
    {
        var minute = Minute;
        if (published is { } known && known.Minute == minute)
            return known.Value;
        var programmes = await store.AllAsync<Programme>([], cancellation);
        var list = keys.BuildTrustList(minute,
            programmes.Select(p => new TrustedProgramme(p.Id.Value, p.Title, p.Currency.ToString())), StatusAddress);
        var made = new PublishedTrust(list.SignedBy(keys.Current(KeyUse.TrustList)), list.ToJwks());
        published = new(made, minute);
        return made;
    }

    /// <summary>A signed status list, or null where no voucher has a place in it.</summary>
    public async Task<PublishedStatus?> StatusAsync(int number, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (statusLists.TryGetValue(number, out var known) && now - known.CheckedAt < Fresh)
            return known;
        var places = await store.FindAsync(Ledger.Counter.StatusPlaces, cancellation);
        if (places is null || number < 0 || number > (places.Last - 1) / NewVoucher.StatusListSize)
            return null;
        var entries = await store.ListStatusAsync(number, cancellation);
        var etag = ETagOf(entries, now);
        var made = known is not null && known.ETag == etag
            ? known with { CheckedAt = now }
            : Sign(number, entries, etag, now);
        statusLists[number] = made;
        return made;
    }

    /// <summary>Forgets what was published, because keys changed.</summary>
    public void Forget()
    {
        (verifier, published) = (null, null);
        statusLists.Clear();
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
            entries.Select(e => (e.Index, (VoucherStatus)e.Status)), NewVoucher.StatusListSize);
        var address = string.Create(CultureInfo.InvariantCulture, $"{StatusAddress}{number}");
        var expiresAt = now + StatusLifetime;
        var list = new PublishedStatusList(address, now, expiresAt, Fresh, statuses);
        return new PublishedStatus(
            list.SignedBy(keys.Current(KeyUse.StatusList)), etag, Timestamp.From(expiresAt), now);
    }

    private sealed record Kept<T>(T Value, long Minute);
}
