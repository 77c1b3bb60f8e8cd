using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Sessions by institution and course, and a form for the next of an institution.</summary>
internal sealed class SessionsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    [BindProperty(SupportsGet = true, Name = "course")]
    public string? Course { get; set; }

    [BindProperty(Name = "session")]
    public SessionForm Form { get; set; } = new();

    public IReadOnlyDictionary<string, string> Institutions { get; private set; } = new Dictionary<string, string>();

    /// <summary>Of the chosen institution.</summary>
    public IReadOnlyList<Branch> Branches { get; private set; } = [];

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync() => await AfterAsync(
        await Client.Catalogue.ScheduleSessionAsync(new()
        {
            RequestId = RequestId.ToString(),
            Session = new()
            {
                Id = Form.Id?.Trim() ?? "", CourseId = Course?.Trim() ?? "", InstitutionId = Institution ?? "",
                BranchId = Form.Branch ?? "", Kind = Form.Kind, Capacity = Form.Seats,
                StartsAt = Form.From is { } from ? Tongue.StartOf(from) : null,
                EndsAt = Form.Until is { } until ? Tongue.EndOf(until) : null,
            },
        }).AsOutcome(), made => $"/console/sessions/{made.Session.Id}");

    protected override async Task LoadAsync()
    {
        Institutions = await InstitutionsAsync();
        var page = await Ledger.ReadAsync(Client.Catalogue.ListSessionsAsync(new()
        {
            InstitutionId = Institution ?? "", CourseId = Course?.Trim() ?? "", PageSize = Shown,
            PageToken = After ?? "",
        }));
        Sessions = page.Sessions;
        GoesOn(page.NextPageToken);
        if (Institution is { Length: > 0 } chosen)
            Branches = await BranchesAsync(chosen);
    }
}

/// <summary>A session as the form has it.</summary>
internal sealed record SessionForm
{
    public string? Id { get; init; }
    public string? Branch { get; init; }
    public SessionKind Kind { get; init; } = SessionKind.Training;
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public int Seats { get; init; } = 40;
}
