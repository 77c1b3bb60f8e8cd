namespace Vouchers.Ledger;

/// <summary>
/// A state as it will be after a decision that is not carried out yet, so that a second one can be built on it and both
/// are carried out together or not at all.
/// </summary>
/// <remarks>A row keeps its owner: the first decision may change the rows of an owner, not add to them.</remarks>
internal sealed class StateAfter(ILedgerState before, Decision first) : ILedgerState
{
    private readonly Dictionary<(Type, string), Entity> puts =
        first.Puts.GroupBy(row => (row.GetType(), row.Key)).ToDictionary(rows => rows.Key, rows => rows.Last());

    public T? Find<T>(Id<T> id)
        where T : Entity => Put<T>(id.Value) ?? before.Find(id);

    public T? Peek<T>(Id<T> id)
        where T : Entity => Put<T>(id.Value) ?? before.Peek(id);

    public IReadOnlyList<Voucher> VouchersOf(Id<Citizen> citizen) => Now(before.VouchersOf(citizen));

    public IReadOnlyList<Voucher> Loaded(Id<Citizen> citizen) => Now(before.Loaded(citizen));

    public IReadOnlyList<Membership> MembershipsOf(Id<Citizen> citizen) => Now(before.MembershipsOf(citizen));

    public IReadOnlyList<T> All<T>(Need owner)
        where T : Entity => Now(before.All<T>(owner));

    public IReadOnlyList<T> AllLoaded<T>(Need owner)
        where T : Entity => Now(before.AllLoaded<T>(owner));

    public Citizen? CitizenByNationalId(string hash) => before.CitizenByNationalId(hash);

    public long Balance(AccountId account) => checked(before.Balance(account) + Moved(account));

    public long WatchedBalance(AccountId account) => checked(before.WatchedBalance(account) + Moved(account));

    private T? Put<T>(string key)
        where T : Entity => puts.TryGetValue((typeof(T), key), out var row) ? (T)row : null;

    private List<T> Now<T>(IReadOnlyList<T> rows)
        where T : Entity => [.. rows.Select(row => Put<T>(row.Key) ?? row)];

    // A balance is what was credited less what was debited.
    private long Moved(AccountId account) => first.Lines.Sum(line =>
        (line.Credit == account ? line.AmountMinorUnits : 0) - (line.Debit == account ? line.AmountMinorUnits : 0));
}
