using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Redemptions by institution, programme, session, citizen and state.</summary>
internal sealed class RedemptionsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 50;

    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    [BindProperty(SupportsGet = true, Name = "session")]
    public string? Session { get; set; }

    [BindProperty(SupportsGet = true, Name = "citizen")]
    public string? Citizen { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public Redemption.Types.State State { get; set; }

    public IReadOnlyDictionary<string, string> Institutions { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<Redemption> Redemptions { get; private set; } = [];

    protected override async Task LoadAsync()
    {
        Institutions = await InstitutionsAsync();
        var page = await Ledger.ReadAsync(Client.Redemptions.ListRedemptionsAsync(new()
        {
            InstitutionId = Institution ?? "", ProgrammeId = Programme?.Trim() ?? "",
            SessionId = Session?.Trim() ?? "", CitizenId = Citizen?.Trim() ?? "", State = State,
            PageSize = Shown, PageToken = After ?? "",
        }));
        Redemptions = page.Redemptions;
        GoesOn(page.NextPageToken);
    }
}
