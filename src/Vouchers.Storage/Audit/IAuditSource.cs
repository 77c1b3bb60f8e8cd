using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>A journal row as it is stored; null where what is stored is no journal row any more.</summary>
internal readonly record struct AuditRow(long Sequence, long BatchNumber, JournalRow? Row);

/// <summary>What a line of <see cref="VoucherTrace"/> tells of.</summary>
internal enum TraceKind
{
    Voucher = 0,
    Redemption = 1,
    Lines = 2,
}

/// <summary>One fact about a voucher.</summary>
/// <param name="Voucher">Which voucher.</param>
/// <param name="Kind">Its row, one of its redemptions, or journal lines that are alike.</param>
/// <param name="State">The state of the row or redemption; of lines the event.</param>
/// <param name="First">Of the voucher 1 where it is suspended; of lines the kind of the debited account.</param>
/// <param name="Second">Of lines the kind of the credited account.</param>
/// <param name="AmountMinorUnits">The face, the redemption's amount, or the amount of each of the lines.</param>
/// <param name="Lines">How many lines are alike.</param>
/// <param name="Programme">The programme's id.</param>
/// <param name="Institution">Of a redemption the institution's id.</param>
/// <param name="Redemption">Of a redemption its id; of the voucher the redemption that stands.</param>
internal readonly record struct VoucherTrace(
    string Voucher, TraceKind Kind, int State, long First, long Second, long AmountMinorUnits, long Lines,
    string? Programme, string? Institution, string? Redemption);

/// <summary>A session's seats as it counts them, and as its enrolments do.</summary>
internal readonly record struct SessionSeats(string Session, int Capacity, int Enrolled, long Counted);

/// <summary>A payment, with what the redemptions that name it add up to.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Programme">The programme's id.</param>
/// <param name="Institution">The institution's id.</param>
/// <param name="State">Its state.</param>
/// <param name="GrossMinorUnits">The redemptions' amounts, as it says.</param>
/// <param name="NettedMinorUnits">What claw-backs take off.</param>
/// <param name="Redemptions">How many redemptions, as it says.</param>
/// <param name="Counted">How many name it.</param>
/// <param name="SumMinorUnits">What those add up to.</param>
/// <param name="InPayout">How many of those wait for its end.</param>
/// <param name="Paid">How many of those were paid by it.</param>
internal readonly record struct PaymentTrace(
    string Item, string Programme, string Institution, int State, long GrossMinorUnits, long NettedMinorUnits,
    long Redemptions, long Counted, long SumMinorUnits, long InPayout, long Paid);

/// <summary>What an institution is to give back to a programme.</summary>
internal readonly record struct OpenClawBack(string Programme, string Institution, long OpenMinorUnits);

/// <summary>What a funding account's lines in suspense, and the differences of its matches, add up to.</summary>
internal readonly record struct FundingSums(int Number, long OpenMinorUnits, long AdjustedMinorUnits);

/// <summary>How many open lines a statement says that it has, and how many there are.</summary>
internal readonly record struct StatementTrace(
    string Statement, long Unexplained, long Open, long Own, long Sum);

/// <summary>The difference that a booked match says, and what its parts add up to.</summary>
internal readonly record struct MatchTrace(string Match, long DifferenceMinorUnits, long SumMinorUnits);

/// <summary>
/// One state of the database, read as streams, so that the size of what is verified costs time and not memory.
/// One stream is read at a time.
/// </summary>
internal interface IAuditSource
{
    /// <summary>Every lane that was opened.</summary>
    Task<IReadOnlyList<int>> LanesAsync(CancellationToken cancellation);

    /// <summary>The links of a lane after a batch, in order, at most so many.</summary>
    Task<IReadOnlyList<BatchLink>> LinksAsync(int lane, long after, int limit, CancellationToken cancellation);

    /// <summary>The rows of a lane from a sequence on and below another, in order.</summary>
    IAsyncEnumerable<AuditRow> RowsAsync(int lane, long from, long to, CancellationToken cancellation);

    /// <summary>How many journal rows are in lanes that were never opened.</summary>
    Task<long> StrayRowsAsync(CancellationToken cancellation);

    /// <summary>Every account's packed id and balance.</summary>
    Task<IReadOnlyList<(long Account, long Balance)>> BalancesAsync(CancellationToken cancellation);

    /// <summary>The numbers of programmes by their ids.</summary>
    Task<IReadOnlyDictionary<string, int>> ProgrammesAsync(CancellationToken cancellation);

    /// <summary>The numbers of institutions by their ids.</summary>
    Task<IReadOnlyDictionary<string, int>> InstitutionsAsync(CancellationToken cancellation);

    /// <summary>The facts of all vouchers, in the order of the vouchers and of the kinds of facts.</summary>
    IAsyncEnumerable<VoucherTrace> TracesAsync(CancellationToken cancellation);

    /// <summary>The seats of every session.</summary>
    IAsyncEnumerable<SessionSeats> SeatsAsync(CancellationToken cancellation);

    /// <summary>Every payment.</summary>
    IAsyncEnumerable<PaymentTrace> PaymentsAsync(CancellationToken cancellation);

    /// <summary>How many redemptions say that they are in a payment, and name none.</summary>
    Task<long> StrayRedemptionsAsync(CancellationToken cancellation);

    /// <summary>What institutions are to give back.</summary>
    IAsyncEnumerable<OpenClawBack> OpenClawBacksAsync(CancellationToken cancellation);

    /// <summary>What the lines and matches of each funding account add up to.</summary>
    IAsyncEnumerable<FundingSums> FundingSumsAsync(CancellationToken cancellation);

    /// <summary>Every statement that was not discarded.</summary>
    IAsyncEnumerable<StatementTrace> StatementsAsync(CancellationToken cancellation);

    /// <summary>Every match that is booked.</summary>
    IAsyncEnumerable<MatchTrace> MatchesAsync(CancellationToken cancellation);
}
