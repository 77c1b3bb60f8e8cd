using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages;

/// <summary>A citizen's vouchers, what could be claimed, and where vouchers were used.</summary>
internal sealed class WalletModel(Ledger ledger, TimeProvider time) : FacePage(ledger)
{
    private Dictionary<string, Programme> programmes = [];
    private Dictionary<string, string> institutions = [];

    public Citizen Citizen { get; private set; } = new();

    public IReadOnlyList<Voucher> Vouchers { get; private set; } = [];

    public IReadOnlyList<Redemption> Redemptions { get; private set; } = [];

    public IReadOnlyList<Programme> Claimable { get; private set; } = [];

    /// <summary>Made with the form, so that a button that is pressed twice claims once.</summary>
    public Guid RequestId { get; private set; }

    public VoucherRefusal? Refusal { get; private set; }

    public string Refused { get; private set; } = "";

    public bool Trouble { get; private set; }

    public async Task OnGetAsync()
    {
        RequestId = Ledger.Client.NewRequestId();
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync(string programme, Guid request)
    {
        var outcome = await Ledger.Client.Vouchers.ClaimVoucherAsync(
            new() { RequestId = request.ToString(), ProgrammeId = programme }).AsOutcome();
        if (outcome is Outcome<ClaimVoucherResponse>.Ok claimed)
            return Redirect($"/wallet/{claimed.Value.Voucher.Id}");
        Refusal = (outcome as Outcome<ClaimVoucherResponse>.Refused)?.Refusal;
        Trouble = Refusal is null;
        // A refusal used the id up; a call without an answer is repeated with it.
        RequestId = Trouble ? request : Ledger.Client.NewRequestId();
        await LoadAsync();
        Refused = TitleOf(programme);
        return Page();
    }

    public string TitleOf(string programme) =>
        programmes.TryGetValue(programme, out var known) ? known.Title : programme;

    public string NameOf(string institution) => institutions.GetValueOrDefault(institution, institution);

    private async Task LoadAsync()
    {
        var client = Ledger.Client;
        Citizen = (await Ledger.ReadAsync(client.Citizens.GetCitizenAsync(new() { CitizenId = CitizenId }))).Citizen;
        programmes = (await Ledger.AllAsync(
            token => client.Programmes.ListProgrammesAsync(new() { PageToken = token }),
            page => (page.Programmes, page.NextPageToken))).ToDictionary(p => p.Id);
        Vouchers = [.. (await Ledger.AllAsync(
            token => client.Vouchers.ListVouchersAsync(new() { PageToken = token }),
            page => (page.Vouchers, page.NextPageToken)))
            .OrderByDescending(VoucherWords.IsLive).ThenByDescending(v => v.IssuedAt)];
        Redemptions = [.. (await Ledger.AllAsync(
            token => client.Redemptions.ListRedemptionsAsync(new() { PageToken = token }),
            page => (page.Redemptions, page.NextPageToken))).OrderByDescending(r => r.RedeemedAt)];
        foreach (var id in Redemptions.Select(r => r.InstitutionId).Distinct())
            institutions[id] = (await Ledger.ReadAsync(
                client.Catalogue.GetInstitutionAsync(new() { InstitutionId = id }))).Institution.Name;
        var now = time.GetUtcNow();
        Claimable = [.. programmes.Values.Where(p => p.State == Programme.Types.State.Active
            && p.Rules.CitizensMayClaim && p.ValidFrom.ToDateTimeOffset() <= now
            && now < p.ValidUntil.ToDateTimeOffset()).OrderBy(p => p.Title, StringComparer.Ordinal)];
    }
}
