using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web.Pages;

/// <summary>A session that takes a voucher, and where it is held.</summary>
internal sealed record Opening(Session Session, Course Course, Institution Institution, Branch Branch)
{
    /// <summary>Citizens do not enrol by themselves: an officer or the institution names who nominated them.</summary>
    public bool IsByNomination => Session.Kind is SessionKind.FurtherStudy or SessionKind.Competition;

    /// <summary>Whether each of the words stands in what a citizen may know of it, in either language.</summary>
    public bool Fits(IEnumerable<string> words) => words.All(word =>
        new[] { Institution.Name, Branch.Name, Branch.Address, Course.Title, Course.TitleEn }
            .Any(told => told.Contains(word, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>Where a voucher can be used: sessions of covered courses that begin before it lapses, in order.</summary>
internal sealed class WhereModel(Ledger ledger, TimeProvider time) : FacePage(ledger)
{
    private const int Shown = 40;
    private const int Most = 1_000;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    /// <summary>What is searched for, split where spaces of any width stand.</summary>
    public IReadOnlyList<string> Words => (Query ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public Voucher Voucher { get; private set; } = new();

    public Programme Programme { get; private set; } = new();

    public IReadOnlyList<Opening> Places { get; private set; } = [];

    /// <summary>How many sessions take the voucher.</summary>
    public int All { get; private set; }

    /// <summary>How many of them are what is searched for, shown or not.</summary>
    public int Found { get; private set; }

    public async Task OnGetAsync(string id)
    {
        var client = Ledger.Client;
        Voucher = (await Ledger.ReadAsync(client.Vouchers.GetVoucherAsync(new() { VoucherId = id }))).Voucher;
        Programme = (await Ledger.ReadAsync(
            client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Voucher.ProgrammeId }))).Programme;
        var places = await PlacesAsync();
        var found = places.Where(place => place.Fits(Words)).ToList();
        (All, Found, Places) = (places.Count, found.Count, [.. found.Take(Shown)]);
    }

    private async Task<List<Opening>> PlacesAsync()
    {
        var catalogue = Ledger.Client.Catalogue;
        var now = time.GetUtcNow();
        // Before the places: what is opened in between is seen with the next look, and no session is without its place.
        var sessions = await Ledger.AllAsync(
            token => catalogue.ListSessionsAsync(new() { PageSize = Most, PageToken = token }),
            page => (page.Sessions, page.NextPageToken));
        var courses = (await Ledger.AllAsync(
            token => catalogue.ListCoursesAsync(new() { PageSize = Most, PageToken = token }),
            page => (page.Courses, page.NextPageToken))).Where(IsCovered).ToDictionary(c => c.Id);
        var institutions = (await Ledger.AllAsync(
            token => catalogue.ListInstitutionsAsync(new() { PageSize = Most, PageToken = token }),
            page => (page.Institutions, page.NextPageToken))).Where(i => MayRedeem(i, now)).ToDictionary(i => i.Id);
        var branches = (await Ledger.AllAsync(
            token => catalogue.ListBranchesAsync(new() { PageSize = Most, PageToken = token }),
            page => (page.Branches, page.NextPageToken))).ToDictionary(b => b.Id);
        return
        [
            .. sessions.Where(s => s.State == Session.Types.State.Scheduled && courses.ContainsKey(s.CourseId)
                    && institutions.ContainsKey(s.InstitutionId)
                    && now < s.EndsAt.ToDateTimeOffset() && s.StartsAt < Voucher.ValidUntil)
                .OrderBy(s => s.StartsAt).ThenBy(s => s.Id, StringComparer.Ordinal)
                .Select(s => new Opening(s, courses[s.CourseId], institutions[s.InstitutionId], branches[s.BranchId])),
        ];
    }

    private static bool MayRedeem(Institution institution, DateTimeOffset now) =>
        institution.State == Institution.Types.State.Active && now < institution.AccreditedUntil.ToDateTimeOffset();

    private bool IsCovered(Course course) =>
        (Programme.Rules.CatalogueBatches.Count == 0 || Programme.Rules.CatalogueBatches.Contains(course.Batch))
        && (Voucher.Occupation.Length == 0 || Voucher.Occupation == course.Occupation)
        && (Voucher.Level == 0 || Voucher.Level == course.Level);
}
