using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages;

/// <summary>A session that a voucher is bound to.</summary>
internal sealed record Place(Session Session, Course Course, Institution Institution);

/// <summary>One voucher: what it is for, until when, and the PIN of its paper form.</summary>
internal sealed class VoucherModel(Ledger ledger) : FacePage(ledger)
{
    public Voucher Voucher { get; private set; } = new();

    public Programme Programme { get; private set; } = new();

    public string Pin { get; private set; } = "";

    /// <summary>The session that it is reserved for.</summary>
    public Place? Reserved { get; private set; }

    public IReadOnlyList<(Enrolment Enrolment, Place Place)> Enrolments { get; private set; } = [];

    /// <summary>Why a step was refused; null where none was.</summary>
    public VoucherRefusal? Refusal { get; private set; }

    /// <summary>Made with the form, so that a button that is pressed twice does one thing.</summary>
    public Guid RequestId { get; private set; }

    public Task OnGetAsync(string id) => LoadAsync(id);

    /// <summary>Shows the PIN once; a glance over the shoulder shows none.</summary>
    public async Task OnPostAsync(string id)
    {
        await LoadAsync(id);
        Pin = (await Ledger.ReadAsync(Ledger.Client.Vouchers.GetVoucherPinAsync(new() { VoucherId = id }))).Pin;
    }

    /// <summary>Makes a new PIN and shows it: whoever knew the old one redeems no more.</summary>
    public async Task<IActionResult> OnPostPinAsync(string id, Guid request)
    {
        await StepAsync(id, Ledger.Client.Vouchers.ResetVoucherPinAsync(
            new() { RequestId = request.ToString(), VoucherId = id }).AsOutcome());
        if (Refusal is null)
            Pin = (await Ledger.ReadAsync(Ledger.Client.Vouchers.GetVoucherPinAsync(new() { VoucherId = id }))).Pin;
        return Page();
    }

    /// <summary>Gives a reservation back, so that the voucher can be used elsewhere.</summary>
    public async Task<IActionResult> OnPostReleaseAsync(string id, Guid request)
    {
        await StepAsync(id, Ledger.Client.Redemptions.ReleaseVoucherAsync(
            new() { RequestId = request.ToString(), VoucherId = id }).AsOutcome());
        return Refusal is null ? Redirect($"/wallet/{id}") : Page();
    }

    private async Task StepAsync<T>(string id, Task<Outcome<T>> step)
    {
        Refusal = (await step).Match<VoucherRefusal?>(
            _ => null, refusal => refusal, _ => throw new PageFault(null));
        await LoadAsync(id);
    }

    private async Task LoadAsync(string id)
    {
        var client = Ledger.Client;
        RequestId = client.NewRequestId();
        Voucher = (await Ledger.ReadAsync(client.Vouchers.GetVoucherAsync(new() { VoucherId = id }))).Voucher;
        Programme = (await Ledger.ReadAsync(
            client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Voucher.ProgrammeId }))).Programme;
        var names = new CatalogueNames(Ledger);
        var rows = new List<(Enrolment, Place)>();
        foreach (var enrolment in await Ledger.AllAsync(
            token => client.Enrolments.ListEnrolmentsAsync(new() { PageToken = token }),
            page => (page.Enrolments, page.NextPageToken)))
            rows.Add((enrolment, await PlaceAsync(names, enrolment.SessionId)));
        Enrolments = rows;
        if (Voucher.State == Voucher.Types.State.Reserved)
            Reserved = await PlaceAsync(names, Voucher.SessionId);
    }

    private static async Task<Place> PlaceAsync(CatalogueNames names, string id)
    {
        var session = await names.SessionAsync(id);
        return new Place(session, await names.CourseAsync(session.CourseId),
            await names.InstitutionAsync(session.InstitutionId));
    }
}
