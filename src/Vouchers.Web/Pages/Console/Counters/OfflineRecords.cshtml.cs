using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What devices captured while their line was down, the conflicts first.</summary>
internal sealed class OfflineRecordsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 50;

    [BindProperty(SupportsGet = true, Name = "state")]
    public OfflineRecord.Types.State State { get; set; } = OfflineRecord.Types.State.Conflict;

    [BindProperty(SupportsGet = true, Name = "device")]
    public string? Device { get; set; }

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    public IReadOnlyList<OfflineRecord> Records { get; private set; } = [];

    protected override async Task LoadAsync()
    {
        var page = await Ledger.ReadAsync(Client.OfflineRecords.ListOfflineRecordsAsync(new()
        {
            State = State, DeviceId = Device ?? "", InstitutionId = Institution ?? "", PageSize = Shown,
            PageToken = After ?? "",
        }));
        Records = page.Records;
        GoesOn(page.NextPageToken);
        await LoadInstitutionsAsync();
    }
}
