using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The bank's statements, and a form to import a file of them.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class StatementsModel(Ledger ledger) : ConsolePage(ledger)
{
    /// <summary>What a browser is let send; the command takes larger files.</summary>
    private const long MostBytes = 512L << 20;

    /// <summary>Whose statement it is; its id.</summary>
    [BindProperty(Name = "account")]
    public string? Account { get; set; }

    /// <summary>As the form had them; null where it was not sent.</summary>
    public CsvColumns? Columns { get; private set; }

    public IReadOnlyList<FundingAccount> Accounts { get; private set; } = [];

    public IReadOnlyList<Statement> Statements { get; private set; } = [];

    public IReadOnlyList<ImportedStatement> Imported { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CsvColumns columns)
    {
        Columns = columns;
        var header = new ImportStatementsRequest.Types.Header { FundingAccountId = Account ?? "" };
        if (file is not null && Path.GetExtension(file.FileName).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            header.Table = columns.ToTable();
        using var stream = file?.OpenReadStream() ?? Stream.Null;
        var outcome = await Client.ImportStatementsAsync(header, stream, null, HttpContext.RequestAborted);
        if (outcome is not Outcome<ImportStatementsResponse.Types.Result>.Ok done)
            return await AfterAsync(outcome, _ => "/console/statements");
        Imported = done.Value.Statements;
        RequestId = Client.NewRequestId();
        await LoadAsync();
        return Page();
    }

    protected override async Task LoadAsync()
    {
        Accounts = await AccountsAsync();
        Statements = [.. (await Ledger.AllAsync(
            token => Client.Statements.ListStatementsAsync(new() { PageSize = 1_000, PageToken = token }),
            page => (page.Statements, page.NextPageToken)))
            .OrderByDescending(s => s.ToDate, StringComparer.Ordinal).ThenByDescending(s => s.ImportedAt)];
    }
}

/// <summary>
/// How a bank's CSV is written and its headings, as the form names them. A heading that is left out has the
/// placeholder's; that of the payment's id has none.
/// </summary>
internal sealed record CsvColumns(
    string? Date, string? Debit, string? Credit, string? Balance, string? Counterparty, string? Text,
    string? EndToEndId, StatementTable.Types.Encoding Encoding)
{
    public StatementTable ToTable() => new()
    {
        DateColumn = Or(Date, "交易日期"), DebitColumn = Or(Debit, "借方"), CreditColumn = Or(Credit, "贷方"),
        BalanceColumn = Or(Balance, "余额"), CounterpartyColumn = Or(Counterparty, "对方户名"), TextColumn = Or(Text, "用途"),
        EndToEndIdColumn = EndToEndId?.Trim() ?? "", Encoding = Encoding,
    };

    private static string Or(string? typed, string usual) => string.IsNullOrWhiteSpace(typed) ? usual : typed.Trim();
}
