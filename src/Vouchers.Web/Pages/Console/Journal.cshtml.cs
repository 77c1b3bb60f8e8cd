using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What the books say of one thing, from the budget line to the bank's line; and whether they hold.</summary>
internal sealed class JournalModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    [BindProperty(SupportsGet = true, Name = "of")]
    public string Of { get; set; } = "";

    /// <summary>Every line of this account.</summary>
    [BindProperty(SupportsGet = true, Name = "account")]
    public string? Account { get; set; }

    /// <summary>Where it is a voucher.</summary>
    public TraceVoucherResponse? Trail { get; private set; }

    public IReadOnlyList<JournalEntry> Entries { get; private set; } = [];

    public VerifyJournalResponse? Proof { get; private set; }

    /// <summary>An entry's amount, which bears no currency of its own.</summary>
    public static string Amount(JournalEntry entry) =>
        (entry.AmountMinorUnits / 100m).ToString("N2", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnPostAsync()
    {
        Proof = await Ledger.ReadAsync(Client.Journal.VerifyJournalAsync(new()));
        return Page();
    }

    public override async Task<IActionResult> OnGetAsync()
    {
        if (!WantsCsv)
            return await base.OnGetAsync();
        var file = new CsvFile(
            "lane", "sequence", "at", "event", "subject", "debit", "credit", "amount_minor_units", "actor", "note");
        foreach (var entry in await Ledger.AllAsync(
            token => Client.Journal.ListJournalEntriesAsync(Query(token, 1_000)),
            page => (page.Entries, page.NextPageToken)))
            file.Add(
                entry.Lane, entry.Sequence, entry.At.ToDateTimeOffset().ToString("O"), entry.Event, entry.Subject,
                entry.Debit, entry.Credit, entry.AmountMinorUnits, entry.Actor, entry.Note);
        return file.ToResult("journal.csv");
    }

    protected override async Task LoadAsync()
    {
        Of = (Of ?? "").Trim();
        if (Of.Length == 0 && Account is not { Length: > 0 })
            return;
        if (Of.Length > 0 && await Client.Journal.TraceVoucherAsync(new() { VoucherId = Of }).AsOutcome()
            is Outcome<TraceVoucherResponse>.Ok traced)
        {
            (Trail, Entries) = (traced.Value, traced.Value.Entries);
            return;
        }

        var page = await Ledger.ReadAsync(Client.Journal.ListJournalEntriesAsync(Query(After ?? "", Shown)));
        Entries = page.Entries;
        GoesOn(page.NextPageToken);
    }

    private ListJournalEntriesRequest Query(string token, int size) => new()
    {
        Subject = Of.Trim(), Account = Account ?? "", PageSize = size, PageToken = token,
    };
}
