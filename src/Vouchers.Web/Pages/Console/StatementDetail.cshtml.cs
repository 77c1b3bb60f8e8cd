using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>One statement of the bank with its lines; a second person accepts one that does not tie.</summary>
internal sealed class StatementDetailModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 1_000;

    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public Statement Statement { get; private set; } = new();

    public IReadOnlyList<StatementLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnPostAcceptAsync() => await AfterAsync(
        await Client.Statements.AcceptStatementAsync(
            new() { RequestId = RequestId.ToString(), StatementId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => $"/console/statements/{Id}");

    public async Task<IActionResult> OnPostDiscardAsync() => await AfterAsync(
        await Client.Statements.DiscardStatementAsync(
            new() { RequestId = RequestId.ToString(), StatementId = Id, Reason = Reason ?? "" }).AsOutcome(),
        _ => $"/console/statements/{Id}");

    protected override async Task LoadAsync()
    {
        Statement = (await Ledger.ReadAsync(
            Client.Statements.GetStatementAsync(new() { StatementId = Id }))).Statement;
        var page = await Ledger.ReadAsync(Client.Statements.ListStatementLinesAsync(
            new() { StatementId = Id, PageSize = Shown, PageToken = After ?? "" }));
        Lines = [.. page.Lines.OrderBy(l => l.Sequence)];
        GoesOn(page.NextPageToken);
    }
}
