using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;

namespace Vouchers.Web.Pages.Console;

/// <summary>A form for a course of the catalogue.</summary>
internal sealed class NewCourseModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(Name = "course")]
    public CourseForm Form { get; set; } = new();

    /// <summary>The codes in use, to choose from.</summary>
    public IReadOnlyList<string> Occupations { get; private set; } = [];

    /// <summary>The batches so far, to choose from.</summary>
    public IReadOnlyList<string> Batches { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync() => await AfterAsync(
        await Client.Catalogue.PublishCoursesAsync(new()
        {
            RequestId = RequestId.ToString(), Batch = Form.Batch?.Trim() ?? "",
            Courses =
            {
                new V1.Course
                {
                    Id = Form.Id?.Trim() ?? "", Title = Form.Title ?? "", TitleEn = Form.TitleEn ?? "",
                    Occupation = Form.Occupation?.Trim() ?? "", Level = Form.Level, ClassHours = Form.Hours ?? 0,
                },
            },
        }).AsOutcome(), made => $"/console/courses?batch={made.Courses[0].Batch}");

    protected override async Task LoadAsync()
    {
        var courses = await CoursesAsync();
        Occupations = [.. courses.Select(c => c.Occupation).Distinct().Order(StringComparer.Ordinal)];
        Batches = [.. courses.Select(c => c.Batch).Distinct().OrderDescending(StringComparer.Ordinal)];
    }
}

/// <summary>A course as the form has it.</summary>
internal sealed record CourseForm
{
    public string? Id { get; init; }
    public string? Title { get; init; }
    public string? TitleEn { get; init; }
    public string? Occupation { get; init; }
    public int Level { get; init; }
    public int? Hours { get; init; }
    public string? Batch { get; init; }
}
