using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;
using State = Vouchers.V1.ClawBack.Types.State;

namespace Vouchers.Web.Pages.Console;

/// <summary>What institutions give back, with its age; a second person decides what was asked for.</summary>
internal sealed class ClawBacksModel(Ledger ledger, TimeProvider time) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "institution")]
    public string? Institution { get; set; }

    /// <summary>Its id.</summary>
    [BindProperty(SupportsGet = true, Name = "programme")]
    public string? Programme { get; set; }

    /// <summary>Those that ended as well.</summary>
    [BindProperty(SupportsGet = true, Name = "all")]
    public bool All { get; set; }

    /// <summary>Only those whose money is still to be given back, as accounts and reports count them.</summary>
    [BindProperty(SupportsGet = true, Name = "open")]
    public bool Open { get; set; }

    public IReadOnlyList<ClawBack> ClawBacks { get; private set; } = [];

    /// <summary>Null where nothing is to be given back.</summary>
    public int? DaysOf(ClawBack asked) => asked.State == State.Open
        ? (int)(time.GetUtcNow() - asked.DecidedAt.ToDateTimeOffset()).TotalDays
        : null;

    public override async Task<IActionResult> OnGetAsync()
    {
        if (!WantsCsv)
            return await base.OnGetAsync();
        await LoadAsync();
        var file = new CsvFile(
            "claw_back_id", "redemption_id", "receipt", "payment_id", "institution_id", "amount", "open", "currency",
            "state", "age_days", "reason", "requested_by", "decided_by");
        foreach (var asked in ClawBacks)
            file.Add(
                asked.Id, asked.RedemptionId, asked.Receipt, asked.PaymentId, asked.InstitutionId, asked.Amount,
                asked.Open, asked.Amount.Currency, asked.State.ToString(), DaysOf(asked) is { } days ? days : "",
                asked.Reason, asked.RequestedBy, asked.DecidedBy);
        return file.ToResult("claw-backs.csv");
    }

    public Task<IActionResult> OnPostApproveAsync(string? id) => DecideAsync(id, isApproved: true);

    public Task<IActionResult> OnPostDeclineAsync(string? id) => DecideAsync(id, isApproved: false);

    protected override async Task LoadAsync()
    {
        await LoadInstitutionsAsync();
        await LoadProgrammesAsync();
        ClawBacks = [.. (await ClawBacksAsync(Institution))
            .Where(c => Programme is not { Length: > 0 } only || c.ProgrammeId == only)
            .Where(c => c.State == State.Open || (!Open && (All || c.State == State.Requested)))
            .OrderBy(c => c.State == State.Requested ? 0 : 1).ThenBy(c => c.RequestedAt)];
    }

    private async Task<IActionResult> DecideAsync(string? id, bool isApproved) => await AfterAsync(
        await Client.Payouts.DecideClawBackAsync(
            new() { RequestId = RequestId.ToString(), ClawBackId = id ?? "", Approved = isApproved }).AsOutcome(),
        _ => "/console/claw-backs");
}
