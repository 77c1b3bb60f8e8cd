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

    /// <summary>Signs a person in without a password; null outside of Development.</summary>
    public Func<HttpContext, DemoPerson, DemoToken?>? Demo { get; init; }
}

/// <summary>Whom the demo signs in.</summary>
/// <param name="Role">As in the role claim, e.g. <c>citizen</c>.</param>
/// <param name="Citizen">Of a citizen.</param>
/// <param name="Subject">Who it is, where several people have a role; what they do bears this name.</param>
public sealed record DemoPerson(string Role, string? Citizen = null, string? Subject = null);

/// <summary>A bearer token of the demo's sign-in.</summary>
public sealed record DemoToken(string Text, DateTimeOffset ExpiresAt);
