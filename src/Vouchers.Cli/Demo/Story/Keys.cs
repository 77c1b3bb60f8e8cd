using System.Text.Json;
using Vouchers.Client;

namespace Vouchers.Cli.Demo.Story;

/// <summary>
/// A service that runs all the time renews its keys days ahead. A jump of the clock takes it by surprise: what it signs
/// with the old key just then would be refused once the renewal dates back. So the story waits for the renewal.
/// </summary>
internal static class Keys
{
    /// <summary>A jump this long makes a new key of presentations due; one lives a week.</summary>
    public static readonly TimeSpan RenewedWithin = TimeSpan.FromDays(4);

    private const int Tries = 400;

    // The service looks once an hour. A look that was still under way at the jump leaves the next one an hour off.
    private const int TriesAnHour = 40;

    /// <summary>The ids of the keys that the service publishes.</summary>
    public static async Task<HashSet<string>> KnownAsync(Stage stage)
    {
        var trust = await stage.Must(stage.Tokens.Auditor, "trust list", client =>
            client.Trust.GetTrustListAsync(new()).AsOutcome());
        using var jwks = JsonDocument.Parse(trust?.Jwks ?? "{\"keys\":[]}");
        return [.. jwks.RootElement.GetProperty("keys").EnumerateArray()
            .Select(key => key.GetProperty("kid").GetString()!)];
    }

    /// <summary>Waits until a key is published that was not known before.</summary>
    public static async Task RenewedAsync(Stage stage, HashSet<string> before)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (!before.IsSupersetOf(await KnownAsync(stage)))
                return;
            if (i % TriesAnHour == TriesAnHour - 1)
                stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddHours(1));
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, stage.Cancellation);
        }

        stage.Tally.Surprise("The service did not renew its keys after a jump of the clock.");
    }
}
