using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>What should be in an account, by the numbers that its id is made of.</summary>
internal readonly record struct MoneyPlace(string Programme, string Institution, AccountKind Kind);

/// <summary>Compares the balances with the journal and with what vouchers and redemptions say.</summary>
internal sealed class BooksAudit
{
    private readonly Finding transfers = new(
        "balances", "Every account's balance is the sum of its transfers.");

    private readonly Finding belowZero = new(
        "not-below-zero", "Only appropriations, receivables and what a bank moved stand below zero.");

    private readonly Finding programmes = new(
        "programme-sums", "The accounts of a programme add up to zero: what was granted is somewhere.");

    private readonly Finding promised = new(
        "promised", "Outstanding is the face of active vouchers, reserved the face of reserved ones.");

    private readonly Finding owed = new(
        "owed", "Unearned, payable, clearing, paid and receivable are what redemptions, payments and claw-backs say.");

    private readonly Finding banks = new(
        "bank-sums", "Bank, suspense and adjustment of a funding account add up to zero.");

    private readonly Finding suspense = new(
        "suspense", "Suspense is the sum of the lines that nothing explains, adjustment that of the differences.");

    private readonly Dictionary<long, long> balances = [];

    public BooksAudit(IReadOnlyList<(long Account, long Balance)> accounts)
    {
        var (sums, bankSums) = (new SortedDictionary<long, Int128>(), new SortedDictionary<long, Int128>());
        foreach (var (account, balance) in accounts)
        {
            balances[account] = balance;
            var programme = account >> 32;
            // An account without a programme belongs to a funding account.
            var (of, number) = programme == 0 ? (bankSums, account >> 8) : (sums, programme);
            of[number] = of.GetValueOrDefault(number) + balance;
            if (balance < 0 && !MayBeNegative(account))
                belowZero.Add($"account {Name(account)} stands at {balance}");
        }

        foreach (var (programme, sum) in sums)
        {
            if (sum != 0)
                programmes.Add($"the accounts of programme number {programme} add up to {sum}");
        }

        foreach (var (number, sum) in bankSums.Where(b => b.Value != 0))
            banks.Add($"the accounts of funding account number {number} add up to {sum}");
    }

    public IEnumerable<InvariantCheck> Checks =>
    [
        transfers.ToCheck(), belowZero.ToCheck(), programmes.ToCheck(), promised.ToCheck(), owed.ToCheck(),
        banks.ToCheck(), suspense.ToCheck(),
    ];

    /// <summary>Compares with the sums of the journal.</summary>
    public void Compare(IReadOnlyDictionary<long, Int128> sums)
    {
        foreach (var account in sums.Keys.Union(balances.Keys).Order())
        {
            var (sum, balance) = (sums.GetValueOrDefault(account), balances.GetValueOrDefault(account));
            if (sum != balance)
                transfers.Add($"account {Name(account)} stands at {balance}, its transfers add up to {sum}");
        }
    }

    /// <summary>Compares with what the rows of vouchers and redemptions add up to.</summary>
    public void Compare(
        IReadOnlyDictionary<MoneyPlace, Int128> money, IReadOnlyDictionary<string, int> programmeNumbers,
        IReadOnlyDictionary<string, int> institutionNumbers)
    {
        var byNumbers = new Dictionary<(int Programme, int Institution, AccountKind Kind), Int128>();
        foreach (var (place, sum) in money)
        {
            var institution = 0;
            if (!programmeNumbers.TryGetValue(place.Programme, out var programme)
                || (place.Institution.Length > 0
                    && !institutionNumbers.TryGetValue(place.Institution, out institution)))
            {
                Of(place.Kind).Add($"{sum} belongs to '{place.Programme}' and '{place.Institution}', unknown here");
                continue;
            }

            byNumbers[(programme, institution, place.Kind)] = sum;
        }

        foreach (var (account, balance) in balances)
        {
            if (Parse(account) is not { } id || id.Kind is < AccountKind.Outstanding or > AccountKind.Receivable)
                continue;
            byNumbers.Remove((id.Programme, id.Institution, id.Kind), out var sum);
            if (balance != sum)
                Of(id.Kind).Add($"account {id} stands at {balance}, its rows add up to {sum}");
        }

        foreach (var (place, sum) in byNumbers.Where(p => p.Value != 0))
            Of(place.Kind).Add($"there is no account for {place.Kind} {sum} of programme number {place.Programme}");
    }

    /// <summary>Compares with what the lines and matches of a funding account add up to.</summary>
    public void Compare(FundingSums sums)
    {
        foreach (var (kind, sum) in ((AccountKind, long)[])
            [(AccountKind.Suspense, sums.OpenMinorUnits), (AccountKind.Adjustment, sums.AdjustedMinorUnits)])
        {
            var balance = balances.GetValueOrDefault(((long)sums.Number << 8) | (long)kind);
            if (balance != sum)
                suspense.Add($"f{sums.Number}/{kind} stands at {balance}, its rows add up to {sum}");
        }
    }

    private static AccountId? Parse(long account)
    {
        try
        {
            return AccountId.FromPacked(account);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool MayBeNegative(long account) => Parse(account) is { MayBeNegative: true };

    private static string Name(long account) => Parse(account)?.ToString() ?? $"{account} (no account's id)";

    private Finding Of(AccountKind kind) =>
        kind is AccountKind.Outstanding or AccountKind.Reserved ? promised : owed;
}
