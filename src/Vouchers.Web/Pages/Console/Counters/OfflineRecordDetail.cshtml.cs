using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One offline record: what the device captured beside what the books say, and the decision.</summary>
internal sealed class OfflineRecordDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public OfflineRecord Record { get; private set; } = new();

    /// <summary>Null where the slip names one that was never issued.</summary>
    public Voucher? Voucher { get; private set; }

    public Enrolment? Enrolment { get; private set; }

    /// <summary>The redemption that uses the voucher; null where none does.</summary>
    public Redemption? Use { get; private set; }

    /// <summary>The institution and the branch where the voucher was used.</summary>
    public string UsedAt { get; private set; } = "";

    public string InstitutionName { get; private set; } = "";

    public string BranchName { get; private set; } = "";

    /// <summary>Of the session that the device captured it for; null where the slip names none of ours.</summary>
    public Course? Course { get; private set; }

    /// <summary>Masked.</summary>
    public string CitizenName { get; private set; } = "";

    public Task<IActionResult> OnPostAcceptAsync() => DecideAsync(isAccepted: true);

    public Task<IActionResult> OnPostDismissAsync() => DecideAsync(isAccepted: false);

    protected override async Task LoadAsync()
    {
        Record = (await Ledger.ReadAsync(Client.OfflineRecords.GetOfflineRecordAsync(new() { RecordId = Id }))).Record;
        InstitutionName = (await Names.InstitutionAsync(Record.InstitutionId)).Name;
        BranchName = await Names.BranchAsync(Record.InstitutionId, Record.BranchId);
        if (await Ledger.FindAsync(
            Client.Catalogue.GetSessionAsync(new() { SessionId = Record.SessionId }), found => found.Session)
            is { } session)
            Course = await Names.CourseAsync(session.CourseId);
        Voucher = await Ledger.FindAsync(
            Client.Vouchers.GetVoucherAsync(new() { VoucherId = Record.VoucherId }), found => found.Voucher);
        if (Voucher is null)
            return;
        CitizenName = await CitizenNameAsync(Voucher.CitizenId);
        Enrolment = await Ledger.FindAsync(
            Client.Enrolments.GetEnrolmentAsync(
                new() { EnrolmentId = $"{Record.SessionId}.{Voucher.CitizenId}" }), found => found.Enrolment);
        if (Voucher.RedemptionId.Length > 0)
            Use = await Ledger.FindAsync(
                Client.Redemptions.GetRedemptionAsync(new() { RedemptionId = Voucher.RedemptionId }),
                found => found.Redemption);
        if (Use is { } use)
            UsedAt = (await Names.InstitutionAsync(use.InstitutionId)).Name + ", "
                + await Names.BranchAsync(use.InstitutionId, use.BranchId);
    }

    private async Task<IActionResult> DecideAsync(bool isAccepted) => await AfterAsync(
        await Client.OfflineRecords.DecideOfflineConflictAsync(new()
        {
            RequestId = RequestId.ToString(), RecordId = Id, Accepted = isAccepted, Reason = Reason ?? "",
        }).AsOutcome(), _ => $"/console/offline/{Id}");
}
