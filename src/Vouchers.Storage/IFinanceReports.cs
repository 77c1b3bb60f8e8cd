using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// What the finance office reads of the books, added up by the database. Each read sees one state of it.
/// </summary>
public interface IFinanceReports
{
    /// <summary>
    /// The redemptions that a payment is of, by branch and time: also of one that the bank refused or sent back, whose
    /// redemptions are in other payments since. None of one that was cancelled before it was sent.
    /// </summary>
    Task<IReadOnlyList<RemittanceLine>> ListRemittanceAsync(Id<PayoutItem> item, CancellationToken cancellation);

    /// <summary>What a payment takes off for claw-backs.</summary>
    Task<IReadOnlyList<RemittanceDeduction>> ListDeductionsAsync(
        Id<PayoutItem> item, CancellationToken cancellation);

    /// <summary>What is owed to institutions and by them, by age, and the accounts that it adds up to.</summary>
    Task<IReadOnlyList<AgeingRow>> ListAgeingAsync(Timestamp now, CancellationToken cancellation);

    /// <summary>The accounts of each programme, those of all institutions together.</summary>
    Task<IReadOnlyList<ProgrammeBalance>> ListProgrammeBalancesAsync(CancellationToken cancellation);

    /// <summary>
    /// Every account with what the journal debited and credited before a time. Reads the whole journal.
    /// </summary>
    Task<IReadOnlyList<TrialBalanceRow>> ListTrialBalanceAsync(Timestamp until, CancellationToken cancellation);
}

/// <summary>One redemption in a payment; by force majeure where that is why it earned, in words.</summary>
public sealed record RemittanceLine(
    Id<Redemption> RedemptionId, string Receipt, Id<Voucher> VoucherId, Id<Branch> BranchId, string BranchName,
    Id<Session> SessionId, Id<Course> CourseId, string CourseTitle, Timestamp RedeemedAt, long AmountMinorUnits,
    RedemptionState State, string ForceMajeure);

/// <summary>
/// What a payment takes off for one claw-back, and the redemption that was clawed back, or the payment that had failed
/// and arrived.
/// </summary>
public sealed record RemittanceDeduction(
    Id<ClawBack> ClawBackId, Id<Redemption>? RedemptionId, Id<PayoutItem>? PaymentId, string Receipt,
    Id<Voucher>? VoucherId, string Reason, long AmountMinorUnits);

/// <summary>What an amount in an ageing is.</summary>
public enum AgeingKind
{
    None = 0,

    /// <summary>Owed and in no payment; ages from when it was earned.</summary>
    Payable = 1,

    /// <summary>In a payment that is not handed to the bank yet; ages from when it was earned.</summary>
    InBatch = 2,

    /// <summary>Ordered from the bank and not seen on a statement; ages from the order.</summary>
    Clearing = 3,

    /// <summary>To be given back by the institution; ages from the decision.</summary>
    Receivable = 4,

    /// <summary>The balance of the account: what <see cref="Payable"/> and <see cref="InBatch"/> add up to.</summary>
    PayableAccount = 10 + AccountKind.Payable,

    /// <summary>The balance of the account: what <see cref="Clearing"/> adds up to.</summary>
    ClearingAccount = 10 + AccountKind.Clearing,

    /// <summary>The balance of the account, below zero: what <see cref="Receivable"/> adds up to, negated.</summary>
    ReceivableAccount = 10 + AccountKind.Receivable,
}

/// <summary>Amounts of one kind and age.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="InstitutionId">Whose.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="Bucket">0 for ages up to 7 days, then 30, 60, 90, and 4 above; 0 for accounts.</param>
/// <param name="Count">How many redemptions, payments or claw-backs; 0 for accounts.</param>
/// <param name="AmountMinorUnits">What they add up to.</param>
public sealed record AgeingRow(
    AgeingKind Kind, Id<Institution> InstitutionId, Currency Currency, int Bucket, long Count, long AmountMinorUnits)
{
    /// <summary>The whole days that the buckets but the last end with.</summary>
    public static readonly IReadOnlyList<int> LastDays = [7, 30, 60, 90];

    /// <summary>The bucket of what began then.</summary>
    public static int BucketOf(Timestamp since, Timestamp now) =>
        LastDays.Count(last => since <= Reaches(last, now));

    /// <summary>What began then or before is older than so many whole days.</summary>
    internal static Timestamp Reaches(int lastDay, Timestamp now) => now - TimeSpan.FromDays(lastDay + 1);
}

/// <summary>The balance of one kind of account over a whole programme.</summary>
public sealed record ProgrammeBalance(Id<Programme> ProgrammeId, AccountKind Kind, long BalanceMinorUnits);

/// <summary>An account with the sums of its journal lines, and the balance that it is kept with.</summary>
public sealed record TrialBalanceRow(
    AccountId Account, long DebitMinorUnits, long CreditMinorUnits, long KeptMinorUnits);
