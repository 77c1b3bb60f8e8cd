using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>
/// The rows of one type. Every change leaves behind what takes it back, so that a batch that fails half way can be
/// undone as a database would. Used under the database's lock.
/// </summary>
internal sealed class MemoryTable(EntityTable table, Stack<Action> undo)
{
    private readonly SortedDictionary<string, VersionedRow> rows = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Rule, object Value), string> taken = [];
    private readonly Dictionary<string, SortedSet<string>> ofCitizen = new(StringComparer.Ordinal);
    // Few rows of a test's database have these owners, so that a walk over all of them will do.
    private readonly Dictionary<NeedBy, Column> owners = new (NeedBy By, string Column)[]
        {
            (NeedBy.PayoutItem, "payout_item_id"), (NeedBy.PayoutBatch, "batch_id"),
            (NeedBy.Institution, "institution_id"), (NeedBy.Match, "match_id"), (NeedBy.Period, "period_id"),
            (NeedBy.FundingAccount, "funding_account_id"),
        }
        .Where(o => table.Has(o.Column)).ToDictionary(o => o.By, o => table[o.Column]);

    private readonly Column? citizen = table.Has("citizen_id") ? table["citizen_id"] : null;

    public IEnumerable<VersionedRow> Rows => rows.Values;

    public IReadOnlyList<VersionedRow> Find(NeedBy by, string key) => by switch
    {
        NeedBy.Key => rows.TryGetValue(key, out var row) ? [row] : [],
        NeedBy.Citizen when citizen is not null =>
            ofCitizen.TryGetValue(key, out var keys) ? [.. keys.Select(k => rows[k])] : [],
        // The only rule of uniqueness that a citizen is under.
        NeedBy.NationalIdHash => taken.TryGetValue((0, key), out var id) ? [rows[id]] : [],
        _ when owners.TryGetValue(by, out var owner) =>
            [.. rows.Values.Where(r => (string?)owner.Value(r.Row) == key)],
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, $"{table.Name} is not found by this."),
    };

    /// <summary>Null, or in words the row that is there already.</summary>
    public string? Insert(Entity row)
    {
        foreach (var column in table.Columns)
            _ = column.ValueOf(row);
        if (rows.ContainsKey(row.Key))
            return $"{table.Name} '{row.Key}' is there already";
        return Take(row) ?? Place(row.Key, new VersionedRow(row, 1));
    }

    /// <summary>Null, or in words why the row cannot be replaced.</summary>
    /// <exception cref="InvalidOperationException">A fixed column changed: a bug in a rule.</exception>
    public string? Update(Entity row, long expected)
    {
        foreach (var column in table.Columns)
            _ = column.ValueOf(row);
        if (!rows.TryGetValue(row.Key, out var old) || old.Version != expected)
            return $"{table.Name} '{row.Key}' no longer has version {expected}";
        if (table.FixedColumns.Any(c => !Equals(c.Value(old.Row), c.Value(row))))
            throw new InvalidOperationException(
                $"A replacement of {table.Name} '{row.Key}' changes a column that never changes.");
        Release(old.Row);
        return Take(row) ?? Place(row.Key, new VersionedRow(row, checked(expected + 1)));
    }

    private string? Take(Entity row)
    {
        for (var i = 0; i < table.Uniques.Count; i++)
        {
            if (table.Uniques[i].KeyOf(row) is not { } value)
                continue;
            var key = (i, value);
            if (!taken.TryAdd(key, row.Key))
                return $"{table.Uniques[i].Name} of '{row.Key}' is taken";
            undo.Push(() => taken.Remove(key));
        }

        return null;
    }

    private void Release(Entity row)
    {
        for (var i = 0; i < table.Uniques.Count; i++)
        {
            if (table.Uniques[i].KeyOf(row) is not { } value)
                continue;
            var key = (i, value);
            taken.Remove(key);
            undo.Push(() => taken.Add(key, row.Key));
        }
    }

    private string? Place(string key, VersionedRow row)
    {
        if (rows.TryGetValue(key, out var old))
        {
            undo.Push(() => rows[key] = old);
        }
        else
        {
            undo.Push(() => rows.Remove(key));
            Own(key, row.Row);
        }

        rows[key] = row;
        return null;
    }

    private void Own(string key, Entity row)
    {
        if (citizen?.Value(row) is not string owner)
            return;
        if (!ofCitizen.TryGetValue(owner, out var keys))
            ofCitizen.Add(owner, keys = new SortedSet<string>(StringComparer.Ordinal));
        keys.Add(key);
        undo.Push(() => keys.Remove(key));
    }
}
