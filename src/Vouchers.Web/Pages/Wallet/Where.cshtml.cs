using Vouchers.V1;

namespace Vouchers.Web.Pages;

/// <summary>A session that takes a voucher.</summary>
internal sealed record Place(Session Session, Course Course, Institution Institution);

/// <summary>Where a voucher can be used: sessions of covered courses that begin before it lapses, in order.</summary>
internal sealed class WhereModel(Ledger ledger, TimeProvider time) : FacePage(ledger)
{
    private const int Shown = 40;
    private const int Most = 1_000;

    public Voucher Voucher { get; private set; } = new();

    public Programme Programme { get; private set; } = new();

    public IReadOnlyList<Place> Places { get; private set; } = [];

    /// <summary>Sessions beyond those that are shown.</summary>
    public int More { get; private set; }

    public async Task OnGetAsync(string id)
    {
        var client = Ledger.Client;
        Voucher = (await Ledger.ReadAsync(client.Vouchers.GetVoucherAsync(new() { VoucherId = id }))).Voucher;
        Programme = (await Ledger.ReadAsync(
            client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Voucher.ProgrammeId }))).Programme;
        var courses = (await Ledger.AllAsync(
            token => client.Catalogue.ListCoursesAsync(new() { PageSize = Most, PageToken = token }),
            page => (page.Courses, page.NextPageToken))).Where(IsCovered).ToDictionary(c => c.Id);
        var now = time.GetUtcNow();
        var sessions = (await Ledger.AllAsync(
            token => client.Catalogue.ListSessionsAsync(new() { PageSize = Most, PageToken = token }),
            page => (page.Sessions, page.NextPageToken)))
            .Where(s => s.State == Session.Types.State.Scheduled && courses.ContainsKey(s.CourseId)
                && now < s.EndsAt.ToDateTimeOffset() && s.StartsAt < Voucher.ValidUntil)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id, StringComparer.Ordinal).ToList();
        More = Math.Max(0, sessions.Count - Shown);
        var names = new CatalogueNames(Ledger);
        var places = new List<Place>();
        foreach (var session in sessions.Take(Shown))
            places.Add(new(session, courses[session.CourseId], await names.InstitutionAsync(session.InstitutionId)));
        Places = places;
    }

    private bool IsCovered(Course course) =>
        (Programme.Rules.CatalogueBatches.Count == 0 || Programme.Rules.CatalogueBatches.Contains(course.Batch))
        && (Voucher.Occupation.Length == 0 || Voucher.Occupation == course.Occupation)
        && (Voucher.Level == 0 || Voucher.Level == course.Level);
}
