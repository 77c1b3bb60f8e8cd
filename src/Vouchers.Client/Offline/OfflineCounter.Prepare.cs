using System.Globalization;
using System.Text;
using Google.Protobuf;
using Vouchers.Credentials;
using Vouchers.V1;

namespace Vouchers.Client.Offline;

public sealed partial class OfflineCounter
{
    // A lease of this age of which nothing was used is young enough.
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    /// <summary>
    /// Fetches all that the device needs while its line is down: keys, states of vouchers, what these sessions pay, and
    /// a lease. All of it is taken up at once or none: a lease is never younger than the lists by which vouchers are
    /// accepted under it.
    /// </summary>
    /// <param name="sessionIds">The sessions of these days, 1 to 100; those of an earlier call are forgotten.</param>
    /// <param name="cancellation">Ends the wait; the device then knows what it knew.</param>
    /// <returns>What the device may accept from now on. Refused also where what the service served is not signed by the
    /// pinned root, or is older than what the device has.</returns>
    /// <exception cref="DeviceStoreException">It could not be stored; the device knows what it knew.</exception>
    public async Task<Outcome<OfflineAllowance>> PrepareAsync(
        IEnumerable<string> sessionIds, CancellationToken cancellation = default)
    {
        await line.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var trust = await FetchTrustAsync(cancellation).ConfigureAwait(false);
            if (trust is not Outcome<Signed<TrustList>>.Ok { Value: var keys })
                return trust.Failure<OfflineAllowance>();
            var statuses = await FetchStatusesAsync(keys.Value, cancellation).ConfigureAwait(false);
            if (statuses is not Outcome<Dictionary<int, StoredStatusList>>.Ok { Value: var lists })
                return statuses.Failure<OfflineAllowance>();
            var terms = await options.Client.OfflineRecords.GetOfflineTermsAsync(
                new() { SessionIds = { sessionIds } }, cancellationToken: cancellation).AsOutcome()
                .ConfigureAwait(false);
            if (terms is not Outcome<GetOfflineTermsResponse>.Ok { Value.Sessions: var sessions })
                return terms.Failure<OfflineAllowance>();
            var leased = await FetchLeaseAsync(cancellation).ConfigureAwait(false);
            if (leased is not Outcome<Lease>.Ok { Value: var lease })
                return leased.Failure<OfflineAllowance>();
            await TakeUpAsync(keys, lists, sessions, lease, cancellation).ConfigureAwait(false);
            return new Outcome<OfflineAllowance>.Ok(Allowance!);
        }
        finally
        {
            line.Release();
        }
    }

    private async Task<Outcome<Signed<TrustList>>> FetchTrustAsync(CancellationToken cancellation)
    {
        var outcome = await options.Client.Trust.GetTrustListAsync(new(), cancellationToken: cancellation).AsOutcome()
            .ConfigureAwait(false);
        if (outcome is not Outcome<GetTrustListResponse>.Ok { Value.TrustList: var bytes })
            return outcome.Failure<Signed<TrustList>>();
        var (list, fault) = await TrustList.ReadAsync(
            bytes.Memory, options.Root, memory.Trust?.Version ?? 0, options.Signatures, cancellation)
            .ConfigureAwait(false);
        return list is not null
            ? new Outcome<Signed<TrustList>>.Ok(new(bytes.ToByteArray(), list))
            : Untrusted<Signed<TrustList>>(
                "The service's list of keys is not what this device's root key vouches for, or an older one", fault);
    }

    private async Task<Outcome<Dictionary<int, StoredStatusList>>> FetchStatusesAsync(
        TrustList trust, CancellationToken cancellation)
    {
        var lists = new Dictionary<int, StoredStatusList>();
        for (var number = 0; ; number++)
        {
            var had = await StillTrustedAsync(number, trust, cancellation).ConfigureAwait(false);
            var outcome = await options.Client.Trust.GetStatusListAsync(
                new() { StatusList = number, Etag = had?.ETag ?? "" }, cancellationToken: cancellation).AsOutcome()
                .ConfigureAwait(false);
            // They are numbered without a gap.
            if (outcome is Outcome<GetStatusListResponse>.Refused { Refusal.Reason: RefusalReason.NotFound })
                return new Outcome<Dictionary<int, StoredStatusList>>.Ok(lists);
            if (outcome is not Outcome<GetStatusListResponse>.Ok { Value: var answer })
                return outcome.Failure<Dictionary<int, StoredStatusList>>();
            if (had is not null && answer.StatusList.IsEmpty)
            {
                lists[number] = had;
                continue;
            }
            var (list, fault) = await PublishedStatusList.ReadAsync(
                answer.StatusList.Memory, trust, options.Signatures, cancellation).ConfigureAwait(false);
            // The number ends the address, so that one list is not passed off as another.
            var ending = string.Create(CultureInfo.InvariantCulture, $"/{number}");
            if (list is null || !list.Subject.EndsWith(ending, StringComparison.Ordinal)
                || list.IssuedAt < had?.List.IssuedAt
                || list.ExpiresAt <= options.Clock.GetUtcNow())
                return Untrusted<Dictionary<int, StoredStatusList>>(
                    $"The service's list {number} of revoked vouchers is not signed as it should be, or is an older one",
                    fault);
            lists[number] = new(answer.StatusList.ToByteArray(), answer.Etag, list);
        }
    }

    // What was stored is judged by the new keys, one of which may have been revoked.
    private async ValueTask<StoredStatusList?> StillTrustedAsync(
        int number, TrustList trust, CancellationToken cancellation) =>
        memory.Statuses.TryGetValue(number, out var had)
        && await PublishedStatusList.ReadAsync(had.Bytes, trust, options.Signatures, cancellation)
            .ConfigureAwait(false) is { List: not null }
            ? had
            : null;

    private async Task<Outcome<Lease>> FetchLeaseAsync(CancellationToken cancellation)
    {
        if (memory.Lease is { } lease && options.Clock.GetUtcNow() - lease.FromTime.ToDateTimeOffset() < Young
            && memory.Slips.All(slip => slip.Slip.Claims.LeaseId != lease.Id))
            return new Outcome<Lease>.Ok(lease);
        var outcome = await options.Client.OfflineRecords.GrantLeaseAsync(new(), cancellationToken: cancellation)
            .AsOutcome().ConfigureAwait(false);
        return outcome.Map(answer => answer.Lease);
    }

    private async ValueTask TakeUpAsync(
        Signed<TrustList> trust, Dictionary<int, StoredStatusList> lists, IReadOnlyList<OfflineSession> sessions,
        Lease lease, CancellationToken cancellation)
    {
        using var held = await HoldAsync(cancellation).ConfigureAwait(false);
        List<DeviceWrite> writes =
        [
            new DeviceWrite.Set(DeviceKeys.TrustList, trust.Bytes),
            new DeviceWrite.Set(DeviceKeys.Lease, lease.ToByteArray()),
            .. memory.Sessions.Keys.Except(sessions.Select(s => s.Session.Id))
                .Select(id => new DeviceWrite.Remove(DeviceKeys.Sessions + id)),
            .. sessions.Select(s => new DeviceWrite.Set(DeviceKeys.Sessions + s.Session.Id, s.ToByteArray())),
        ];
        foreach (var (number, list) in lists)
        {
            writes.Add(new DeviceWrite.Set(DeviceKeys.Numbered(DeviceKeys.Statuses, number), list.Bytes));
            writes.Add(new DeviceWrite.Set(
                DeviceKeys.Numbered(DeviceKeys.StatusTags, number), Encoding.UTF8.GetBytes(list.ETag)));
        }
        await WriteAsync(writes).ConfigureAwait(false);
        memory = memory.Renewed(trust.Value, lists, sessions, lease);
    }

    private static Outcome<T> Untrusted<T>(string what, Enum fault) => new Outcome<T>.Refused(new(
        RefusalReason.CredentialForged,
        what + "; the device goes on with what it has. Bring it to the bureau if this stays.",
        new Dictionary<string, string> { ["fault"] = fault.ToString() }));

    /// <summary>A signed document and what it says.</summary>
    private sealed record Signed<T>(byte[] Bytes, T Value);
}
