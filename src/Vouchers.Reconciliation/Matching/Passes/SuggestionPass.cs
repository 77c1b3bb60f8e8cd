using Vouchers.Ledger;

namespace Vouchers.Reconciliation;

/// <summary>
/// Pass 6: what a person should look at first. Candidates come from blocks of payments that share an amount, an
/// account, a name or a batch with the line; of each block only the nearest by date are looked at, so that the work
/// for a line is bounded. Nothing of it is booked.
/// </summary>
internal sealed class SuggestionPass
{
    private const int NearestPerBlock = 8;
    private const int NamedPerLine = 8;

    private enum Block
    {
        Amount,
        Account,
        Name,
        Batch,
    }

    private readonly record struct Key(
        Block Block, BankDirection Direction, Currency Currency, long Amount, string Text);

    private readonly Dictionary<Key, List<ItemNode>> blocks = [];
    private readonly Desk desk;

    private SuggestionPass(Desk desk)
    {
        this.desk = desk;
        // Blocks are in order of date since they are filled in that order; the sort is stable, so ids decide next.
        foreach (var item in desk.Items.Where(i => i.Fate == Fate.Open).OrderBy(i => i.Day))
        {
            foreach (var key in Keys(item))
            {
                if (!blocks.TryGetValue(key, out var block))
                    blocks[key] = block = [];
                block.Add(item);
            }
        }
    }

    public static void Run(Desk desk)
    {
        var pass = new SuggestionPass(desk);
        foreach (var line in desk.Lines)
        {
            if (line is { Fate: Fate.Open, IsMarked: false, Named: null })
                pass.Suggest(line);
        }

        foreach (var item in desk.Items)
        {
            if (item is { Fate: Fate.Open, SuggestedBy: not null })
                item.Fate = Fate.Suggested;
        }
    }

    private void Suggest(LineNode line)
    {
        var seen = new HashSet<ItemNode>();
        foreach (var key in Keys(line))
        {
            if (blocks.TryGetValue(key, out var block))
                AddNearest(seen, block, line.Day);
        }

        seen.RemoveWhere(i => line.Day < i.FirstDay);
        seen.UnionWith((line.Several ?? []).Where(i => i.Fate == Fate.Open).Take(NamedPerLine));
        var candidates = new List<(ItemNode[] Items, MatchCandidate Candidate)>();
        if (line.ChanceBatch is { } batch)
            Add(candidates, [.. batch.Free], Score.Batch(desk, line, batch));
        foreach (var item in seen)
            Add(candidates, [item], Score.Pair(desk, line, item));
        if (candidates.Count == 0)
            return;
        desk.Suggest(line, [.. candidates.OrderByDescending(c => c.Candidate.Score)
            .ThenByDescending(c => c.Items.Length).ThenBy(c => c.Items[0].Id, StringComparer.Ordinal)
            .Take(desk.Options.SuggestionsPerLine)]);
    }

    private void Add(
        List<(ItemNode[], MatchCandidate)> candidates, ItemNode[] items, (int Points, MatchSignal[] Signals) score)
    {
        if (score.Points >= desk.Options.SuggestionScore && desk.Options.SuggestionsPerLine > 0)
            candidates.Add((items, new MatchCandidate([.. items.Select(i => i.Id)], score.Points, score.Signals)));
    }

    private static void AddNearest(HashSet<ItemNode> seen, List<ItemNode> block, int day)
    {
        var (low, high) = (0, block.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = block[middle].Day < day ? (middle + 1, high) : (low, middle);
        }

        var before = low - 1;
        for (var n = 0; n < NearestPerBlock && (before >= 0 || low < block.Count); n++)
        {
            var takeLater = before < 0 || (low < block.Count && block[low].Day - day <= day - block[before].Day);
            seen.Add(takeLater ? block[low++] : block[before--]);
        }
    }

    private static IEnumerable<Key> Keys(ItemNode item) => Keys(item.Payment.Direction, item.Payment.Amount,
        item.Account, item.Name, item.Payment.BatchReference.ToUpperInvariant());

    private static IEnumerable<Key> Keys(LineNode line) => Keys(line.Line.Direction, line.Line.Amount,
        line.Account, line.Name, (line.Batch?.Reference ?? "").ToUpperInvariant());

    private static IEnumerable<Key> Keys(
        BankDirection direction, Money amount, string account, string name, string batch)
    {
        yield return new Key(Block.Amount, direction, amount.Currency, amount.MinorUnits, "");
        if (account.Length > 0)
            yield return new Key(Block.Account, direction, amount.Currency, 0, account);
        if (name.Length > 0)
            yield return new Key(Block.Name, direction, amount.Currency, 0, name);
        if (batch.Length > 0)
            yield return new Key(Block.Batch, direction, amount.Currency, amount.MinorUnits, batch);
    }
}
