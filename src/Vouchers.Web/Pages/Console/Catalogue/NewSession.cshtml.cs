using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>A form for a run of a course at a branch.</summary>
internal sealed class NewSessionModel(Ledger ledger) : ConsolePage(ledger)
{
    /// <summary>Only the branches of this one are offered; null or empty for all.</summary>
    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    /// <summary>The course that is offered first.</summary>
    [BindProperty(SupportsGet = true, Name = "course")]
    public string? Course { get; set; }

    [BindProperty(Name = "session")]
    public SessionForm Form { get; set; } = new();

    public IReadOnlyList<Course> Courses { get; private set; } = [];

    /// <summary>Where it may be held: the branches of each institution, by its name.</summary>
    public IReadOnlyList<(string Institution, IReadOnlyList<Branch> Branches)> Places { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form is { From: { } first, Until: { } last } && last < first)
        {
            var (begin, end) = (T.Date(first), T.Date(last));
            return await NotSentAsync(T[$"结束日 {end}早于开始日 {begin}。",
                $"The last day, {end}, is before the first day, {begin}."]);
        }

        if ((await BranchesAsync(Institution ?? "")).Find(b => b.Id == Form.Branch) is not { } branch)
            return await NotSentAsync(T["请选择校区。", "Choose a branch."]);
        return await AfterAsync(await Client.Catalogue.ScheduleSessionAsync(new()
        {
            RequestId = RequestId.ToString(),
            Session = new()
            {
                Id = Form.Id?.Trim() ?? "", CourseId = Form.Course ?? "", InstitutionId = branch.InstitutionId,
                BranchId = branch.Id, Kind = Form.Kind, Capacity = Form.Seats ?? 0,
                StartsAt = Form.From is { } from ? Tongue.StartOf(from) : null,
                EndsAt = Form.Until is { } until ? Tongue.EndOf(until) : null,
            },
        }).AsOutcome(), made => $"/console/sessions/{made.Session.Id}");
    }

    protected override async Task LoadAsync()
    {
        Courses = [.. (await CoursesAsync()).OrderBy(T.Title, StringComparer.Ordinal)];
        await LoadInstitutionsAsync();
        Places = [.. (await BranchesAsync(Institution ?? "")).GroupBy(b => b.InstitutionId)
            .Select(of => (NameOf(of.Key), (IReadOnlyList<Branch>)[.. of]))
            .OrderBy(place => place.Item1, StringComparer.Ordinal)];
    }
}

/// <summary>A session as the form has it.</summary>
internal sealed record SessionForm
{
    public string? Id { get; init; }
    public string? Course { get; init; }
    public string? Branch { get; init; }
    public SessionKind Kind { get; init; } = SessionKind.Training;
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public int? Seats { get; init; } = 40;
}
