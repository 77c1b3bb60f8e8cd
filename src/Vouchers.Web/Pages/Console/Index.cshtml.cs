using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Where each budget stands, and what waits for somebody.</summary>
internal sealed class OverviewModel(Ledger ledger) : ConsolePage(ledger)
{
    public IReadOnlyList<Budget> Budgets { get; private set; } = [];

    public IReadOnlyList<InboxTask> Tasks { get; private set; } = [];

    public static string Percent(Budget budget) =>
        string.Create(CultureInfo.InvariantCulture, $"{budget.UsedBasisPoints / 100m:0.0} %");

    protected override async Task LoadAsync()
    {
        Budgets = await BudgetsAsync();
        Tasks = await new Inbox(this).ReadAsync();
    }
}
