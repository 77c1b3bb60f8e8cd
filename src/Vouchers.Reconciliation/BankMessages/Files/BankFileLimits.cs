namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// What a file may ask of the reader. The defaults let any honest statement pass, also one of a gigabyte, and bound
/// the memory that a hostile one can take.
/// </summary>
public sealed record BankFileLimits
{
    /// <summary>The defaults.</summary>
    public static BankFileLimits Default { get; } = new();

    /// <summary>Of the whole file; 4 GiB.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>Levels of nested elements; 64, where the schemas need about 20.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Characters in one text, tag, comment or CSV row; 65,536, where the schemas allow 2,000.</summary>
    public int MaxTextLength { get; init; } = 1 << 16;

    /// <summary>Elements in one part that is read as a whole, such as one transaction; 20,000.</summary>
    public int MaxElements { get; init; } = 20_000;

    /// <summary>Transactions in one entry, which are in memory together; 50,000.</summary>
    public int MaxDetails { get; init; } = 50_000;

    /// <summary>
    /// Lines of a file; 5 million. Each costs about 30 bytes of memory while its statement is read, by which equal
    /// lines are told apart.
    /// </summary>
    public long MaxLines { get; init; } = 5_000_000;

    /// <summary>Transactions of a status report, which are in memory together; 500,000.</summary>
    public int MaxTransactions { get; init; } = 500_000;
}
