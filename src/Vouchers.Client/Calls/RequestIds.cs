using Vouchers.V1;

namespace Vouchers.Client.Calls;

/// <summary>
/// The request id of a change. It is written into the message once, before the first try, so that each retry sends it
/// again and the caller can read it.
/// </summary>
internal static class RequestIds
{
    /// <summary>
    /// Fills in what the caller left empty. Null where the request has no id of its own, as it changes nothing or is a
    /// batch whose parts have theirs.
    /// </summary>
    public static Guid? Ensure(object request, TimeProvider time)
    {
        if (request is BatchRedeemVouchersRequest batch)
        {
            foreach (var redeem in batch.Requests)
                Ensure(redeem, time);
            return null;
        }
        if (request is not IChangeRequest change)
            return null;
        if (change.RequestId.Length > 0)
            return Guid.TryParse(change.RequestId, out var chosen) ? chosen : null;
        var fresh = New(time);
        change.RequestId = fresh.ToString();
        return fresh;
    }

    /// <summary>
    /// A UUIDv7 (RFC 9562): ids of one counter sort by time, which keeps the service's index compact.
    /// </summary>
    public static Guid New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());
}
