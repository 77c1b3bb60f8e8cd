using Microsoft.AspNetCore.Mvc;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>What the books say of one thing, from the budget line to the bank's line; and whether they hold.</summary>
internal sealed class JournalModel(Ledger ledger) : ConsolePage(ledger)
{
    private const int Shown = 100;

    // Enough for a hundred million lines.
    private static readonly TimeSpan LongestProof = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string> currencies = [];

    [BindProperty(SupportsGet = true, Name = "of")]
    public string Of { get; set; } = "";

    /// <summary>Every line of this account.</summary>
    [BindProperty(SupportsGet = true, Name = "account")]
    public string? Account { get; set; }

    /// <summary>Where it is a voucher.</summary>
    public TraceVoucherResponse? Trail { get; private set; }

    public IReadOnlyList<JournalEntry> Entries { get; private set; } = [];

    public VerifyJournalResponse? Proof { get; private set; }

    /// <summary>True where the proof was asked for and did not come in time.</summary>
    public bool IsUnproven { get; private set; }

    /// <summary>The currency of an account of the entries.</summary>
    public string CurrencyOf(string account) => currencies.GetValueOrDefault(OwnerOf(account), "");

    public async Task<IActionResult> OnPostAsync()
    {
        // With a deadline of its own the call takes all of it in one try: a second one would only begin anew.
        var outcome = await Client.Journal.VerifyJournalAsync(
            new(), deadline: (TimeProvider.System.GetUtcNow() + LongestProof).UtcDateTime,
            cancellationToken: HttpContext.RequestAborted).AsOutcome();
        IsUnproven = outcome is Outcome<VerifyJournalResponse>.Unavailable;
        if (!IsUnproven)
            Proof = Ledger.Answered(outcome);
        return Page();
    }

    public override async Task<IActionResult> OnGetAsync()
    {
        if (!WantsCsv)
            return await base.OnGetAsync();
        await FollowAsync();
        var file = new CsvFile(
            "lane", "sequence", "at", "event", "subject", "debit", "credit", "amount_minor_units", "actor", "note");
        foreach (var entry in Trail?.Entries ?? (IEnumerable<JournalEntry>)await AllAsync())
            file.Add(
                entry.Lane, entry.Sequence, entry.At.ToDateTimeOffset().ToString("O"), entry.Event, entry.Subject,
                entry.Debit, entry.Credit, entry.AmountMinorUnits, entry.Actor, entry.Note);
        return file.ToResult("journal.csv");
    }

    protected override async Task LoadAsync()
    {
        await FollowAsync();
        if (Trail is not null)
            Entries = Trail.Entries;
        else if (IsAsked)
        {
            var page = await Ledger.ReadAsync(Client.Journal.ListJournalEntriesAsync(Query(After ?? "", Shown)));
            Entries = page.Entries;
            GoesOn(page.NextPageToken);
        }

        if (Entries.Any(e => e.AmountMinorUnits != 0))
            await LoadCurrenciesAsync();
    }

    private bool IsAsked => Of.Length > 0 || Account is { Length: > 0 };

    // What an account's name begins with, e.g. p3 of a programme and f1 of an account that the city pays from.
    private static string OwnerOf(string account) => account.Split('/')[0];

    private async Task FollowAsync()
    {
        Of = (Of ?? "").Trim();
        if (Of.Length == 0)
            return;
        var outcome = await Client.Journal.TraceVoucherAsync(new() { VoucherId = Of }).AsOutcome();
        // Refused: it is the id of something else.
        if (outcome is not Outcome<TraceVoucherResponse>.Refused)
            Trail = Ledger.Answered(outcome);
    }

    private async Task<List<JournalEntry>> AllAsync() => !IsAsked ? [] : await Ledger.AllAsync(
        token => Client.Journal.ListJournalEntriesAsync(Query(token, 1_000)),
        page => (page.Entries, page.NextPageToken));

    private async Task LoadCurrenciesAsync()
    {
        await LoadProgrammesAsync();
        foreach (var programme in Programmes)
            currencies[$"p{programme.Number}"] = programme.Currency;
        if (Entries.All(e => e.Debit.Length == 0 || currencies.ContainsKey(OwnerOf(e.Debit))))
            return;
        foreach (var balance in (await Ledger.ReadAsync(Client.Journal.ListBalancesAsync(new()))).Balances)
            currencies[OwnerOf(balance.Account)] = balance.Balance_.Currency;
    }

    private ListJournalEntriesRequest Query(string token, int size) => new()
    {
        Subject = Of, Account = Account ?? "", PageSize = size, PageToken = token,
    };
}
