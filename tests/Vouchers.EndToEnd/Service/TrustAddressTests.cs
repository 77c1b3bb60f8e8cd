using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.EndToEnd.Service;

/// <summary>Keys where any JOSE or COSE library looks for them: at an address of their own, without a token.</summary>
[TestFixture]
internal sealed class TrustAddressTests
{
    [Test]
    public async Task Addresses_WithoutToken_GiveWhatTheCallGives()
    {
        await using var service = await RunningService.StartAsync();
        var trust = await new V1.TrustService.TrustServiceClient(service.Channel).GetTrustListAsync(new());

        var jwks = await service.Web.GetStringAsync("/v1/jwks.json");
        var list = await service.Web.GetByteArrayAsync("/v1/trust-list.cose");

        Assert.That(Keys(jwks), Is.EqualTo(Keys(trust.Jwks)).And.Not.Empty);
        var root = service.Services.GetRequiredService<KeyStore>().Root;
        Assert.That(TrustList.TryRead(list, root, 1, out var read, out var fault), $"{fault}");
        Assert.That(read!.Keys.Select(key => key.KeyId.ToString()), Is.Not.Empty);
    }

    private static string?[] Keys(string jwks) =>
    [
        .. JsonDocument.Parse(jwks).RootElement.GetProperty("keys").EnumerateArray()
            .Select(key => key.GetProperty("kid").GetString()),
    ];
}
