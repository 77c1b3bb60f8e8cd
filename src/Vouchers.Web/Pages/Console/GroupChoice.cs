using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The target groups of some programmes, to choose one of.</summary>
/// <param name="Programmes">Whose groups.</param>
/// <param name="Chosen">A group's code; null or empty where none is.</param>
/// <param name="Any">What no choice means.</param>
internal sealed record GroupChoice(IReadOnlyList<Programme> Programmes, string? Chosen, string Any);
