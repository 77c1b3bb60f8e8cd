using System.Collections.Concurrent;
using Vouchers.Service;

namespace Vouchers.Cli.Demo.Story;

/// <summary>
/// Tokens of everybody in the story, from the service's own development issuer. A token is kept until the clock
/// jumps, because it would have lapsed by then. Thread safe.
/// </summary>
internal sealed class Tokens(DevelopmentIssuer issuer)
{
    private readonly ConcurrentDictionary<DevelopmentTokenRequest, string> kept = [];

    public string Officer => Of(new("programme_officer", "officer:lin"));

    /// <summary>Who decides what the first officer asked for.</summary>
    public string SecondOfficer => Of(new("programme_officer", "officer:chen"));

    public string Finance => Of(new("finance", "finance:zhou"));

    /// <summary>The second person of the finance office.</summary>
    public string Cashier => Of(new("finance", "finance:wu"));

    public string Auditor => Of(new("auditor", "auditor:ye"));

    public string Operator(string institutionId) =>
        Of(new("institution_operator", $"operator:{institutionId}", Institution: institutionId));

    public string Device(string institutionId, string branchId, string deviceId) =>
        Of(new("device", $"device:{deviceId}", Institution: institutionId, Branch: branchId, Device: deviceId));

    public string Agency(string agencyId) => Of(new("evaluation_agency", $"examiner:{agencyId}", Agency: agencyId));

    /// <summary>Not kept: there are thousands of citizens, and each comes once or twice.</summary>
    public string Citizen(string citizenId) =>
        issuer.Mint(new("citizen", $"citizen:{citizenId}", Citizen: citizenId)).Token;

    public void Forget() => kept.Clear();

    private string Of(DevelopmentTokenRequest request) =>
        kept.GetOrAdd(request, static (asked, from) => from.Mint(asked).Token, issuer);
}
