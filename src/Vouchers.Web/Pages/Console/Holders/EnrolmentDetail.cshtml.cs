using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One seat with its evidence; an officer takes back what was recorded in error.</summary>
internal sealed class EnrolmentDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 1_000;

    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public Enrolment Enrolment { get; private set; } = new();

    /// <summary>Of its session.</summary>
    public Course Course { get; private set; } = new();

    /// <summary>Masked; empty where the reader may not see it.</summary>
    public string CitizenName { get; private set; } = "";

    /// <summary>Who certified; empty where nobody did.</summary>
    public string AgencyName { get; private set; } = "";

    public IReadOnlyList<JournalEntry> Entries { get; private set; } = [];

    public async Task<IActionResult> OnPostCompletionAsync() => await AfterAsync(
        await Client.Enrolments.TakeBackCompletionAsync(
            new() { RequestId = RequestId.ToString(), EnrolmentId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => Here);

    public async Task<IActionResult> OnPostCertificateAsync() => await AfterAsync(
        await Client.Enrolments.TakeBackCertificateAsync(
            new() { RequestId = RequestId.ToString(), EnrolmentId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => Here);

    public async Task<IActionResult> OnPostReinstateAsync() => await AfterAsync(
        await Client.Enrolments.ReinstateEnrolmentAsync(
            new() { RequestId = RequestId.ToString(), EnrolmentId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => Here);

    public async Task<IActionResult> OnPostWithdrawAsync() => await AfterAsync(
        await Client.Enrolments.WithdrawEnrolmentAsync(
            new() { RequestId = RequestId.ToString(), EnrolmentId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => Here);

    protected override async Task LoadAsync()
    {
        Enrolment = (await Ledger.ReadAsync(
            Client.Enrolments.GetEnrolmentAsync(new() { EnrolmentId = Id }))).Enrolment;
        Course = await Names.CourseOfAsync(Enrolment.SessionId);
        CitizenName = await CitizenNameAsync(Enrolment.CitizenId);
        if (Enrolment.AgencyId.Length > 0)
            AgencyName = (await Ledger.AllAsync(
                token => Client.Catalogue.ListAgenciesAsync(new() { PageSize = 1_000, PageToken = token }),
                page => (page.Agencies, page.NextPageToken))).Find(a => a.Id == Enrolment.AgencyId)?.Name
                ?? Enrolment.AgencyId;
        Entries = (await Ledger.ReadAsync(
            Client.Journal.ListJournalEntriesAsync(new() { Subject = Id, PageSize = Shown }))).Entries;
    }

    private string Here => $"/console/enrolments/{Id}";
}
