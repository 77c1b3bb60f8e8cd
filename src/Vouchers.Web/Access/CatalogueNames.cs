using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>What a page names of the catalogue, each read once.</summary>
internal sealed class CatalogueNames(Ledger ledger)
{
    private readonly Dictionary<string, Institution> institutions = [];
    private readonly Dictionary<string, Course> courses = [];
    private readonly Dictionary<string, Session> sessions = [];
    private readonly Dictionary<string, IReadOnlyList<Branch>> branches = [];

    public Task<Institution> InstitutionAsync(string id) => OnceAsync(institutions, id, async () => (await
        Ledger.ReadAsync(ledger.Client.Catalogue.GetInstitutionAsync(new() { InstitutionId = id }))).Institution);

    public Task<Course> CourseAsync(string id) => OnceAsync(courses, id, async () =>
        (await Ledger.ReadAsync(ledger.Client.Catalogue.GetCourseAsync(new() { CourseId = id }))).Course);

    public Task<Session> SessionAsync(string id) => OnceAsync(sessions, id, async () =>
        (await Ledger.ReadAsync(ledger.Client.Catalogue.GetSessionAsync(new() { SessionId = id }))).Session);

    /// <summary>The course of a session.</summary>
    public async Task<Course> CourseOfAsync(string session) =>
        await CourseAsync((await SessionAsync(session)).CourseId);

    /// <summary>What a branch of an institution is called; its id where it is not known.</summary>
    public async Task<string> BranchAsync(string institution, string id) =>
        (await OnceAsync(branches, institution, async () => (IReadOnlyList<Branch>)await Ledger.AllAsync(
            token => ledger.Client.Catalogue.ListBranchesAsync(
                new() { InstitutionId = institution, PageSize = 1_000, PageToken = token }),
            page => (page.Branches, page.NextPageToken)))).FirstOrDefault(b => b.Id == id)?.Name ?? id;

    private static async Task<T> OnceAsync<T>(Dictionary<string, T> known, string id, Func<Task<T>> read) =>
        known.TryGetValue(id, out var found) ? found : known[id] = await read();
}
