using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Vouchers.Credentials;

namespace Vouchers.EndToEnd.Service;

/// <summary>Keys and states where any JOSE or COSE library looks for them: at addresses, without a token.</summary>
[TestFixture]
internal sealed class TrustAddressTests
{
    private readonly ShiftedTime time = new();

    [Test]
    public async Task Addresses_WithoutToken_GiveWhatTheCallGives()
    {
        await using var service = await RunningService.StartAsync();
        var trust = await new V1.TrustService.TrustServiceClient(service.Channel).GetTrustListAsync(new());

        var jwks = await service.Web.GetStringAsync("/v1/jwks.json");
        var list = await service.Web.GetByteArrayAsync("/v1/trust-list.cose");

        Assert.That(Keys(jwks), Is.EqualTo(Keys(trust.Jwks)).And.Not.Empty);
        Assert.That(list, Is.EqualTo(trust.TrustList.ToByteArray()));
        Assert.That(ReadTrust(service, list).Keys.Select(key => key.KeyId.ToString()), Is.EqualTo(Keys(jwks)));
    }

    [TestCase("/v1/jwks.json", "application/jwk-set+json")]
    [TestCase("/v1/trust-list.cose", "application/cose")]
    public async Task Address_AskedAgainWithItsTag_IsNotSentAgain(string path, string mediaType)
    {
        await using var service = await RunningService.StartAsync(time: time);
        using var first = await service.Web.GetAsync(path);
        Assert.That(first.Content.Headers.ContentType?.MediaType, Is.EqualTo(mediaType));
        Assert.That(first.Headers.CacheControl?.ToString(), Is.EqualTo("public, max-age=60"));

        // Nothing is signed by the clock: the same bytes under the same tag, however often they are looked at.
        time.Advance(TimeSpan.FromMinutes(10));
        using var again = await AskAsync(service, path, first);

        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(await again.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [Test]
    public async Task StatusList_AtTheAddressOfTheTrustList_IsATokenOfTheStandard()
    {
        await using var service = await RunningService.StartAsync(time: time);
        var scene = await Scene.BuildAsync(service);
        var voucher = await scene.IssueAsync(await scene.ImportAsync());
        var trust = ReadTrust(service, await service.Web.GetByteArrayAsync("/v1/trust-list.cose"));
        var address = $"{trust.StatusListAddress}{voucher.StatusList}";

        using var answer = await service.Web.GetAsync(address);
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/statuslist+cwt"));
        Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo("public, max-age=60"));
        Assert.That(answer.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "*" }));
        Assert.That(answer.Headers.ETag?.IsWeak, Is.True);
        Assert.That(PublishedStatusList.TryRead(bytes, trust, out var list, out var fault), $"{fault}");
        Assert.That(list!.Subject, Is.EqualTo(address), "the standard's sub");
        Assert.That(list.Statuses[voucher.StatusIndex], Is.EqualTo(VoucherStatus.Valid));
        Assert.That(list.Programmes, Is.EqualTo(new[] { new TrustedProgramme(Scene.Programme, "技能培训券", "CNY") }));
    }

    [Test]
    public async Task StatusList_AskedAgain_IsSentOnlyWhereAStateChanged()
    {
        await using var service = await RunningService.StartAsync(time: time);
        var scene = await Scene.BuildAsync(service);
        var voucher = await scene.IssueAsync(await scene.ImportAsync());
        var path = $"/v1/status-lists/{voucher.StatusList}";
        using var first = await service.Web.GetAsync(path);
        using var same = await AskAsync(service, path, first);
        Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(same.Headers.ETag, Is.EqualTo(first.Headers.ETag));
        Assert.That(await same.Content.ReadAsByteArrayAsync(), Is.Empty);

        await scene.Vouchers.SuspendVoucherAsync(
            new() { RequestId = Scene.NewId(), VoucherId = voucher.Id, Reason = "check" }, scene.Officer);
        time.Advance(TimeSpan.FromMinutes(1));
        using var changed = await AskAsync(service, path, first);

        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(changed.Headers.ETag, Is.Not.EqualTo(first.Headers.ETag));
        var trust = ReadTrust(service, await service.Web.GetByteArrayAsync("/v1/trust-list.cose"));
        var bytes = await changed.Content.ReadAsByteArrayAsync();
        Assert.That(PublishedStatusList.TryRead(bytes, trust, out var list, out _));
        Assert.That(list!.Statuses[voucher.StatusIndex], Is.EqualTo(VoucherStatus.Suspended));
    }

    [TestCase("0")]
    [TestCase("7")]
    [TestCase("-1")]
    [TestCase("99999999999")]
    [TestCase("x")]
    public async Task StatusList_ThatNoVoucherIsIn_IsNotFound(string number)
    {
        await using var service = await RunningService.StartAsync();
        using var answer = await service.Web.GetAsync($"/v1/status-lists/{number}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(answer.Headers.CacheControl, Is.Null);
    }

    [Test]
    public async Task TrustList_InProductionWithoutTheRoot_IsServedAsKeptUntilItIsSignedAnew()
    {
        var folder = RunningService.NewFolder();
        await using var service = await RunningService.StartAsync(o => o with
        {
            Environment = "Production", KeysPassphrase = "test", OidcAuthority = "https://login.example.org",
            PublicAddress = "https://vouchers.example",
        }, time, folder);
        var kept = service.Services.GetRequiredService<KeyStore>();
        Assert.That(kept.HasRoot, Is.False);
        var first = await service.Web.GetByteArrayAsync("/v1/trust-list.cose");
        Assert.That(first, Is.EqualTo(kept.SignedTrustList.ToArray()));
        time.Advance(TimeSpan.FromDays(3));
        Assert.That(await service.Web.GetByteArrayAsync("/v1/trust-list.cose"), Is.EqualTo(first));

        RunningService.OpenKeys(Path.Combine(folder, "keys"), "test", time, RunningService.RootOf(folder))
            .Publish("https://vouchers.example/v1/status-lists/");
        time.Advance(TimeSpan.FromMinutes(1));
        var second = await service.Web.GetByteArrayAsync("/v1/trust-list.cose");

        Assert.That(ReadTrust(service, second).Version, Is.EqualTo(ReadTrust(service, first).Version + 1));
        Assert.That(
            TrustList.TryRead(first, kept.Root, ReadTrust(service, second).Version, out _, out var fault), Is.False);
        Assert.That(fault, Is.EqualTo(TrustListFault.OlderVersion));
    }

    private static TrustList ReadTrust(RunningService service, byte[] bytes)
    {
        var root = service.Services.GetRequiredService<KeyStore>().Root;
        Assert.That(TrustList.TryRead(bytes, root, 1, out var list, out var fault), $"{fault}");
        return list!;
    }

    private static async Task<HttpResponseMessage> AskAsync(
        RunningService service, string path, HttpResponseMessage before)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        return await service.Web.SendAsync(request);
    }

    private static string?[] Keys(string jwks) =>
    [
        .. JsonDocument.Parse(jwks).RootElement.GetProperty("keys").EnumerateArray()
            .Select(key => key.GetProperty("kid").GetString()),
    ];
}
