using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>Joins the steps of a programme's funnel.</summary>
internal static class Funnel
{
    /// <summary>
    /// One row for each group of the programme's rules, in their order, and after these one for each group that
    /// has vouchers from the time before the rules changed.
    /// </summary>
    public static IReadOnlyList<FunnelRow> Join(
        Programme programme, IEnumerable<(string Group, long Count)> eligible, IEnumerable<FunnelRow> steps)
    {
        var counts = eligible.ToDictionary(e => e.Group, e => e.Count, StringComparer.Ordinal);
        var found = steps.ToDictionary(s => s.TargetGroup, StringComparer.Ordinal);
        var current = programme.Rules.TargetGroups;
        var former = found.Keys.Except(current, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return
        [
            .. current.Concat(former).Select(group =>
                found.GetValueOrDefault(group, new FunnelRow(group, 0, 0, 0, 0, 0, 0)) with
                {
                    Eligible = current.Contains(group, StringComparer.Ordinal) ? counts.GetValueOrDefault(group) : 0,
                }),
        ];
    }
}
