using Vouchers.V1;

namespace Vouchers.Web.Pages.Console;

/// <summary>The target groups of some programmes, to choose one of.</summary>
/// <param name="Programmes">Whose groups.</param>
/// <param name="Chosen">A group's code; null or empty where none is.</param>
/// <param name="Any">What no choice means.</param>
internal sealed record GroupChoice(IReadOnlyList<Programme> Programmes, string? Chosen, string Any)
{
    /// <summary>The chosen one too, where no programme names it any longer but vouchers of it are left.</summary>
    public IEnumerable<string> Groups => Programmes.SelectMany(p => p.Rules.TargetGroups)
        .Concat(Chosen is { Length: > 0 } chosen ? [chosen] : []).Distinct().Order(StringComparer.Ordinal);
}
