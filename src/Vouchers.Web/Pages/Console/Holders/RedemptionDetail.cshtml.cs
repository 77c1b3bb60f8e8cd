using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One receipt: undone, excused or asked back from here.</summary>
internal sealed class RedemptionDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 1_000;

    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public Redemption Redemption { get; private set; } = new();

    public string InstitutionName { get; private set; } = "";

    public string BranchName { get; private set; } = "";

    public string ProgrammeTitle { get; private set; } = "";

    /// <summary>Of the session that it was redeemed for.</summary>
    public Course Course { get; private set; } = new();

    /// <summary>Masked; empty where the reader may not see it.</summary>
    public string CitizenName { get; private set; } = "";

    /// <summary>Of its voucher, whose money it moved.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; private set; } = [];

    public async Task<IActionResult> OnPostVoidAsync() => await AfterAsync(
        await Client.Redemptions.VoidRedemptionAsync(
            new() { RequestId = RequestId.ToString(), RedemptionId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => $"/console/redemptions/{Id}");

    public async Task<IActionResult> OnPostExcuseAsync() => await AfterAsync(
        await Client.Enrolments.RequestForceMajeureAsync(
            new() { RequestId = RequestId.ToString(), RedemptionId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => "/console/force-majeure");

    public async Task<IActionResult> OnPostClawBackAsync() => await AfterAsync(
        await Client.Payouts.RequestClawBackAsync(
            new() { RequestId = RequestId.ToString(), RedemptionId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => "/console/claw-backs");

    protected override async Task LoadAsync()
    {
        Redemption = (await Ledger.ReadAsync(
            Client.Redemptions.GetRedemptionAsync(new() { RedemptionId = Id }))).Redemption;
        InstitutionName = (await Names.InstitutionAsync(Redemption.InstitutionId)).Name;
        BranchName = await Names.BranchAsync(Redemption.InstitutionId, Redemption.BranchId);
        Course = await Names.CourseOfAsync(Redemption.SessionId);
        CitizenName = await CitizenNameAsync(Redemption.CitizenId);
        ProgrammeTitle = (await Ledger.ReadAsync(
            Client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Redemption.ProgrammeId }))).Programme.Title;
        Entries = (await Ledger.ReadAsync(
            Client.Journal.ListJournalEntriesAsync(
                new() { Subject = Redemption.VoucherId, PageSize = Shown }))).Entries;
    }
}
