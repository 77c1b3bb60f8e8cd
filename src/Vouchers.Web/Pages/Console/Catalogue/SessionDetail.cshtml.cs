using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One session and who sits in it.</summary>
internal sealed class SessionDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public Session Session { get; private set; } = new();

    public Course Course { get; private set; } = new();

    public string InstitutionName { get; private set; } = "";

    public string BranchName { get; private set; } = "";

    public IReadOnlyList<Enrolment> Enrolments { get; private set; } = [];

    public async Task<IActionResult> OnPostCancelAsync() => await AfterAsync(
        await Client.Catalogue.CancelSessionAsync(
            new() { RequestId = RequestId.ToString(), SessionId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => $"/console/sessions/{Id}");

    protected override async Task LoadAsync()
    {
        Session = (await Ledger.ReadAsync(Client.Catalogue.GetSessionAsync(new() { SessionId = Id }))).Session;
        Course = await Names.CourseAsync(Session.CourseId);
        InstitutionName = (await Names.InstitutionAsync(Session.InstitutionId)).Name;
        BranchName = await Names.BranchAsync(Session.InstitutionId, Session.BranchId);
        var page = await Ledger.ReadAsync(Client.Enrolments.ListEnrolmentsAsync(
            new() { SessionId = Id, PageSize = Shown, PageToken = After ?? "" }));
        Enrolments = page.Enrolments;
        GoesOn(page.NextPageToken);
    }
}
