using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>
/// What several <see cref="InMemoryLedgerStore"/> share, as several nodes share a database. Thread safe. Nothing is
/// locked between reading and writing, so stores lose races to each other as they do on a server.
/// </summary>
internal sealed class InMemoryDatabase
{
    private readonly Lock gate = new();
    private readonly Stack<Action> undo = new();
    private readonly Dictionary<EntityTable, MemoryTable> tables;
    private readonly SortedDictionary<long, (long Balance, long Version)> accounts = [];
    private readonly List<MemoryLane> lanes = [];
    private readonly Dictionary<Guid, StoredAnswer> answers = [];
    private readonly SortedDictionary<(int Lane, long Number), Checkpoint> checkpoints = [];

    /// <summary>An empty database.</summary>
    public InMemoryDatabase() => tables = EntityTables.All.ToDictionary(t => t, t => new MemoryTable(t, undo));

    internal int OpenLane()
    {
        lock (gate)
        {
            lanes.Add(new MemoryLane(lanes.Count + 1));
            return lanes.Count;
        }
    }

    /// <summary>Reads under the lock, so that what is read belongs together.</summary>
    internal T Read<T>(Func<InMemoryDatabase, T> read)
    {
        lock (gate)
            return read(this);
    }

    internal MemoryTable Table(EntityTable table) => tables[table];

    internal IEnumerable<KeyValuePair<long, (long Balance, long Version)>> Accounts => accounts;

    internal IReadOnlyList<MemoryLane> Lanes => lanes;

    internal IEnumerable<Checkpoint> Checkpoints => checkpoints.Values;

    internal bool AddCheckpoint(Checkpoint checkpoint)
    {
        lock (gate)
            return checkpoints.TryAdd((checkpoint.Lane, checkpoint.Number), checkpoint);
    }

    internal Loaded Load(Need need)
    {
        if (need.By != NeedBy.Account)
            return new Loaded(need, tables[EntityTables.Of(need.Type)].Find(need.By, need.Key));
        var (balance, version) = accounts.GetValueOrDefault(need.Account);
        return new Loaded(need, [], balance, version);
    }

    internal StoredAnswer? FindAnswer(Guid requestId) => answers.GetValueOrDefault(requestId);

    internal int ForgetAnswers(Timestamp olderThan, int limit)
    {
        lock (gate)
        {
            var old = answers.Values.Where(a => a.At < olderThan).OrderBy(a => a.At).Take(limit).ToList();
            return old.Count(answer => answers.Remove(answer.RequestId));
        }
    }

    internal CommitResult Commit(LedgerBatch batch, int lane)
    {
        lock (gate)
        {
            undo.Clear();
            var own = lanes[lane - 1];
            string? lost = null;
            try
            {
                var (link, writes) = BatchWriter.Plan(batch, lane, own.Number + 1, own.Hash, own.NextSequence);
                lost = writes.Select(Apply).FirstOrDefault(fault => fault is not null);
                return lost is null ? new CommitResult.Committed(link.Number) : new CommitResult.LostRace(lost);
            }
            catch
            {
                lost = "an error";
                throw;
            }
            finally
            {
                while (lost is not null && undo.TryPop(out var takeBack))
                    takeBack();
            }
        }
    }

    private string? Apply(Write write) => write switch
    {
        Write.Update update => First(
            update.Rows, row => tables[update.Table].Update(row.Row, row.ExpectedVersion!.Value)),
        Write.Insert { Table: EntityTable table } insert => First(
            insert.Rows, row => tables[table].Insert((Entity)row)),
        Write.Insert insert => First(insert.Rows, row => Append(insert.Table, row)),
        Write.Balances balances => First(balances.Changes, Change),
        _ => throw new ArgumentException($"A {write.GetType().Name} is not known here.", nameof(write)),
    };

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> apply) =>
        items.Select(apply).FirstOrDefault(fault => fault is not null);

    private string? Append(Table table, object row)
    {
        foreach (var column in table.Columns)
            _ = column.ValueOf(row);
        switch (row)
        {
            case BatchLink link:
                lanes[link.Lane - 1].Links.Add(link);
                undo.Push(() => lanes[link.Lane - 1].Links.RemoveAt(lanes[link.Lane - 1].Links.Count - 1));
                return null;
            case JournalEntry entry:
                lanes[entry.Lane - 1].Rows.Add(entry);
                undo.Push(() => lanes[entry.Lane - 1].Rows.RemoveAt(lanes[entry.Lane - 1].Rows.Count - 1));
                return null;
            // An answer's two tables are one here.
            case PlacedAnswer when table == BookTables.Answers:
                return null;
            case PlacedAnswer { Answer: var answer }:
                if (!answers.TryAdd(answer.RequestId, answer))
                    return $"request {answer.RequestId} has its answer already";
                undo.Push(() => answers.Remove(answer.RequestId));
                return null;
            default:
                throw new ArgumentException($"A {row.GetType().Name} is not known here.", nameof(row));
        }
    }

    private string? Change(BalanceChange change)
    {
        var id = change.Account.Packed;
        var known = accounts.TryGetValue(id, out var old);
        if (change.ExpectedVersion is { } expected && expected != old.Version)
            return $"account {change.Account} no longer has version {expected}";
        var balance = checked(old.Balance + change.DeltaMinorUnits);
        if (balance < 0 && !change.Account.MayBeNegative)
            return $"account {change.Account} would stand at {balance}";
        undo.Push(() =>
        {
            if (known)
                accounts[id] = old;
            else
                accounts.Remove(id);
        });
        accounts[id] = (balance, checked(old.Version + 1));
        return null;
    }
}

/// <summary>A lane's chain and its rows.</summary>
internal sealed class MemoryLane(int number)
{
    public List<BatchLink> Links { get; } = [];

    public List<JournalEntry> Rows { get; } = [];

    public long Number => Links.Count;

    public byte[] Hash => Links.Count == 0 ? JournalChain.Genesis(number) : Links[^1].Hash;

    public long NextSequence => Rows.Count + 1;
}
