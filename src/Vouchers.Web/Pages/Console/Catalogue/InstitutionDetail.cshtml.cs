using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One institution: admission and accreditation by the officer, its bank account by finance.</summary>
internal sealed class InstitutionDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    /// <summary>Another branch, as the form has it.</summary>
    [BindProperty(Name = "branch")]
    public BranchForm Typed { get; set; } = new();

    /// <summary>The last day of another accreditation, as the form has it.</summary>
    [BindProperty(Name = "until")]
    public DateOnly? Until { get; set; }

    /// <summary>Its account's number, typed by who verifies it.</summary>
    [BindProperty(Name = "number")]
    public string? Number { get; set; }

    public Institution Institution { get; private set; } = new();

    public IReadOnlyList<Branch> Branches { get; private set; } = [];

    /// <summary>Null where none was entered.</summary>
    public PayeeAccount? Payee { get; private set; }

    public Task<IActionResult> OnPostSuspendAsync() => UpdateAsync(
        new() { Suspended = true, Reason = Reason ?? "" });

    public Task<IActionResult> OnPostReadmitAsync() => UpdateAsync(
        new() { Suspended = false, Reason = Reason ?? "" });

    public Task<IActionResult> OnPostAccreditAsync() => UpdateAsync(new()
    {
        AccreditedUntil = Until is { } day ? Tongue.EndOf(day) : null, Reason = Reason ?? "",
    });

    public async Task<IActionResult> OnPostBranchAsync() => await AfterAsync(
        await Client.Catalogue.RegisterBranchAsync(new()
        {
            RequestId = RequestId.ToString(),
            Branch = new()
            {
                Id = Typed.Id?.Trim() ?? "", InstitutionId = Id, Name = Typed.Name ?? "", Address = Typed.Address ?? "",
            },
        }).AsOutcome(), _ => Here);

    public async Task<IActionResult> OnPostVerifyAsync() => await AfterAsync(
        await Client.Payouts.VerifyPayeeAccountAsync(new()
        {
            RequestId = RequestId.ToString(), InstitutionId = Id, AccountNumber = Number?.Trim() ?? "",
        }).AsOutcome(), _ => Here);

    public async Task<IActionResult> OnPostHoldAsync() => await AfterAsync(
        await Client.Payouts.HoldPaymentsAsync(
            new() { RequestId = RequestId.ToString(), InstitutionId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => Here);

    protected override async Task LoadAsync()
    {
        Institution = (await Ledger.ReadAsync(
            Client.Catalogue.GetInstitutionAsync(new() { InstitutionId = Id }))).Institution;
        Branches = await BranchesAsync(Id);
        Payee = await Ledger.FindAsync(
            Client.Payouts.GetPayeeAccountAsync(new() { InstitutionId = Id }), found => found.PayeeAccount);
    }

    private string Here => $"/console/institutions/{Id}";

    private async Task<IActionResult> UpdateAsync(UpdateInstitutionRequest change)
    {
        (change.RequestId, change.InstitutionId) = (RequestId.ToString(), Id);
        return await AfterAsync(await Client.Catalogue.UpdateInstitutionAsync(change).AsOutcome(), _ => Here);
    }
}

/// <summary>A branch as the form has it.</summary>
internal sealed record BranchForm
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Address { get; init; }
}
