using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>Entries of the books to show.</summary>
/// <param name="Caption">Which they are.</param>
/// <param name="Entries">In the order of the books.</param>
/// <param name="CurrencyOf">The currency of an account; an entry itself bears none.</param>
/// <param name="ShowsSubject">Where they are of different things, each says of which.</param>
internal sealed record EntryTable(
    string Caption, IReadOnlyList<JournalEntry> Entries, Func<string, string> CurrencyOf, bool ShowsSubject = false);
