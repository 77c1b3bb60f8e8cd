using System.Text;
using Vouchers.Client;
using Vouchers.Credentials;

namespace Vouchers.Cli.Commands;

/// <summary>
/// The keys and voucher states of the service itself. They prove that the service issued a voucher, not that the
/// service is the right one: that takes a pinned root.
/// </summary>
internal sealed class ServiceTrust(Run run, VoucherClient client, TrustList keys)
{
    public TrustList Keys => keys;

    public static async Task<ServiceTrust> FetchAsync(Run run, VoucherClient client)
    {
        var answer = Run.Require(await client.Trust.GetTrustListAsync(
            new(), cancellationToken: run.Cancellation).AsOutcome());
        return new(run, client, JwksFile.Parse(Encoding.UTF8.GetBytes(answer.Jwks), "The service's key list"));
    }

    /// <summary>The voucher's state; null where the text is no voucher or its list cannot be judged.</summary>
    public async Task<VoucherStatus?> StatusOfAsync(string text)
    {
        if (!new CredentialVerifier(keys).TryVerify(text, out var credential, out _))
            return null;
        var claims = credential.Claims;
        var outcome = await client.Trust.GetStatusListAsync(
            new() { StatusList = claims.StatusList }, cancellationToken: run.Cancellation).AsOutcome();
        return outcome is Outcome<V1.GetStatusListResponse>.Ok { Value: var answer }
            && PublishedStatusList.TryRead(answer.StatusList.Memory, keys, out var list, out _)
            && run.Now < list.ExpiresAt
                ? list.Statuses[claims.StatusIndex]
                : null;
    }
}
