using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vouchers.Web.Pages;

/// <summary>What every page has: the reader's language and the ledger as the reader may use it.</summary>
internal abstract class FacePage(Ledger ledger) : PageModel
{
    public Tongue T { get; } = Tongue.Current;

    protected Ledger Ledger { get; } = ledger;

    /// <summary>The id of the citizen who is signed in.</summary>
    protected string CitizenId => User.FindFirst("citizen")!.Value;
}
