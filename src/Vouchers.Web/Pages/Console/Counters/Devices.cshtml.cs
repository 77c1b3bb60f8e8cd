using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The counters' devices by institution, and a form for another one.</summary>
internal sealed class DevicesModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 50;

    private List<Branch> branches = [];

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    [BindProperty(Name = "device")]
    public string? DeviceId { get; set; }

    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    /// <summary>Its id.</summary>
    [BindProperty(Name = "branch")]
    public string? Branch { get; set; }

    /// <summary>Of the chosen institution.</summary>
    public IReadOnlyList<Branch> Branches => branches.FindAll(b => b.InstitutionId == Institution);

    public IReadOnlyList<Device> Devices { get; private set; } = [];

    public string BranchOf(Device device) => branches.Find(b => b.Id == device.BranchId)?.Name ?? device.BranchId;

    public async Task<IActionResult> OnPostAsync() => await AfterAsync(
        await Client.Catalogue.RegisterDeviceAsync(new()
        {
            RequestId = RequestId.ToString(),
            Device = new()
            {
                Id = DeviceId?.Trim() ?? "", Name = Name ?? "", InstitutionId = Institution ?? "",
                BranchId = Branch ?? "",
            },
        }).AsOutcome(), made => $"/console/devices/{made.Device.Id}?institution={made.Device.InstitutionId}");

    protected override async Task LoadAsync()
    {
        await LoadInstitutionsAsync();
        var page = await Ledger.ReadAsync(Client.Catalogue.ListDevicesAsync(
            new() { InstitutionId = Institution ?? "", PageSize = Shown, PageToken = After ?? "" }));
        Devices = page.Devices;
        GoesOn(page.NextPageToken);
        branches = await BranchesAsync(Institution ?? "");
    }
}
