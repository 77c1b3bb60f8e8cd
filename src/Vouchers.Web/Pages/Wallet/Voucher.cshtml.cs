using Vouchers.V1;

namespace Vouchers.Web.Pages;

/// <summary>One voucher: what it is for, until when, and the PIN of its paper form.</summary>
internal sealed class VoucherModel(Ledger ledger) : FacePage(ledger)
{
    public Voucher Voucher { get; private set; } = new();

    public Programme Programme { get; private set; } = new();

    public string Pin { get; private set; } = "";

    public string Reserved { get; private set; } = "";

    public IReadOnlyList<(Enrolment Enrolment, string Course, string Institution)> Enrolments { get; private set; } =
        [];

    public Task OnGetAsync(string id) => LoadAsync(id);

    public async Task OnPostAsync(string id)
    {
        await LoadAsync(id);
        Pin = (await Ledger.ReadAsync(Ledger.Client.Vouchers.GetVoucherPinAsync(new() { VoucherId = id }))).Pin;
    }

    private async Task LoadAsync(string id)
    {
        var client = Ledger.Client;
        Voucher = (await Ledger.ReadAsync(client.Vouchers.GetVoucherAsync(new() { VoucherId = id }))).Voucher;
        Programme = (await Ledger.ReadAsync(
            client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Voucher.ProgrammeId }))).Programme;
        var enrolments = await Ledger.AllAsync(
            token => client.Enrolments.ListEnrolmentsAsync(new() { PageToken = token }),
            page => (page.Enrolments, page.NextPageToken));
        var rows = new List<(Enrolment, string, string)>();
        foreach (var enrolment in enrolments)
        {
            var session = (await Ledger.ReadAsync(
                client.Catalogue.GetSessionAsync(new() { SessionId = enrolment.SessionId }))).Session;
            var course = await Ledger.ReadAsync(client.Catalogue.GetCourseAsync(new() { CourseId = session.CourseId }));
            rows.Add((enrolment, course.Course.Title, await NameAsync(session.InstitutionId)));
        }

        Enrolments = rows;
        if (Voucher.State == Voucher.Types.State.Reserved)
            Reserved = await NameAsync(Voucher.InstitutionId);
    }

    private async Task<string> NameAsync(string institution) => (await Ledger.ReadAsync(
        Ledger.Client.Catalogue.GetInstitutionAsync(new() { InstitutionId = institution }))).Institution.Name;
}
