using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vouchers.Ledger;

/// <summary>
/// The rows of one batch: what was loaded, and what the commands decided so far made of it. Commands of a batch
/// are decided in order against it, so the second redemption of a voucher sees the first. Not thread safe.
/// </summary>
public sealed class WorkingSet : ILedgerState
{
    private readonly Dictionary<(Type Type, string Key), Tracked> rows = [];
    private readonly List<(Type Type, string Key)> written = [];
    private readonly Dictionary<Need, List<string>> owned = [];
    private readonly Dictionary<string, string?> nationalIds = new(StringComparer.Ordinal);
    private readonly Dictionary<AccountId, TrackedBalance> balances = [];
    private readonly HashSet<Need> loaded = [];

    /// <summary>True where a decision changed a row. A balance changes with a journal line only.</summary>
    public bool HasChanges => written.Count > 0;

    /// <summary>The needs among these that were not loaded yet, each once.</summary>
    public List<Need> Missing(IEnumerable<Need> needs)
    {
        HashSet<Need>? missing = null;
        foreach (var need in needs)
        {
            if (!loaded.Contains(need))
                (missing ??= []).Add(need);
        }

        return missing is null ? [] : [.. missing];
    }

    /// <summary>Takes in what the store found.</summary>
    public void Add(Loaded found)
    {
        if (!loaded.Add(found.Need))
            return;
        foreach (var (row, version) in found.Rows)
            rows.TryAdd((row.GetType(), row.Key), new Tracked(row, version, false));
        switch (found.Need.By)
        {
            case NeedBy.Key when found.Rows.Count == 0:
                rows.TryAdd((found.Need.Type, found.Need.Key), new Tracked(null, null, false));
                break;
            case NeedBy.Key:
                break;
            case NeedBy.Citizen or NeedBy.PayoutItem or NeedBy.PayoutBatch or NeedBy.Institution
                or NeedBy.Match or NeedBy.Period or NeedBy.FundingAccount:
                AddOwned(found);
                break;
            case NeedBy.NationalIdHash:
                nationalIds[found.Need.Key] = found.Rows.Count == 0 ? null : found.Rows[0].Row.Key;
                break;
            case NeedBy.Account:
                balances[AccountId.FromPacked(found.Need.Account)] =
                    new TrackedBalance(found.BalanceMinorUnits, 0, found.AccountVersion, false);
                break;
            default:
                throw new InvalidOperationException($"A need by {found.Need.By} is not known here.");
        }
    }

    /// <inheritdoc/>
    public T? Find<T>(Id<T> id)
        where T : Entity => rows.TryGetValue((typeof(T), id.Value), out var tracked)
        ? (T?)tracked.Row
        : throw new InvalidOperationException($"{typeof(T).Name} '{id}' was decided on without being loaded.");

    /// <inheritdoc/>
    public T? Peek<T>(Id<T> id)
        where T : Entity => rows.TryGetValue((typeof(T), id.Value), out var tracked) ? (T?)tracked.Row : null;

    /// <inheritdoc/>
    public IReadOnlyList<Voucher> VouchersOf(Id<Citizen> citizen) => All<Voucher>(Need.VouchersOf(citizen));

    /// <inheritdoc/>
    public IReadOnlyList<Voucher> Loaded(Id<Citizen> citizen) => AllLoaded<Voucher>(Need.VouchersOf(citizen));

    /// <inheritdoc/>
    public IReadOnlyList<Membership> MembershipsOf(Id<Citizen> citizen) =>
        All<Membership>(Need.MembershipsOf(citizen));

    /// <inheritdoc/>
    public IReadOnlyList<T> All<T>(Need owner)
        where T : Entity => owned.ContainsKey(owner)
        ? AllLoaded<T>(owner)
        : throw new InvalidOperationException(
            $"The {typeof(T).Name} rows of '{owner.Key}' were decided on without being loaded.");

    /// <inheritdoc/>
    public IReadOnlyList<T> AllLoaded<T>(Need owner)
        where T : Entity
    {
        var found = new List<T>();
        foreach (var key in owned.GetValueOrDefault(owner) ?? [])
        {
            // A row may have left its owner since, as a redemption leaves a payment that the bank refused.
            var row = (T)rows[(typeof(T), key)].Row!;
            if (Need.OfOwner(row) == owner)
                found.Add(row);
        }

        return found;
    }

    /// <inheritdoc/>
    public Citizen? CitizenByNationalId(string hash) => nationalIds.TryGetValue(hash, out var key)
        ? key is null ? null : (Citizen?)rows[(typeof(Citizen), key)].Row
        : throw new InvalidOperationException("A national ID was decided on without being loaded.");

    /// <inheritdoc/>
    public long Balance(AccountId account)
    {
        ref var balance = ref Tracking(account);
        return checked(balance.Read + balance.Delta);
    }

    /// <inheritdoc/>
    public long WatchedBalance(AccountId account)
    {
        Tracking(account).Watched = true;
        return Balance(account);
    }

    /// <summary>
    /// Takes in what a decision changes. Checks that every transfer leaves its accounts where they may be.
    /// </summary>
    /// <exception cref="InvalidOperationException">The decision breaks the books: a bug in a rule.</exception>
    public void Apply(Decision decision)
    {
        foreach (var line in decision.Lines)
        {
            if (line.Debit is not { } debit || line.Credit is not { } credit)
                continue;
            Move(debit, checked(-line.AmountMinorUnits));
            Move(credit, line.AmountMinorUnits);
        }

        foreach (var row in decision.Puts)
            Put(row);
    }

    /// <summary>The rows and balances that changed, for the store.</summary>
    public (List<RowWrite> Rows, List<BalanceChange> Balances) Changes()
    {
        var changedRows = written.ConvertAll(key => new RowWrite(rows[key].Row!, rows[key].Version));
        var changedBalances = balances.Where(b => b.Value.Delta != 0 || b.Value.Watched)
            .OrderBy(b => b.Key.Packed)
            .Select(b => new BalanceChange(b.Key, b.Value.Delta, b.Value.Watched ? b.Value.Version : null))
            .ToList();
        return (changedRows, changedBalances);
    }

    private void Put(Entity row)
    {
        var key = (row.GetType(), row.Key);
        ref var tracked = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, key, out var known);
        Own(row, known ? tracked.Row : null);
        if (!tracked.Written)
            written.Add(key);
        tracked = tracked with { Row = row, Written = true };
    }

    private void Own(Entity row, Entity? before)
    {
        if (row is Citizen citizen && before is null)
            nationalIds[citizen.NationalIdHash] = row.Key;
        if (Need.OfOwner(row) is { } owner && (before is null || Need.OfOwner(before) != owner)
            && owned.TryGetValue(owner, out var keys) && !keys.Contains(row.Key))
            keys.Add(row.Key);
    }

    private void AddOwned(Loaded found)
    {
        var read = found.Rows.Select(r => r.Row.Key).ToHashSet(StringComparer.Ordinal);
        // And rows that a command of this batch gave to the owner before the owner was asked for.
        var given = written.Where(w => w.Type == found.Need.Type && !read.Contains(w.Key)
            && Need.OfOwner(rows[w].Row!) == found.Need).Select(w => w.Key);
        owned[found.Need] = [.. found.Rows.Select(r => r.Row.Key), .. given];
    }

    private ref TrackedBalance Tracking(AccountId account)
    {
        ref var balance = ref CollectionsMarshal.GetValueRefOrNullRef(balances, account);
        if (Unsafe.IsNullRef(ref balance))
            throw new InvalidOperationException($"Account {account} was used without being loaded.");
        return ref balance;
    }

    private void Move(AccountId account, long delta)
    {
        ref var balance = ref Tracking(account);
        balance.Delta = checked(balance.Delta + delta);
        if (!account.MayBeNegative && balance.Read + balance.Delta < 0)
            throw new InvalidOperationException(
                $"Account {account} would stand at {balance.Read + balance.Delta}, below zero.");
    }

    private record struct Tracked(Entity? Row, long? Version, bool Written);

    private record struct TrackedBalance(long Read, long Delta, long Version, bool Watched);
}
