namespace Vouchers.Reconciliation;

/// <summary>
/// What was matched before stays matched: payments that share lines are put together again, and their lines are no
/// longer looked at. Rejected payments are put aside.
/// </summary>
internal static class EarlierMatches
{
    public static void Run(Desk desk)
    {
        var settled = new List<ItemNode>();
        foreach (var item in desk.Items)
        {
            if (item.Payment.MatchedWith.Count > 0 ||
                item.Payment.State is ExpectedState.Paid or ExpectedState.Returned)
                settled.Add(item);
            else if (item.Payment.State == ExpectedState.Rejected)
                item.Fate = Fate.NotExpected;
            else if (item.Payment.State != ExpectedState.Sent)
                throw new ArgumentException($"{item.Id} has no state.");
        }

        var lines = Put(desk, settled);
        foreach (var line in desk.Lines)
        {
            if (lines.ContainsKey(line.Id))
                line.Fate = Fate.Earlier;
        }
    }

    /// <summary>Puts payments together that share a line, by union and find; returns the lines.</summary>
    private static Dictionary<string, int> Put(Desk desk, List<ItemNode> settled)
    {
        var parent = Enumerable.Range(0, settled.Count).ToArray();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var n = 0; n < settled.Count; n++)
        {
            foreach (var line in settled[n].Payment.MatchedWith)
            {
                if (!lines.TryAdd(line, n))
                    Join(parent, lines[line], n);
            }
        }

        var groups = new Dictionary<int, (List<ItemNode> Items, HashSet<string> Lines)>();
        var order = new List<int>();
        for (var n = 0; n < settled.Count; n++)
        {
            var root = Root(parent, n);
            if (!groups.TryGetValue(root, out var group))
            {
                groups[root] = group = ([], []);
                order.Add(root);
            }

            group.Items.Add(settled[n]);
            group.Lines.UnionWith(settled[n].Payment.MatchedWith);
        }

        foreach (var root in order)
            Put(desk, groups[root].Items, [.. groups[root].Lines.Order(StringComparer.Ordinal)]);
        return lines;
    }

    private static void Put(Desk desk, List<ItemNode> items, string[] lines)
    {
        var match = new PaymentMatch(MatchPass.Earlier, [.. items.Select(i => i.Id)], lines, []);
        foreach (var item in items)
            (item.Fate, item.Settlement) = (Fate.Earlier, match);
        desk.Earlier.Add(match);
    }

    private static void Join(int[] parent, int left, int right)
    {
        var (l, r) = (Root(parent, left), Root(parent, right));
        parent[Math.Max(l, r)] = Math.Min(l, r);
    }

    private static int Root(int[] parent, int n)
    {
        while (parent[n] != n)
            n = parent[n] = parent[parent[n]];
        return n;
    }
}
