using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Every programme and where its budget stands.</summary>
internal sealed class ProgrammesModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 25;

    public IReadOnlyList<(Programme Programme, Budget? Budget)> Rows { get; private set; } = [];

    protected override async Task LoadAsync()
    {
        var page = await Ledger.ReadAsync(
            Client.Programmes.ListProgrammesAsync(new() { PageSize = Shown, PageToken = After ?? "" }));
        GoesOn(page.NextPageToken);
        var budgets = (await BudgetsAsync()).ToDictionary(b => b.ProgrammeId);
        Rows = [.. page.Programmes.Select(p => (p, budgets.GetValueOrDefault(p.Id)))];
    }
}
