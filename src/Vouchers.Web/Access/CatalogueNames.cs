using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>What a page names of the catalogue, each read once.</summary>
internal sealed class CatalogueNames(Ledger ledger)
{
    private readonly Dictionary<string, Institution> institutions = [];
    private readonly Dictionary<string, Course> courses = [];
    private readonly Dictionary<string, Session> sessions = [];

    public Task<Institution> InstitutionAsync(string id) => OnceAsync(institutions, id, async () => (await
        Ledger.ReadAsync(ledger.Client.Catalogue.GetInstitutionAsync(new() { InstitutionId = id }))).Institution);

    public Task<Course> CourseAsync(string id) => OnceAsync(courses, id, async () =>
        (await Ledger.ReadAsync(ledger.Client.Catalogue.GetCourseAsync(new() { CourseId = id }))).Course);

    public Task<Session> SessionAsync(string id) => OnceAsync(sessions, id, async () =>
        (await Ledger.ReadAsync(ledger.Client.Catalogue.GetSessionAsync(new() { SessionId = id }))).Session);

    private static async Task<T> OnceAsync<T>(Dictionary<string, T> known, string id, Func<Task<T>> read) =>
        known.TryGetValue(id, out var found) ? found : known[id] = await read();
}
