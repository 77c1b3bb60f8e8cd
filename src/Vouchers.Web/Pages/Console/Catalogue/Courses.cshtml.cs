using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What may be taught, by batch and occupation.</summary>
internal sealed class CoursesModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "batch")]
    public string? Batch { get; set; }

    [BindProperty(SupportsGet = true, Name = "occupation")]
    public string? Occupation { get; set; }

    public IReadOnlyList<Course> Courses { get; private set; } = [];

    protected override async Task LoadAsync()
    {
        var page = await Ledger.ReadAsync(Client.Catalogue.ListCoursesAsync(new()
        {
            Batch = Batch?.Trim() ?? "", Occupation = Occupation?.Trim() ?? "", PageSize = Shown,
            PageToken = After ?? "",
        }));
        Courses = page.Courses;
        GoesOn(page.NextPageToken);
    }
}
