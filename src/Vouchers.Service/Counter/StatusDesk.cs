using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>A signed status list as it is served.</summary>
/// <param name="Signed">The token.</param>
/// <param name="ETag">Changes with the states, the programmes and the key, and each hour.</param>
/// <param name="ExpiresAt">From when on it says nothing.</param>
/// <param name="CheckedAt">When it was compared with the ledger.</param>
/// <param name="Signer">The key that signed it.</param>
internal sealed record PublishedStatus(
    byte[] Signed, string ETag, Timestamp ExpiresAt, DateTimeOffset CheckedAt, KeyId Signer);

/// <summary>
/// Publishes the states of vouchers, a list for each 2^20 of them, with the programmes that they are of. A list is
/// made at most once a minute, by one caller for all that ask meanwhile. Thread safe.
/// </summary>
internal sealed class StatusDesk(
    KeyStore keys, TrustDesk trust, ILedgerStore store, Listening listening, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly SingleFlight<PublishedStatus?> flight = new();
    private readonly ConcurrentDictionary<int, PublishedStatus> lists = [];

    /// <summary>A signed status list, or null where no voucher has a place in it.</summary>
    public async Task<PublishedStatus?> FindAsync(int number, CancellationToken cancellation)
    {
        // Takes up what other processes did to the keys: a list by a stolen key must not be served on.
        _ = trust.Verifier();
        return Known(number) ?? await flight.JoinAsync(number, () => MakeAsync(number), cancellation);
    }

    private PublishedStatus? Known(int number) =>
        lists.TryGetValue(number, out var known) && time.GetUtcNow() - known.CheckedAt < Fresh
        && known.Signer == keys.Current(KeyUse.StatusList).KeyId
            ? known
            : null;

    private async Task<PublishedStatus?> MakeAsync(int number)
    {
        if (Known(number) is { } fresh)
            return fresh;
        var now = time.GetUtcNow();
        var places = await store.FindAsync(Ledger.Counter.StatusPlaces, CancellationToken.None);
        if (places is null || number < 0 || number > (places.Last - 1) / StatusPlaces.ListSize)
            return null;
        var entries = await store.ListStatusAsync(number, CancellationToken.None);
        var programmes = await ProgrammesAsync(Timestamp.From(now));
        var signer = keys.Current(KeyUse.StatusList);
        var etag = ETagOf(entries, programmes, signer.KeyId, now);
        var made = lists.TryGetValue(number, out var known) && known.ETag == etag
            ? known with { CheckedAt = now }
            : Sign(number, entries, programmes, etag, signer, now);
        lists[number] = made;
        return made;
    }

    /// <summary>The programmes of which a voucher may still be shown: the last one of the others has lapsed.</summary>
    public static async Task<IEnumerable<Programme>> ShownProgrammesAsync(
        ILedgerStore store, Timestamp now, CancellationToken cancellation) =>
        (await store.AllAsync<Programme>([], cancellation))
            .Where(p => p.ValidUntil + TimeSpan.FromDays(p.Rules.ValidityDays) > now);

    private async Task<List<TrustedProgramme>> ProgrammesAsync(Timestamp now) =>
    [
        .. (await ShownProgrammesAsync(store, now, CancellationToken.None))
            .Select(p => new TrustedProgramme(p.Id.Value, p.Title, p.Currency.ToString())),
    ];

    // An unchanged list gets a new tag each hour, so that a device renews it long before it lapses.
    private static string ETagOf(
        IReadOnlyList<StatusPlace> entries, List<TrustedProgramme> programmes, KeyId signer, DateTimeOffset now)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(signer.ToBytes());
        Span<byte> entry = stackalloc byte[8];
        foreach (var (index, status) in entries)
        {
            BinaryPrimitives.WriteInt32BigEndian(entry, index);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], status);
            hash.AppendData(entry);
        }

        foreach (var programme in programmes)
            hash.AppendData(Encoding.UTF8.GetBytes($"{programme.Code}\n{programme.Name}\n{programme.Currency}\n"));
        var content = Convert.ToHexStringLower(hash.GetHashAndReset()[..8]);
        return string.Create(CultureInfo.InvariantCulture, $"{now.ToUnixTimeSeconds() / 3_600}-{content}");
    }

    private PublishedStatus Sign(
        int number, IReadOnlyList<StatusPlace> entries, List<TrustedProgramme> programmes, string etag,
        IHashSigner signer, DateTimeOffset now)
    {
        var statuses = StatusList.Build(
            entries.Select(e => (e.Index, (VoucherStatus)e.Status)), StatusPlaces.ListSize);
        var address = string.Create(CultureInfo.InvariantCulture, $"{listening.StatusListAddress}{number}");
        var expiresAt = now + Lifetime;
        var list = new PublishedStatusList(address, now, expiresAt, Fresh, statuses, programmes);
        return new PublishedStatus(list.SignedBy(signer), etag, Timestamp.From(expiresAt), now, signer.KeyId);
    }
}
