using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Sessions by institution and course.</summary>
internal sealed class SessionsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    private Dictionary<string, Course> courses = [];

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    /// <summary>Its id.</summary>
    [BindProperty(SupportsGet = true, Name = "course")]
    public string? Course { get; set; }

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public string CourseTitle(string course) => courses.TryGetValue(course, out var known) ? T.Title(known) : course;

    protected override async Task LoadAsync()
    {
        await LoadInstitutionsAsync();
        var page = await Ledger.ReadAsync(Client.Catalogue.ListSessionsAsync(new()
        {
            InstitutionId = Institution ?? "", CourseId = Course?.Trim() ?? "", PageSize = Shown,
            PageToken = After ?? "",
        }));
        Sessions = page.Sessions;
        GoesOn(page.NextPageToken);
        courses = (await CoursesAsync()).ToDictionary(c => c.Id);
    }
}
