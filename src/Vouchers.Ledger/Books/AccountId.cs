using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>What an account counts. Names and order follow the path of the money.</summary>
public enum AccountKind
{
    None = 0,

    /// <summary>What the city granted, as a debit: the one account that goes below zero by design.</summary>
    Appropriation = 1,

    /// <summary>Funded and not yet promised to anybody.</summary>
    Available = 2,

    /// <summary>The face of live vouchers.</summary>
    Outstanding = 3,

    /// <summary>The face of vouchers reserved at enrolment.</summary>
    Reserved = 4,

    /// <summary>Redeemed, but the service is not yet validated. Kept for each institution.</summary>
    Unearned = 5,

    /// <summary>Earned by an institution and owed to it.</summary>
    Payable = 6,

    /// <summary>Ordered from the bank and not yet seen on a statement.</summary>
    Clearing = 7,

    /// <summary>Seen leaving the bank.</summary>
    Paid = 8,

    /// <summary>Paid and to be paid back by the institution: a debit balance.</summary>
    Receivable = 9,

    /// <summary>
    /// The other side of <see cref="Suspense"/> and <see cref="Adjustment"/>: what a funding account's bank moved and
    /// no payment explains. Not the bank's balance, which the statements tell.
    /// </summary>
    Bank = 10,

    /// <summary>Booked by the bank and not explained yet: the sum of the open lines, credits positive.</summary>
    Suspense = 11,

    /// <summary>
    /// Explained as no payment of ours, with a reason and by two people: fees, written-off lines, differences. Negative
    /// where the bank took money for nothing of ours.
    /// </summary>
    Adjustment = 12,
}

/// <summary>
/// An account: its kind, the number of its programme and, where the kind is kept for each institution, the
/// institution's number; or the number of the funding account whose bank lines it counts. Packed into 64 bits, because
/// every journal row names two.
/// </summary>
public readonly record struct AccountId
{
    private const int NumberBits = 24;
    private const long NumberMask = (1L << NumberBits) - 1;

    private AccountId(long packed) => Packed = packed;

    /// <summary>
    /// The stored form: programme (24 bits), institution or funding account (24 bits), kind (8 bits).
    /// </summary>
    public long Packed { get; }

    /// <summary>The account's kind.</summary>
    public AccountKind Kind => (AccountKind)(Packed & 0xFF);

    /// <summary>The programme's number, from 1; 0 where the account belongs to a funding account.</summary>
    public int Programme => (int)(Packed >> (8 + NumberBits));

    /// <summary>The institution's number, from 1; 0 where the account belongs to the whole programme.</summary>
    public int Institution => IsOfFunding(Kind) ? 0 : Second;

    /// <summary>The funding account's number, from 1; 0 where the account belongs to a programme.</summary>
    public int Funding => IsOfFunding(Kind) ? Second : 0;

    /// <summary>
    /// True where the balance may be negative: what was granted, what is to be paid back, and what a bank moved either
    /// way.
    /// </summary>
    public bool MayBeNegative => Kind is AccountKind.Appropriation or AccountKind.Receivable || IsOfFunding(Kind);

    private bool IsAccount => Packed > 0 && Programme <= (int)NumberMask
        && Enum.IsDefined(Kind) && Kind != AccountKind.None
        && Programme > 0 != IsOfFunding(Kind)
        && Second > 0 == (IsKeptForEachInstitution(Kind) || IsOfFunding(Kind));

    private int Second => (int)((Packed >> 8) & NumberMask);

    /// <summary>An account of a whole programme.</summary>
    public static AccountId Of(Programme programme, AccountKind kind)
    {
        if (kind is not (AccountKind.Appropriation or AccountKind.Available or AccountKind.Outstanding
            or AccountKind.Reserved))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind is kept for each institution.");
        return Pack(programme.Number, 0, kind);
    }

    /// <summary>An account of a programme with one institution.</summary>
    public static AccountId Of(Programme programme, Institution institution, AccountKind kind)
    {
        if (!IsKeptForEachInstitution(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind is kept for the whole programme.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(institution.Number);
        return Pack(programme.Number, institution.Number, kind);
    }

    /// <summary>An account of what the bank moved on a funding account.</summary>
    public static AccountId Of(FundingAccount funding, AccountKind kind)
    {
        if (!IsOfFunding(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind is kept for a programme.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(funding.Number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(funding.Number, NumberMask);
        return new AccountId(((long)funding.Number << 8) | (long)kind);
    }

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="FormatException">The number is no account's.</exception>
    public static AccountId FromPacked(long packed)
    {
        var id = new AccountId(packed);
        return id.IsAccount ? id : throw new FormatException($"{packed} is not an account.");
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out AccountId id)
    {
        var parts = text.Split('/');
        if (parts.Length is 2 or 3 && Number(parts[0]) is { } first && Number(parts[^2]) is { } second
            && Enum.TryParse<AccountKind>(parts[^1], ignoreCase: true, out var kind))
        {
            var isOfProgramme = text[0] == 'p';
            id = new AccountId(((isOfProgramme ? first : 0L) << (8 + NumberBits))
                | ((isOfProgramme && parts.Length == 2 ? 0L : second) << 8) | (long)kind);
            return id.IsAccount && id.ToString() == text;
        }

        id = default;
        return false;
    }

    /// <summary>E.g. <c>p3/available</c>, <c>p3/i12/payable</c> or <c>f1/suspense</c>.</summary>
    public override string ToString()
    {
        var kind = Kind.ToString().ToLowerInvariant();
        if (Funding > 0)
            return string.Create(CultureInfo.InvariantCulture, $"f{Funding}/{kind}");
        return Institution == 0
            ? string.Create(CultureInfo.InvariantCulture, $"p{Programme}/{kind}")
            : string.Create(CultureInfo.InvariantCulture, $"p{Programme}/i{Institution}/{kind}");
    }

    // Behind the letter, e.g. of i12.
    private static int? Number(string part) => part.Length > 1
        && int.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= NumberMask
            ? number
            : null;

    private static bool IsKeptForEachInstitution(AccountKind kind) => kind is AccountKind.Unearned
        or AccountKind.Payable or AccountKind.Clearing or AccountKind.Paid or AccountKind.Receivable;

    private static bool IsOfFunding(AccountKind kind) =>
        kind is AccountKind.Bank or AccountKind.Suspense or AccountKind.Adjustment;

    private static AccountId Pack(int programme, int institution, AccountKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(programme);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(programme, NumberMask);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(institution, NumberMask);
        return new AccountId(((long)programme << (8 + NumberBits)) | ((long)institution << 8) | (long)kind);
    }
}
