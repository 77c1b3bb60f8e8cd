namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The level at which a bank spoke.</summary>
public enum StatusLevel
{
    None = 0,

    /// <summary>About the whole file.</summary>
    Group = 1,

    /// <summary>About the payment's batch.</summary>
    Batch = 2,

    /// <summary>About the payment itself.</summary>
    Transaction = 3,
}

/// <summary>What the bank said about one payment.</summary>
/// <param name="Status">The status that holds for the payment.</param>
/// <param name="Level">Where the bank said it.</param>
public sealed record StatusAnswer(PaymentStatus Status, StatusLevel Level);

/// <summary>
/// A report asked by end-to-end id. A rejection of the whole file or batch holds for each payment in it, also where
/// the report does not list it or lists it otherwise; any other word of a higher level holds for what has none of its
/// own; PART says nothing about a single payment. Built once in the size of the report; immutable and thread safe.
/// </summary>
public sealed class StatusAnswers
{
    private readonly StatusReport report;
    private readonly Dictionary<string, PaymentStatus?> batches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TransactionStatus>> transactions = new(StringComparer.Ordinal);

    /// <summary>Takes a report.</summary>
    public StatusAnswers(StatusReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        this.report = report;
        foreach (var batch in report.Batches)
        {
            if (batch.BatchId is { } id)
                batches[id] = batch.Status;
        }

        foreach (var transaction in report.Transactions)
        {
            if (transaction.EndToEndId is not { } id)
                continue;
            if (!transactions.TryGetValue(id, out var known))
                transactions.Add(id, known = []);
            known.Add(transaction);
        }
    }

    /// <summary>
    /// What the bank said about a payment of the file that the report answers; null where it said nothing. Of two
    /// answers to one payment the later in the report holds.
    /// </summary>
    /// <param name="endToEndId">The payment.</param>
    /// <param name="batchId">Its batch; without it, a batch's word holds only for payments that it lists.</param>
    public StatusAnswer? For(string endToEndId, string? batchId = null)
    {
        ArgumentNullException.ThrowIfNull(endToEndId);
        var listed = Listed(endToEndId, batchId).LastOrDefault();
        var batch = (batchId ?? listed?.BatchId) is { } id ? batches.GetValueOrDefault(id) : null;
        var own = listed?.Status;
        if (own is { Code: PaymentStatusCode.Rejected })
            return new(WithReasons(own, batch, report.Group), StatusLevel.Transaction);
        if (batch is { Code: PaymentStatusCode.Rejected })
            return new(WithReasons(batch, report.Group), StatusLevel.Batch);
        if (report.Group is { Code: PaymentStatusCode.Rejected })
            return new(report.Group, StatusLevel.Group);
        if (own is not null)
            return new(own, StatusLevel.Transaction);
        if (batch is { Code: not PaymentStatusCode.PartiallyAccepted })
            return new(batch, StatusLevel.Batch);
        return report.Group is { Code: not PaymentStatusCode.PartiallyAccepted } group
            ? new(group, StatusLevel.Group)
            : null;
    }

    /// <summary>
    /// The bank's words where the report lists a payment as rejected and as accepted; null where it does not.
    /// </summary>
    /// <param name="endToEndId">The payment.</param>
    /// <param name="batchId">Its batch; see <see cref="For"/>.</param>
    public string? Contradiction(string endToEndId, string? batchId = null)
    {
        ArgumentNullException.ThrowIfNull(endToEndId);
        var said = Listed(endToEndId, batchId).Select(t => t.Status).OfType<PaymentStatus>().ToList();
        return said.Exists(s => s.Code is PaymentStatusCode.Rejected or PaymentStatusCode.Cancelled)
            && said.Exists(s => s.Code is >= PaymentStatusCode.AcceptedTechnically
                and <= PaymentStatusCode.AcceptedCredited)
            ? string.Join(" and ", said.Select(s => s.Word).Distinct())
            : null;
    }

    private IEnumerable<TransactionStatus> Listed(string endToEndId, string? batchId) =>
        (transactions.GetValueOrDefault(endToEndId) ?? [])
            .Where(t => batchId is null || t.BatchId is null || t.BatchId == batchId);

    // Banks often give the reason once, at the level where they found it.
    private static PaymentStatus WithReasons(PaymentStatus status, params ReadOnlySpan<PaymentStatus?> above)
    {
        foreach (var higher in above)
        {
            if (status.Reasons.IsEmpty && higher is { Code: PaymentStatusCode.Rejected })
                status = status with { Reasons = higher.Reasons };
        }

        return status;
    }
}
