using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One device: the code by which a browser becomes it, and its end.</summary>
internal sealed class DeviceDetailModel(Ledger ledger, WebOptions options) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    /// <summary>Whose it is; only shortens the search.</summary>
    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    public Device Device { get; private set; } = new();

    public string InstitutionName { get; private set; } = "";

    public string BranchName { get; private set; } = "";

    /// <summary>True once a browser became it, as its entries in the books say.</summary>
    public bool IsEnrolled { get; private set; }

    /// <summary>The code that was just made; null where none was.</summary>
    public OfferDeviceEnrolmentResponse? Offer { get; private set; }

    public string CounterAddress =>
        $"{(options.IsSecure ? "https" : Request.Scheme)}://{Request.Host}/counter/enrol";

    /// <summary>Behind the hash, so that the code gets into no server's log.</summary>
    public string EnrolText => $"{CounterAddress}#device={Device.Id}&code={Offer!.Code}";

    // The code is in the answer alone: kept nowhere, it could not be shown after a redirect.
    public async Task<IActionResult> OnPostOfferAsync()
    {
        var outcome = await Client.Catalogue.OfferDeviceEnrolmentAsync(
            new() { RequestId = RequestId.ToString(), DeviceId = Id }).AsOutcome();
        if (outcome is not Outcome<OfferDeviceEnrolmentResponse>.Ok offered)
            return await AfterAsync(outcome, _ => "");
        Offer = offered.Value;
        RequestId = Client.NewRequestId();
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync() => await AfterAsync(
        await Client.Catalogue.RevokeDeviceAsync(
            new() { RequestId = RequestId.ToString(), DeviceId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => $"/console/devices/{Id}?institution={Institution}");

    protected override async Task LoadAsync()
    {
        Device = (await Ledger.AllAsync(
            token => Client.Catalogue.ListDevicesAsync(
                new() { InstitutionId = Institution ?? "", PageSize = 1_000, PageToken = token }),
            page => (page.Devices, page.NextPageToken))).Find(d => d.Id == Id)
            ?? throw new PageFault(new VoucherRefusal(
                RefusalReason.NotFound, $"There is no device {Id}.", new Dictionary<string, string>()));
        InstitutionName = (await Names.InstitutionAsync(Device.InstitutionId)).Name;
        BranchName = await Names.BranchAsync(Device.InstitutionId, Device.BranchId);
        IsEnrolled = (await Ledger.AllAsync(
            token => Client.Journal.ListJournalEntriesAsync(
                new() { Subject = Id, PageSize = 1_000, PageToken = token }),
            page => (page.Entries, page.NextPageToken))).Exists(e => e.Event == "DeviceEnrolled");
    }
}
