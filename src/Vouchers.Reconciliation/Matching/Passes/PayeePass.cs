using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// Pass 5: the same amount and the same payee, by account or by name, within the date window, and nothing else like
/// it on either side. Where there is, all of them are left to people, whatever later passes could make of the rest.
/// </summary>
internal static class PayeePass
{
    private readonly record struct Key(BankDirection Direction, Money Amount, bool ByAccount, string Payee);

    private sealed class Group
    {
        public List<ItemNode> Items { get; } = [];

        public List<LineNode> Lines { get; } = [];
    }

    public static void Run(Desk desk)
    {
        var groups = Groups(desk);
        foreach (var group in groups.Where(g => g.Lines.Count > 0))
        {
            var window = desk.Options.DateWindowDays;
            group.Items.Sort((l, r) => Begin(l, window).CompareTo(Begin(r, window)));
            group.Lines.Sort((l, r) => l.Day.CompareTo(r.Day));
            Meet(desk, group, window);
        }

        foreach (var item in desk.Items)
        {
            if (item.Alike is ({ Alike: { Item: { } back, HasRival: false } } line, false) && back == item &&
                !Comparison.AccountsConflict(line, item))
                desk.Match(MatchPass.AmountAndPayee, [item], [line],
                    desk.Compare.Pair(line, item, new MatchSignal(SignalKind.OnlyPair)));
        }
    }

    private static List<Group> Groups(Desk desk)
    {
        var byKey = new Dictionary<Key, Group>();
        var groups = new List<Group>();
        foreach (var item in desk.Items)
        {
            if (!item.IsFree)
                continue;
            foreach (var key in Keys(item.Payment.Direction, item.Payment.Amount, item.Account, item.Name))
            {
                if (!byKey.TryGetValue(key, out var group))
                    groups.Add(byKey[key] = group = new Group());
                group.Items.Add(item);
            }
        }

        foreach (var line in desk.Lines)
        {
            if (!line.IsFree || line.Line.TransactionCount > 1)
                continue;
            foreach (var key in Keys(line.Line.Direction, line.Line.Amount, line.Account, line.Name))
            {
                if (byKey.TryGetValue(key, out var group))
                    group.Lines.Add(line);
            }
        }

        return groups;
    }

    private static IEnumerable<Key> Keys(BankDirection direction, Money amount, string account, string name)
    {
        if (account.Length > 0)
            yield return new Key(direction, amount, true, account);
        if (name.Length > 0)
            yield return new Key(direction, amount, false, name);
    }

    private static int Begin(ItemNode item, int window) => Math.Max(item.Day - window, item.FirstDay);

    // Items begin, and lines are booked, in this order, so that neither mark moves back. Two partners tell all there is
    // to tell: there is one, or there are rivals. Of the items that began before a line, those are the two latest.
    private static void Meet(Desk desk, Group group, int window)
    {
        var mark = 0;
        foreach (var item in group.Items)
        {
            for (; mark < group.Lines.Count && group.Lines[mark].Day < Begin(item, window); mark++)
                desk.Compare.Look();
            foreach (var line in group.Lines.Skip(mark).Take(2).TakeWhile(l => l.Day <= item.Day + window))
                item.Alike = (item.Alike.Line ?? line, item.Alike.HasRival || (item.Alike.Line ?? line) != line);
        }

        mark = 0;
        List<ItemNode> latest = [];
        foreach (var line in group.Lines)
        {
            for (; mark < group.Items.Count && Begin(group.Items[mark], window) <= line.Day; mark++)
            {
                desk.Compare.Look();
                latest = [.. latest.Append(group.Items[mark]).OrderByDescending(i => i.Day).Take(2)];
            }

            foreach (var item in latest.TakeWhile(i => i.Day >= line.Day - window))
                line.Alike = (line.Alike.Item ?? item, line.Alike.HasRival || (line.Alike.Item ?? item) != item);
        }
    }
}
