using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One voucher with the whole way of its money; an officer holds it, lets it go on or takes it back.</summary>
internal sealed class VoucherDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public Voucher Voucher { get; private set; } = new();

    /// <summary>Masked; empty where the reader may not see it.</summary>
    public string CitizenName { get; private set; } = "";

    /// <summary>Of the session that it is reserved or was used for.</summary>
    public Course Course { get; private set; } = new();

    public TraceVoucherResponse Trail { get; private set; } = new();

    public async Task<IActionResult> OnPostSuspendAsync() => await AfterAsync(
        await Client.Vouchers.SuspendVoucherAsync(
            new() { RequestId = RequestId.ToString(), VoucherId = Id, Reason = Reason ?? "" }).AsOutcome(), _ => Here);

    public async Task<IActionResult> OnPostResumeAsync() => await AfterAsync(
        await Client.Vouchers.ResumeVoucherAsync(
            new() { RequestId = RequestId.ToString(), VoucherId = Id, Reason = Reason ?? "" }).AsOutcome(), _ => Here);

    public async Task<IActionResult> OnPostRevokeAsync() => await AfterAsync(
        await Client.Vouchers.RevokeVoucherAsync(
            new() { RequestId = RequestId.ToString(), VoucherId = Id, Reason = Reason ?? "" }).AsOutcome(), _ => Here);

    protected override async Task LoadAsync()
    {
        Voucher = (await Ledger.ReadAsync(Client.Vouchers.GetVoucherAsync(new() { VoucherId = Id }))).Voucher;
        CitizenName = await CitizenNameAsync(Voucher.CitizenId);
        if (Voucher.SessionId.Length > 0)
            Course = await Names.CourseOfAsync(Voucher.SessionId);
        Trail = await Ledger.ReadAsync(Client.Journal.TraceVoucherAsync(new() { VoucherId = Id }));
    }

    private string Here => $"/console/vouchers/{Id}";
}
