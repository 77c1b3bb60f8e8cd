using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages;

/// <summary>An open programme, and the rule that stops the citizen.</summary>
internal sealed record Stopped(Programme Programme, VoucherRefusal Rule);

/// <summary>Where a voucher was used.</summary>
internal sealed record Use(Redemption Redemption, Institution Institution, Course Course);

/// <summary>A citizen's vouchers, what could be claimed, and where vouchers were used.</summary>
internal sealed class WalletModel(Ledger ledger, TimeProvider time) : FacePage(ledger)
{
    private Dictionary<string, Programme> programmes = [];

    /// <summary>Null where the bureau has not registered who is signed in.</summary>
    public Citizen? Citizen { get; private set; }

    public IReadOnlyList<Voucher> Vouchers { get; private set; } = [];

    public IReadOnlyList<Use> Uses { get; private set; } = [];

    public IReadOnlyList<Programme> Claimable { get; private set; } = [];

    public IReadOnlyList<Stopped> Stopped { get; private set; } = [];

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

    public async Task<IActionResult> OnPostAsync(string? programme, Guid request)
    {
        var outcome = await Ledger.Client.Vouchers.ClaimVoucherAsync(
            new() { RequestId = request.ToString(), ProgrammeId = programme ?? "" }).AsOutcome();
        if (outcome is Outcome<ClaimVoucherResponse>.Ok claimed)
            return Redirect($"/wallet/{claimed.Value.Voucher.Id}");
        Refusal = (outcome as Outcome<ClaimVoucherResponse>.Refused)?.Refusal;
        Trouble = Refusal is null;
        // A refusal used the id up; a call without an answer is repeated with it.
        RequestId = Trouble ? request : Ledger.Client.NewRequestId();
        await LoadAsync();
        Refused = TitleOf(programme ?? "");
        return Page();
    }

    public string TitleOf(string programme) =>
        programmes.TryGetValue(programme, out var known) ? known.Title : programme;

    private async Task LoadAsync()
    {
        var client = Ledger.Client;
        Citizen = await Ledger.FindAsync(
            client.Citizens.GetCitizenAsync(new() { CitizenId = CitizenId }), found => found.Citizen);
        if (Citizen is null)
            return;
        programmes = (await Ledger.AllAsync(
            token => client.Programmes.ListProgrammesAsync(new() { PageToken = token }),
            page => (page.Programmes, page.NextPageToken))).ToDictionary(p => p.Id);
        Vouchers = [.. (await Ledger.AllAsync(
            token => client.Vouchers.ListVouchersAsync(new() { PageToken = token }),
            page => (page.Vouchers, page.NextPageToken)))
            .OrderByDescending(VoucherWords.IsLive).ThenByDescending(v => v.IssuedAt)];
        Uses = await UsesAsync();
        var now = time.GetUtcNow();
        var open = programmes.Values.Where(p => p.State == Programme.Types.State.Active
            && p.ValidFrom.ToDateTimeOffset() <= now && now < p.ValidUntil.ToDateTimeOffset())
            .OrderBy(p => p.Title, StringComparer.Ordinal);
        var judged = await Task.WhenAll(open.Select(async programme => (programme, Rule: await JudgeAsync(programme))));
        Claimable = [.. judged.Where(j => j.Rule is null).Select(j => j.programme)];
        Stopped = [.. judged.Where(j => j.Rule is not null).Select(j => new Stopped(j.programme, j.Rule!))];
    }

    private async Task<IReadOnlyList<Use>> UsesAsync()
    {
        var names = new CatalogueNames(Ledger);
        var uses = new List<Use>();
        foreach (var used in (await Ledger.AllAsync(
            token => Ledger.Client.Redemptions.ListRedemptionsAsync(new() { PageToken = token }),
            page => (page.Redemptions, page.NextPageToken))).OrderByDescending(r => r.RedeemedAt))
            uses.Add(new Use(used, await names.InstitutionAsync(used.InstitutionId),
                await names.CourseAsync((await names.SessionAsync(used.SessionId)).CourseId)));
        return uses;
    }

    // Where the ledger does not answer, the button stays and the claim itself tells.
    private async Task<VoucherRefusal?> JudgeAsync(Programme programme) =>
        (await Ledger.Client.Vouchers.ClaimVoucherAsync(
            new() { ProgrammeId = programme.Id, ValidateOnly = true }).AsOutcome())
        is Outcome<ClaimVoucherResponse>.Refused stopped ? stopped.Refusal : null;
}
