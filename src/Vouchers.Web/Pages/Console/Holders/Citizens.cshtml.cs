using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Citizens by id or target group; their names are masked.</summary>
internal sealed class CitizensModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 50;

    [BindProperty(SupportsGet = true, Name = "id")]
    public string? Id { get; set; }

    /// <summary>Only those whose membership of this group holds now.</summary>
    [BindProperty(SupportsGet = true, Name = "group")]
    public string? Group { get; set; }

    public IReadOnlyList<Citizen> Citizens { get; private set; } = [];

    /// <summary>True where an id was asked for that no citizen has.</summary>
    public bool Missing { get; private set; }

    public override async Task<IActionResult> OnGetAsync()
    {
        if (Id?.Trim() is not { Length: > 0 } id)
            return await base.OnGetAsync();
        if (await Client.Citizens.GetCitizenAsync(new() { CitizenId = id }).AsOutcome()
            is Outcome<GetCitizenResponse>.Ok found)
            return Redirect($"/console/citizens/{found.Value.Citizen.Id}");
        Missing = true;
        return await base.OnGetAsync();
    }

    protected override async Task LoadAsync()
    {
        var page = await Ledger.ReadAsync(
            Client.Citizens.ListCitizensAsync(new()
            {
                TargetGroup = Group?.Trim() ?? "", PageSize = Shown, PageToken = After ?? "",
            }));
        Citizens = page.Citizens;
        await LoadProgrammesAsync();
        GoesOn(page.NextPageToken);
    }
}
