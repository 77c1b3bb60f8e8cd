using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One citizen: groups, vouchers, enrolments; and a voucher issued by hand.</summary>
internal sealed class CitizenDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    /// <summary>Of the voucher to issue; its id.</summary>
    [BindProperty(Name = "programme")]
    public string? Programme { get; set; }

    [BindProperty(Name = "occupation")]
    public string? Occupation { get; set; }

    /// <summary>0 for any.</summary>
    [BindProperty(Name = "level")]
    public int? Level { get; set; } = 0;

    public Citizen Citizen { get; private set; } = new();

    public IReadOnlyList<Voucher> Vouchers { get; private set; } = [];

    public IReadOnlyList<(Enrolment Enrolment, Course Course)> Enrolments { get; private set; } = [];

    public async Task<IActionResult> OnPostIssueAsync() => await AfterAsync(
        await Client.Vouchers.IssueVoucherAsync(new()
        {
            RequestId = RequestId.ToString(), ProgrammeId = Programme ?? "", CitizenId = Id,
            Occupation = Occupation?.Trim() ?? "", Level = Level ?? 0,
        }).AsOutcome(), issued => $"/console/vouchers/{issued.Voucher.Id}");

    protected override async Task LoadAsync()
    {
        Citizen = (await Ledger.ReadAsync(Client.Citizens.GetCitizenAsync(new() { CitizenId = Id }))).Citizen;
        Vouchers = await Ledger.AllAsync(
            token => Client.Vouchers.ListVouchersAsync(
                new() { CitizenId = Id, PageSize = 1_000, PageToken = token }),
            page => (page.Vouchers, page.NextPageToken));
        // There are few of them: a handful of trainings a person.
        var enrolments = new List<(Enrolment, Course)>();
        foreach (var enrolment in await Ledger.AllAsync(
            token => Client.Enrolments.ListEnrolmentsAsync(
                new() { CitizenId = Id, PageSize = 1_000, PageToken = token }),
            page => (page.Enrolments, page.NextPageToken)))
            enrolments.Add((enrolment, await Names.CourseOfAsync(enrolment.SessionId)));
        Enrolments = enrolments;
        await LoadProgrammesAsync();
    }
}
