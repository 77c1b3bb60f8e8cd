using Microsoft.AspNetCore.Http;

namespace Vouchers.Web;

/// <summary>What the pages need of the program that serves them.</summary>
public sealed record WebOptions
{
    /// <summary>Where the ledger's gRPC port is; asked when the first page is read, once the port is known.</summary>
    public required Func<IServiceProvider, Uri> Ledger { get; init; }

    /// <summary>The claim of a token that holds the role.</summary>
    public required string RoleClaim { get; init; }

    /// <summary>Browsers come over TLS, also where a proxy ends it: cookies and links then never leave it.</summary>
    public required bool IsSecure { get; init; }

    /// <summary>The city's own sign-in; null where there is none, as in the demo.</summary>
    public CitySignIn? City { get; init; }

    /// <summary>Signs a person in without a password; null outside of Development.</summary>
    public Func<HttpContext, DemoPerson, DemoToken?>? Demo { get; init; }
}

/// <summary>
/// The city's identity service, at which people sign in. A browser that comes back from it has a session here, or is at
/// <see cref="StoppedAt"/>.
/// </summary>
/// <param name="BeginAsync">
/// Sends the browser there, and afterwards to an address of ours; false where the identity service does not answer.
/// The last argument asks for the password anew, whoever is signed in there.
/// </param>
/// <param name="EndAsync">Sends the browser there to sign out; false where that cannot be done there.</param>
public sealed record CitySignIn(
    Func<HttpContext, string, bool, Task<bool>> BeginAsync, Func<HttpContext, Task<bool>> EndAsync)
{
    /// <summary>The page that says why nobody was signed in.</summary>
    public static string StoppedAt(SignInStop why) => $"/sign-in/stopped?why={why}";
}

/// <summary>Why a sign-in came to nothing, or a session does not do for a page.</summary>
public enum SignInStop
{
    /// <summary>What came back does not belong to a sign-in that this browser began, or was used already.</summary>
    Unexpected = 0,

    /// <summary>The person pressed cancel, or may not use this service.</summary>
    Denied = 1,

    /// <summary>The identity service does not answer.</summary>
    Away = 2,

    /// <summary>The token is none that the ledger accepts: the operator has to set something right.</summary>
    Token = 3,

    /// <summary>The person has no role here, or several.</summary>
    Role = 4,

    /// <summary>The page is for others.</summary>
    OtherFace = 5,

    /// <summary>The session was over when a form was sent.</summary>
    Ended = 6,

    /// <summary>All sessions were ended, and the password was not given since.</summary>
    Stale = 7,

    /// <summary>The service has no sign-in to its pages.</summary>
    NotSetUp = 8,
}

/// <summary>Whom the demo signs in.</summary>
/// <param name="Role">As in the role claim, e.g. <c>citizen</c>.</param>
/// <param name="Citizen">Of a citizen.</param>
/// <param name="Subject">Who it is, where several people have a role; what they do bears this name.</param>
public sealed record DemoPerson(string Role, string? Citizen = null, string? Subject = null);

/// <summary>A bearer token of the demo's sign-in.</summary>
public sealed record DemoToken(string Text, DateTimeOffset ExpiresAt);
