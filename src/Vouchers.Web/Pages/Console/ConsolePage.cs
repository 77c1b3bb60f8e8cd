using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Vouchers.Client;

namespace Vouchers.Web.Pages.Console;

/// <summary>
/// A page of the bureau. A change is sent with an id that was made with its form, so that a button that is pressed
/// twice acts once; what was refused is told on the page from which it was asked.
/// </summary>
internal abstract class ConsolePage(Ledger ledger) : FacePage(ledger)
{
    /// <summary>The id of the next change.</summary>
    [BindProperty(Name = "request")]
    public Guid RequestId { get; set; }

    /// <summary>The rule that refused the change; null where none did.</summary>
    public VoucherRefusal? Refusal { get; private set; }

    /// <summary>True where the ledger did not answer, so that nobody knows whether the change was made.</summary>
    public bool Trouble { get; private set; }

    public Reader Reader => Reader.Of(User, HttpContext.RequestServices.GetRequiredService<WebOptions>());

    protected VoucherClient Client => Ledger.Client;

    public async Task<IActionResult> OnGetAsync()
    {
        RequestId = Client.NewRequestId();
        await LoadAsync();
        return Page();
    }

    /// <summary>Reads what the page shows.</summary>
    /// <exception cref="PageFault">It was refused or not answered.</exception>
    protected abstract Task LoadAsync();

    /// <summary>Goes on where the change was made; else shows the page again and why it was not.</summary>
    protected async Task<IActionResult> AfterAsync<T>(Outcome<T> outcome, Func<T, string> then)
    {
        if (outcome is Outcome<T>.Ok done)
            return Redirect(then(done.Value));
        Refusal = (outcome as Outcome<T>.Refused)?.Refusal;
        Trouble = Refusal is null;
        // A refusal used the id up; a call without an answer is repeated with it.
        if (!Trouble)
            RequestId = Client.NewRequestId();
        await LoadAsync();
        return Page();
    }

    /// <summary>The names of all institutions by their ids.</summary>
    protected async Task<IReadOnlyDictionary<string, string>> InstitutionsAsync() => (await Ledger.AllAsync(
        token => Client.Catalogue.ListInstitutionsAsync(new() { PageSize = 1_000, PageToken = token }),
        page => (page.Institutions, page.NextPageToken))).ToDictionary(i => i.Id, i => i.Name);

    /// <summary>The accounts that the city pays from.</summary>
    protected Task<List<V1.FundingAccount>> AccountsAsync() => Ledger.AllAsync(
        token => Client.Payouts.ListFundingAccountsAsync(new() { PageSize = 1_000, PageToken = token }),
        page => (page.FundingAccounts, page.NextPageToken));
}
