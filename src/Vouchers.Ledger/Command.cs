namespace Vouchers.Ledger;

/// <summary>
/// A request to change the ledger, already well formed. Loading and deciding are separate: <see cref="Needs"/>
/// names the rows, the pipeline loads them for a whole batch at once, and <see cref="Decide"/> is a pure function
/// of those rows and the time.
/// </summary>
public abstract record Command(Actor Actor)
{
    /// <summary>
    /// The rows that the decision reads. Called again after each load, with what is known so far, until it names
    /// nothing new; so a voucher can lead to its citizen, and the citizen to the other vouchers.
    /// </summary>
    public abstract IEnumerable<Need> Needs(ILedgerState known);

    /// <summary>Judges the command. Never changes anything, reads no clock and does no I/O.</summary>
    public abstract Decision Decide(ILedgerState state, Timestamp now);
}

/// <summary>A command whose accepted answer is a <typeparamref name="TAnswer"/>.</summary>
public abstract record Command<TAnswer>(Actor Actor) : Command(Actor)
    where TAnswer : notnull
{
    /// <summary>Accepts with the answer, the rows and the journal lines.</summary>
    protected static Decision Accept(TAnswer answer, IReadOnlyList<Entity> puts, IReadOnlyList<JournalLine> lines) =>
        new Decision.Accepted(answer) { Puts = puts, Lines = lines };
}

/// <summary>How a needed row is found.</summary>
public enum NeedBy
{
    /// <summary>One row by its key.</summary>
    Key = 0,

    /// <summary>All rows that belong to a citizen, by the citizen's id.</summary>
    Citizen = 1,

    /// <summary>The citizen by the keyed hash of the national ID.</summary>
    NationalIdHash = 2,

    /// <summary>The balance of an account, by its packed id.</summary>
    Account = 3,

    /// <summary>All redemptions that one payment pays, by the item's id.</summary>
    PayoutItem = 4,

    /// <summary>All rows of a payout batch, by the batch's id.</summary>
    PayoutBatch = 5,

    /// <summary>All rows of an institution, by the institution's id.</summary>
    Institution = 6,

    /// <summary>All parts of a match, by the match's id.</summary>
    Match = 7,

    /// <summary>All statements, or all discrepancies, of a month, by the period's id.</summary>
    Period = 8,

    /// <summary>All months of a funding account, by the account's id.</summary>
    FundingAccount = 9,
}

/// <summary>One row, or all rows of one owner, that a decision reads.</summary>
public readonly record struct Need(Type Type, NeedBy By, string Key, long Account = 0)
{
    /// <summary>The row with this id.</summary>
    public static Need Of<T>(Id<T> id)
        where T : Entity => new(typeof(T), NeedBy.Key, id.Value);

    /// <summary>Every voucher that the citizen ever had.</summary>
    public static Need VouchersOf(Id<Citizen> citizen) => new(typeof(Voucher), NeedBy.Citizen, citizen.Value);

    /// <summary>The citizen's memberships of target groups.</summary>
    public static Need MembershipsOf(Id<Citizen> citizen) => new(typeof(Membership), NeedBy.Citizen, citizen.Value);

    /// <summary>The citizen who has this national ID, by its keyed hash.</summary>
    public static Need NationalId(string hash) => new(typeof(Citizen), NeedBy.NationalIdHash, hash);

    /// <summary>The redemptions that a payment pays.</summary>
    public static Need RedemptionsOf(Id<PayoutItem> item) => new(typeof(Redemption), NeedBy.PayoutItem, item.Value);

    /// <summary>The payments of a batch.</summary>
    public static Need ItemsOf(Id<PayoutBatch> batch) => new(typeof(PayoutItem), NeedBy.PayoutBatch, batch.Value);

    /// <summary>What the payments of a batch take off for claw-backs.</summary>
    public static Need NettingsOf(Id<PayoutBatch> batch) => new(typeof(Netting), NeedBy.PayoutBatch, batch.Value);

    /// <summary>Every claw-back from an institution.</summary>
    public static Need ClawBacksOf(Id<Institution> institution) =>
        new(typeof(ClawBack), NeedBy.Institution, institution.Value);

    /// <summary>Every request by force majeure about an institution's redemptions.</summary>
    public static Need ForceMajeuresOf(Id<Institution> institution) =>
        new(typeof(ForceMajeure), NeedBy.Institution, institution.Value);

    /// <summary>The lines, payments and claw-backs that a match joins.</summary>
    public static Need PartsOf(Id<Match> match) => new(typeof(MatchPart), NeedBy.Match, match.Value);

    /// <summary>The statements that end in a month.</summary>
    public static Need StatementsOf(Id<Period> period) => new(typeof(Statement), NeedBy.Period, period.Value);

    /// <summary>The discrepancies that keep a month open, or did.</summary>
    public static Need DiscrepanciesOf(Id<Period> period) => new(typeof(Discrepancy), NeedBy.Period, period.Value);

    /// <summary>The months of a funding account that anything happened in.</summary>
    public static Need PeriodsOf(Id<FundingAccount> funding) =>
        new(typeof(Period), NeedBy.FundingAccount, funding.Value);

    /// <summary>The need for all rows of one owner that would find this row; null where it has no such owner.</summary>
    public static Need? OfOwner(Entity row) => row switch
    {
        Voucher voucher => VouchersOf(voucher.CitizenId),
        Membership membership => MembershipsOf(membership.CitizenId),
        Redemption { PayoutItemId: { } item } => RedemptionsOf(item),
        PayoutItem item => ItemsOf(item.BatchId),
        Netting netting => NettingsOf(netting.BatchId),
        ClawBack clawBack => ClawBacksOf(clawBack.InstitutionId),
        ForceMajeure forceMajeure => ForceMajeuresOf(forceMajeure.InstitutionId),
        MatchPart part => PartsOf(part.MatchId),
        Statement statement => StatementsOf(statement.PeriodId),
        Period period => PeriodsOf(period.FundingAccountId),
        Discrepancy discrepancy => DiscrepanciesOf(discrepancy.PeriodId),
        _ => null,
    };

    /// <summary>An account's balance.</summary>
    public static Need Balance(AccountId account) => new(typeof(AccountId), NeedBy.Account, "", account.Packed);
}

/// <summary>The rows that were loaded, with what earlier commands of the batch made of them.</summary>
public interface ILedgerState
{
    /// <summary>The row, or null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The command did not name it among its needs.</exception>
    T? Find<T>(Id<T> id)
        where T : Entity;

    /// <summary>The row, or null where there is none or it is not loaded yet.</summary>
    T? Peek<T>(Id<T> id)
        where T : Entity;

    /// <summary>Every voucher of the citizen.</summary>
    IReadOnlyList<Voucher> VouchersOf(Id<Citizen> citizen);

    /// <summary>Every voucher of the citizen; empty where they are not loaded yet.</summary>
    IReadOnlyList<Voucher> Loaded(Id<Citizen> citizen);

    /// <summary>The citizen's memberships of target groups.</summary>
    IReadOnlyList<Membership> MembershipsOf(Id<Citizen> citizen);

    /// <summary>
    /// The rows that a need for all rows of one owner found, in the order of their keys; new ones last.
    /// </summary>
    /// <exception cref="InvalidOperationException">The command did not name that need.</exception>
    IReadOnlyList<T> All<T>(Need owner)
        where T : Entity;

    /// <summary>As <see cref="All"/>; empty where the rows are not loaded yet.</summary>
    IReadOnlyList<T> AllLoaded<T>(Need owner)
        where T : Entity;

    /// <summary>The citizen with this hash of the national ID, or null.</summary>
    Citizen? CitizenByNationalId(string hash);

    /// <summary>
    /// The account's balance in minor units; zero where it was never used. Enough for a rule that the database
    /// repeats as a constraint: that no balance falls below zero.
    /// </summary>
    long Balance(AccountId account);

    /// <summary>
    /// The balance for a rule that no constraint repeats: the commit is refused when another node moved the
    /// account meanwhile.
    /// </summary>
    long WatchedBalance(AccountId account);
}
