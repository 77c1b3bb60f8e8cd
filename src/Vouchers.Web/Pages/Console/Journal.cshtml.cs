using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What the books say of one thing, from the budget line to the bank's line; and whether they hold.</summary>
internal sealed class JournalModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 1_000;

    [BindProperty(SupportsGet = true, Name = "of")]
    public string Of { get; set; } = "";

    /// <summary>Where it is a voucher.</summary>
    public TraceVoucherResponse? Trail { get; private set; }

    public IReadOnlyList<JournalEntry> Entries { get; private set; } = [];

    public bool IsCut { get; private set; }

    public VerifyJournalResponse? Proof { get; private set; }

    /// <summary>An entry's amount, which bears no currency of its own.</summary>
    public static string Amount(JournalEntry entry) =>
        (entry.AmountMinorUnits / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>E.g. <c>PayoutItemPaid</c> as payout item paid.</summary>
    public static string Words(string name) => string.Concat(name.Select((c, i) =>
        char.IsAsciiLetterUpper(c) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    public async Task<IActionResult> OnPostAsync()
    {
        Proof = await Ledger.ReadAsync(Client.Journal.VerifyJournalAsync(new()));
        return Page();
    }

    protected override async Task LoadAsync()
    {
        Of = (Of ?? "").Trim();
        if (Of.Length == 0)
            return;
        if (await Client.Journal.TraceVoucherAsync(new() { VoucherId = Of }).AsOutcome()
            is Outcome<TraceVoucherResponse>.Ok traced)
        {
            (Trail, Entries) = (traced.Value, traced.Value.Entries);
            return;
        }

        var page = await Ledger.ReadAsync(
            Client.Journal.ListJournalEntriesAsync(new() { Subject = Of, PageSize = Shown }));
        (Entries, IsCut) = (page.Entries, page.NextPageToken.Length > 0);
    }
}
