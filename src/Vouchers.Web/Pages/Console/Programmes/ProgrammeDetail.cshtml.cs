using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One programme: its budget, how far its vouchers came, its rules; more money, or no more vouchers.</summary>
internal sealed class ProgrammeDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(Name = "amount")]
    public string? Amount { get; set; }

    [BindProperty(Name = "reference")]
    public string? Reference { get; set; }

    public GetProgrammeReportResponse Report { get; private set; } = new();

    public Programme Programme => Report.Programme;

    public FunnelChart Funnel => FunnelChart.Of(Report.Funnel, T);

    /// <summary>Null where it was never funded.</summary>
    public Budget? Budget { get; private set; }

    public IEnumerable<(string Kind, Money Amount)> Accounts => Budget is not { } budget
        ? []
        :
        [
            ("appropriation", budget.Appropriated), ("available", budget.Available),
            ("outstanding", budget.Outstanding), ("reserved", budget.Reserved), ("unearned", budget.Unearned),
            ("payable", budget.Payable), ("clearing", budget.Clearing), ("paid", budget.Paid),
            ("receivable", budget.Receivable),
        ];

    public IReadOnlyList<(string Title, int Planned, long Actual)> Plan => [.. new[]
    {
        (T["培训人数", "People trained"], Programme.Rules.PlannedParticipants, Report.Funnel.Sum(f => f.Redeemed)),
        (T["证书", "Certificates"], Programme.Rules.PlannedCertificates, Report.Funnel.Sum(f => f.Certified)),
    }.Where(p => p.Item2 > 0)];

    /// <summary>Where the rows behind a figure of a group are; null where the reader may not see them.</summary>
    public string? RowsOf(FunnelBar step, string group) => step.Step switch
    {
        null => Reader.IsFinance ? null : $"/console/citizens?group={group}",
        TakeUp.Unspecified => $"/console/vouchers?programme={Id}&group={group}",
        var counted => $"/console/vouchers?programme={Id}&group={group}&step={counted}",
    };

    public static string Share(long part, long whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{100m * part / whole:0.#} %");

    public async Task<IActionResult> OnPostFundAsync()
    {
        var programme = (await Ledger.ReadAsync(
            Client.Programmes.GetProgrammeAsync(new() { ProgrammeId = Id }))).Programme;
        if (!TypedMoney.TryRead(Amount, programme.Currency, out var amount))
            return await NotSentAsync(TypedMoney.Fault(Amount, T));
        return await AfterAsync(await Client.Programmes.FundProgrammeAsync(new()
        {
            RequestId = RequestId.ToString(), ProgrammeId = Id, Amount = amount, Reference = Reference ?? "",
        }).AsOutcome(), _ => Here);
    }

    public async Task<IActionResult> OnPostCloseAsync() => await AfterAsync(
        await Client.Programmes.CloseProgrammeAsync(
            new() { RequestId = RequestId.ToString(), ProgrammeId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => Here);

    protected override async Task LoadAsync()
    {
        Report = await Ledger.ReadAsync(Client.Programmes.GetProgrammeReportAsync(new() { ProgrammeId = Id }));
        Budget = (await BudgetsAsync()).FirstOrDefault(b => b.ProgrammeId == Id);
    }

    private string Here => $"/console/programmes/{Id}";
}
