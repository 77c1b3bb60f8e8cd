using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// The pipeline and its store, as small as they can be: committed rows in dictionaries, and each batch loaded,
/// decided, applied and committed in the steps of the service's <c>BatchDecision</c>, with the same checks of
/// versions and balances that a store makes.
/// </summary>
internal sealed class LedgerHarness
{
    private readonly Dictionary<(Type Type, string Key), VersionedRow> rows = [];
    private readonly Dictionary<AccountId, (long Balance, long Version)> balances = [];
    private readonly List<JournalRow> journal = [];

    /// <summary>The server's clock; it stands until a test moves it.</summary>
    public Timestamp Now { get; set; }

    public IReadOnlyList<JournalRow> Journal => journal;

    public IReadOnlyDictionary<AccountId, long> Balances => balances.ToDictionary(b => b.Key, b => b.Value.Balance);

    /// <summary>How often a command needed a row that only an earlier command of its batch led to.</summary>
    public int LateLoads { get; private set; }

    public T Row<T>(Id<T> id)
        where T : Entity => (T)rows[(typeof(T), id.Value)].Row;

    public T? Find<T>(Id<T> id)
        where T : Entity => rows.TryGetValue((typeof(T), id.Value), out var found) ? (T)found.Row : null;

    public IEnumerable<T> All<T>()
        where T : Entity => rows.Values.Select(r => r.Row).OfType<T>().OrderBy(r => r.Key, StringComparer.Ordinal);

    public long Version<T>(Id<T> id)
        where T : Entity => rows[(typeof(T), id.Value)].Version;

    public long Balance(AccountId account) => balances.TryGetValue(account, out var found) ? found.Balance : 0;

    /// <summary>Puts a row by hand: a fault that no command makes.</summary>
    public void Put(Entity row) => rows[(row.GetType(), row.Key)] = new VersionedRow(row, 1);

    public void Change<T>(Id<T> id, Func<T, T> change)
        where T : Entity => Put(change(Row(id)));

    public void Remove<T>(Id<T> id)
        where T : Entity => rows.Remove((typeof(T), id.Value));

    public void SetBalance(AccountId account, long balance) => balances[account] = (balance, 1);

    /// <summary>Judges a command without carrying it out.</summary>
    public Decision Judge(Command command)
    {
        var state = new WorkingSet();
        Load(state, [command]);
        return command.Decide(state, Now);
    }

    /// <summary>Carries a command out that must be accepted, as a batch of its own.</summary>
    public TAnswer Do<TAnswer>(Command<TAnswer> command)
        where TAnswer : notnull => Run(command)[0] switch
        {
            Decision.Accepted accepted => (TAnswer)accepted.Answer,
            Decision.Refused refused => throw new InvalidOperationException(
                $"{command.GetType().Name} was refused: {refused.Refusal.Code}: {refused.Refusal.Message}"),
            var other => throw new InvalidOperationException($"{other} is no decision."),
        };

    /// <summary>Carries a command out that must be refused, and gives the reason.</summary>
    public Refusal Refuse(Command command) => Run(command)[0] is Decision.Refused refused
        ? refused.Refusal
        : throw new InvalidOperationException($"{command.GetType().Name} was accepted.");

    /// <summary>Decides the commands in order against each other's changes, and commits them as one batch.</summary>
    public IReadOnlyList<Decision> Run(params IReadOnlyList<Command> batch)
    {
        var state = new WorkingSet();
        Load(state, batch);
        var decisions = new List<Decision>();
        var lines = new List<JournalRow>();
        foreach (var command in batch)
        {
            // A row that an earlier command of this batch made can lead to rows that nobody needed before.
            LateLoads += Load(state, [command]);
            var decision = command.Decide(state, Now);
            state.Apply(decision);
            lines.AddRange(decision.Lines.Select(l => new JournalRow(l, command.Actor.Subject, null, Now)));
            decisions.Add(decision);
        }

        Commit(state.Changes(), lines);
        return decisions;
    }

    private int Load(WorkingSet state, IReadOnlyList<Command> commands)
    {
        var loads = 0;
        while (state.Missing(commands.SelectMany(c => c.Needs(state))) is { Count: > 0 } missing)
        {
            loads += missing.Count;
            foreach (var need in missing)
                state.Add(Find(need));
        }

        return loads;
    }

    /// <summary>What a store finds for a need.</summary>
    public Loaded Find(Need need) => need.By switch
    {
        NeedBy.Key => new Loaded(need, rows.TryGetValue((need.Type, need.Key), out var row) ? [row] : []),
        NeedBy.NationalIdHash => new Loaded(need, RowsWhere(r => r is Citizen c && c.NationalIdHash == need.Key)),
        NeedBy.Account => balances.TryGetValue(AccountId.FromPacked(need.Account), out var found)
            ? new Loaded(need, [], found.Balance, found.Version)
            : new Loaded(need, []),
        _ => new Loaded(need, RowsWhere(r => Need.OfOwner(r) == need)),
    };

    private VersionedRow[] RowsWhere(Func<Entity, bool> fits) =>
        [.. rows.Values.Where(r => fits(r.Row)).OrderBy(r => r.Row.Key, StringComparer.Ordinal)];

    private void Commit((List<RowWrite> Rows, List<BalanceChange> Balances) changes, List<JournalRow> lines)
    {
        foreach (var (row, expected) in changes.Rows)
        {
            var key = (row.GetType(), row.Key);
            var found = rows.TryGetValue(key, out var before) ? before.Version : (long?)null;
            if (found != expected)
                throw new InvalidOperationException($"{key} stands at version {found}, not {expected}.");
            rows[key] = new VersionedRow(row, (found ?? 0) + 1);
        }

        foreach (var (account, delta, expected) in changes.Balances)
        {
            var (balance, version) = balances.GetValueOrDefault(account);
            if (expected is not null && expected != version)
                throw new InvalidOperationException($"{account} stands at version {version}, not {expected}.");
            if (balance + delta < 0 && !account.MayBeNegative)
                throw new InvalidOperationException($"{account} would stand at {balance + delta}.");
            balances[account] = (balance + delta, version + 1);
        }

        journal.AddRange(lines);
    }
}
