using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Redemptions by institution, programme, session, citizen and state; or one by its receipt.</summary>
internal sealed class RedemptionsModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 50;

    private readonly Dictionary<string, Course> courses = [];

    /// <summary>The number on a receipt, as somebody typed it.</summary>
    [BindProperty(SupportsGet = true, Name = "receipt")]
    public string? Receipt { get; set; }

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

    public IReadOnlyList<Redemption> Redemptions { get; private set; } = [];

    /// <summary>What each session teaches, by its id.</summary>
    public IReadOnlyDictionary<string, Course> Courses => courses;

    /// <summary>Why the receipt was not found; empty where none was looked for.</summary>
    public string Missing { get; private set; } = "";

    public override async Task<IActionResult> OnGetAsync()
    {
        if (Receipt?.Trim() is not { Length: > 0 } typed)
            return await base.OnGetAsync();
        var answer = await Client.Redemptions.ListRedemptionsAsync(new() { Receipt = typed, PageSize = 1 }).AsOutcome();
        if (answer is Outcome<ListRedemptionsResponse>.Refused { Refusal.Reason: RefusalReason.InvalidField })
            Missing = T[
                $"“{typed}”不是回执号。回执号是 R- 和 26 位字母、数字，印在回执上，例如 R-01JX4M6QZK-8R5V0C2N-7W9T3H1B。",
                $"'{typed}' is no receipt number: R- and 26 letters and digits, as printed on the receipt, e.g. "
                + "R-01JX4M6QZK-8R5V0C2N-7W9T3H1B."];
        else if (Ledger.Answered(answer).Redemptions is [var found])
            return Redirect($"/console/redemptions/{found.Id}");
        else
            Missing = T[$"没有回执号为 {typed} 的核销。请与回执逐位核对。",
                $"No redemption has the receipt number {typed}. Compare it with the receipt, character by character."];
        return await base.OnGetAsync();
    }

    protected override async Task LoadAsync()
    {
        await LoadInstitutionsAsync();
        var page = await Ledger.ReadAsync(Client.Redemptions.ListRedemptionsAsync(new()
        {
            InstitutionId = Institution ?? "", ProgrammeId = Programme?.Trim() ?? "",
            SessionId = Session?.Trim() ?? "", CitizenId = Citizen?.Trim() ?? "", State = State,
            PageSize = Shown, PageToken = After ?? "",
        }));
        Redemptions = page.Redemptions;
        GoesOn(page.NextPageToken);
        await LoadProgrammesAsync();
        foreach (var session in Redemptions.Select(r => r.SessionId).Distinct())
            courses[session] = await Names.CourseOfAsync(session);
    }
}
