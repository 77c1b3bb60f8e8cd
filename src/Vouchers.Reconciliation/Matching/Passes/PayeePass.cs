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
            group.Items.Sort((l, r) => l.Day.CompareTo(r.Day));
            group.Lines.Sort((l, r) => l.Day.CompareTo(r.Day));
            Meet(desk, group, desk.Options.DateWindowDays);
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

    // Both lists go by date, so the first line of the window never moves back. Of those of the
    // window that left the ledger in time two tell all there is to tell: there is one, or there are rivals.
    private static void Meet(Desk desk, Group group, int window)
    {
        var first = 0;
        foreach (var item in group.Items)
        {
            for (; first < group.Lines.Count && group.Lines[first].Day < item.Day - window; first++)
                desk.Compare.Look();
            foreach (var line in group.Lines.Skip(first).TakeWhile(l => l.Day <= item.Day + window)
                .Where(l => l.Day >= item.FirstDay).Take(2))
                item.Alike = (item.Alike.Line ?? line, item.Alike.HasRival || (item.Alike.Line ?? line) != line);
        }

        first = 0;
        foreach (var line in group.Lines)
        {
            for (; first < group.Items.Count && group.Items[first].Day < line.Day - window; first++)
                desk.Compare.Look();
            foreach (var item in group.Items.Skip(first).TakeWhile(i => i.Day <= line.Day + window)
                .Where(i => line.Day >= i.FirstDay).Take(2))
                line.Alike = (line.Alike.Item ?? item, line.Alike.HasRival || (line.Alike.Item ?? item) != item);
        }
    }
}
