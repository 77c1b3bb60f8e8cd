using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>The sessions of this citizen were ended after the token was issued.</summary>
internal sealed class SessionEndedException()
    : SecurityTokenException("The citizen's sessions were ended after this token was issued.");

/// <summary>
/// Refuses tokens of citizens whose sessions were ended since. What the ledger says of a citizen is remembered for five
/// seconds, the bound after which every node refuses; the node that ended them does so at once. Thread safe.
/// </summary>
internal sealed class SessionEnds(ILedgerStore store, TimeProvider time)
{
    /// <summary>How long a citizen's row is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<Id<Citizen>, (EndedSessions? Ended, DateTimeOffset Until)> remembered = new();

    /// <summary>Null where the token holds, else why not. Tokens of others than citizens always do.</summary>
    public async Task<SessionEndedException?> JudgeAsync(
        ClaimsPrincipal principal, SecurityToken token, CancellationToken cancellation)
    {
        if (!Id<Citizen>.TryParse(principal.FindFirstValue("citizen") ?? "", out var citizen)
            || await FindAsync(citizen, cancellation) is not { } ended)
            return null;
        var issuedAt = token is JsonWebToken { IssuedAt: var at } && at > DateTime.MinValue
            ? new DateTimeOffset(at, TimeSpan.Zero)
            : DateTimeOffset.MinValue;
        return ended.Refuse(issuedAt) ? new SessionEndedException() : null;
    }

    /// <summary>When the sessions of a citizen were ended last; null where they never were.</summary>
    public async Task<EndedSessions?> FindAsync(Id<Citizen> citizen, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (remembered.TryGetValue(citizen, out var known) && now < known.Until)
            return known.Ended;
        try
        {
            var ended = await store.FindAsync(EndedSessions.IdOf(citizen), cancellation);
            Remember(citizen, ended);
            return ended;
        }
        catch (StoreUnavailableException)
        {
            // Without the database the token opens nothing either, and the call itself tells why.
            return null;
        }
    }

    /// <summary>Reads anew at once what this node has changed.</summary>
    public void Forget(Id<Citizen> citizen) => remembered.TryRemove(citizen, out _);

    private void Remember(Id<Citizen> citizen, EndedSessions? ended)
    {
        if (remembered.Count >= MaxRemembered)
            remembered.Clear();
        remembered[citizen] = (ended, time.GetUtcNow() + Memory);
    }
}
