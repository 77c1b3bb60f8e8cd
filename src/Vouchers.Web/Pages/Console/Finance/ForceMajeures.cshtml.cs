using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What is to earn though nobody could finish; a second officer decides.</summary>
internal sealed class ForceMajeuresModel(Ledger ledger) : ConsolePage(ledger)
{
    public IReadOnlyList<ForceMajeure> Requests { get; private set; } = [];

    public Task<IActionResult> OnPostApproveAsync(string? id) => DecideAsync(id, isApproved: true);

    public Task<IActionResult> OnPostDeclineAsync(string? id) => DecideAsync(id, isApproved: false);

    protected override async Task LoadAsync()
    {
        await LoadInstitutionsAsync();
        Requests = [.. (await ForceMajeuresAsync())
            .OrderBy(f => f.State == ForceMajeure.Types.State.Requested ? 0 : 1)
            .ThenByDescending(f => f.RequestedAt)];
    }

    private async Task<IActionResult> DecideAsync(string? id, bool isApproved) => await AfterAsync(
        await Client.Enrolments.DecideForceMajeureAsync(
            new() { RequestId = RequestId.ToString(), ForceMajeureId = id ?? "", Approved = isApproved }).AsOutcome(),
        _ => "/console/force-majeure");
}
