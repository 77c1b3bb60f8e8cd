using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Vouchers by id, citizen, programme, group and state, or those of a step of the take-up.</summary>
internal sealed class VouchersModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 50;

    [BindProperty(SupportsGet = true, Name = "id")]
    public string? Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "citizen")]
    public string? Citizen { get; set; }

    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    [BindProperty(SupportsGet = true, Name = "group")]
    public string? Group { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public Voucher.Types.State State { get; set; }

    /// <summary>Only those that the programme's take-up counts in this step.</summary>
    [BindProperty(SupportsGet = true, Name = "step")]
    public TakeUp Step { get; set; }

    public IReadOnlyList<Voucher> Vouchers { get; private set; } = [];

    /// <summary>True where an id was asked for that no voucher has.</summary>
    public bool Missing { get; private set; }

    public override async Task<IActionResult> OnGetAsync()
    {
        if (Id?.Trim() is not { Length: > 0 } id)
            return await base.OnGetAsync();
        if (await Client.Vouchers.GetVoucherAsync(new() { VoucherId = id }).AsOutcome()
            is Outcome<GetVoucherResponse>.Ok found)
            return Redirect($"/console/vouchers/{found.Value.Voucher.Id}");
        Missing = true;
        return await base.OnGetAsync();
    }

    protected override async Task LoadAsync()
    {
        await LoadProgrammesAsync();
        var page = await Ledger.ReadAsync(Client.Vouchers.ListVouchersAsync(new()
        {
            CitizenId = Citizen?.Trim() ?? "", ProgrammeId = Programme ?? "", TargetGroup = Group?.Trim() ?? "",
            State = State, TakeUp = Step, PageSize = Shown, PageToken = After ?? "",
        }));
        Vouchers = page.Vouchers;
        GoesOn(page.NextPageToken);
    }
}
