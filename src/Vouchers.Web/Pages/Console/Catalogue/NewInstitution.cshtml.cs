using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>A form for an institution; its branches are added on its page.</summary>
internal sealed class NewInstitutionModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(Name = "institution")]
    public InstitutionForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync() => await AfterAsync(
        await Client.Catalogue.RegisterInstitutionAsync(new()
        {
            RequestId = RequestId.ToString(),
            Institution = new()
            {
                Id = Form.Id?.Trim() ?? "", Name = Form.Name ?? "", Kind = Form.Kind,
                AccreditedUntil = Form.Until is { } until ? Tongue.EndOf(until) : null,
            },
        }).AsOutcome(), made => $"/console/institutions/{made.Institution.Id}");

    protected override Task LoadAsync() => Task.CompletedTask;
}

/// <summary>An institution as the form has it.</summary>
internal sealed record InstitutionForm
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public InstitutionKind Kind { get; init; } = InstitutionKind.College;
    public DateOnly? Until { get; init; }
}
