using Google.Protobuf.WellKnownTypes;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;

namespace Vouchers.EndToEnd.Web;

/// <summary>Where a citizen may use a voucher: nowhere that would turn the citizen away.</summary>
public sealed class WalletWhereTests
{
    [Test]
    public async Task Where_Institution_MayNotRedeem_IsLeftOut()
    {
        await using var service = await RunningService.StartAsync();
        var scene = await Scene.BuildAsync(service);
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);
        var where = $"/wallet/{voucher.Id}/where";

        await UpdateAsync(new() { InstitutionId = "city-college", Suspended = true });
        Assert.That((await browser.GetAsync(where)).Text, Does.Contain("vtc · Main").And.Not.Contain("city-college"));
        await UpdateAsync(new()
        {
            InstitutionId = "vtc",
            AccreditedUntil = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(1)),
        });
        Assert.That((await browser.GetAsync(where)).Text, Does.Contain("No course is planned before it lapses."));

        async Task UpdateAsync(V1.UpdateInstitutionRequest change)
        {
            (change.RequestId, change.Reason) = (Scene.NewId(), "x");
            await scene.Catalogue.UpdateInstitutionAsync(change, scene.Officer);
        }
    }

    [Test]
    public async Task Where_SessionOfNominatedTalents_SaysSo()
    {
        await using var service = await RunningService.StartAsync();
        var scene = await Scene.BuildAsync(service);
        using var browser = new Browser(service);
        var (citizen, voucher) = await scene.HolderAsync("vtc");
        await browser.SignInAsync(citizen);
        var where = $"/wallet/{voucher.Id}/where";
        Assert.That((await browser.GetAsync(where)).Text, Does.Not.Contain("nominated"));

        var now = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        await scene.Catalogue.ScheduleSessionAsync(new()
        {
            RequestId = Scene.NewId(),
            Session = new()
            {
                Id = "vtc-s2", CourseId = Scene.Course, InstitutionId = "vtc", BranchId = "vtc-b1",
                Kind = V1.SessionKind.FurtherStudy, Capacity = 5, StartsAt = now,
                EndsAt = now + Duration.FromTimeSpan(TimeSpan.FromDays(5)),
            },
        }, scene.Officer);

        Assert.That((await browser.GetAsync(where)).Text, Does.Contain("For nominated participants only vtc · Main"));
    }
}
