using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Citizens in pages, each with all memberships and nobody else's.</summary>
[TestFixture]
internal sealed class CitizenListTests
{
    [Test]
    public async Task ListCitizens_IdsThatBeginAlike_EachHasTheOwnMemberships([Values(1, 2, 1_000)] int pageSize)
    {
        await using var service = await RunningService.StartAsync();
        var citizens = new V1.CitizenService.CitizenServiceClient(service.Channel);
        var officer = service.As("programme_officer");
        // As ids and as keys of memberships these sort differently: a hyphen comes before the dot, a digit after it.
        string[] ids = ["a", "a-1", "a-2", "a1", "a10", "b"];
        await citizens.ImportCitizensAsync(new()
        {
            RequestId = Scene.NewId(),
            Citizens =
            {
                ids.Select(id => new V1.ImportedCitizen
                {
                    Id = id, NationalId = $"ID{id.Replace("-", "X", StringComparison.Ordinal)}00", FullName = "李",
                    Memberships =
                    {
                        Enumerable.Range(0, id == "a-2" ? 0 : 3).Select(n =>
                            new V1.Membership(Scene.Membership()) { TargetGroup = $"g{n}", Evidence = $"of {id}" }),
                    },
                }),
            },
        }, officer);

        var listed = new List<V1.Citizen>();
        V1.ListCitizensResponse? page = null;
        while (page is null || page.NextPageToken.Length > 0)
        {
            page = await citizens.ListCitizensAsync(
                new() { PageSize = pageSize, PageToken = page?.NextPageToken ?? "" }, officer);
            listed.AddRange(page.Citizens);
        }

        Assert.That(listed.Select(citizen => citizen.Id), Is.EqualTo(ids));
        foreach (var citizen in listed)
        {
            Assert.That(citizen.Memberships, Has.Count.EqualTo(citizen.Id == "a-2" ? 0 : 3), citizen.Id);
            Assert.That(citizen.Memberships.Select(m => m.Evidence), Is.All.EqualTo($"of {citizen.Id}"));
        }
    }
}
