using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;

namespace Vouchers.Service;

/// <summary>An order that a report speaks of, with its payments.</summary>
internal sealed record AnsweredBatch(PayoutBatch Batch, IReadOnlyList<PayoutItem> Items)
{
    /// <summary>The order as bank messages name it.</summary>
    public string Name => Batch.Id.Value.ToUpperInvariant();
}

/// <summary>What the bank said of one payment.</summary>
/// <param name="Item">The payment.</param>
/// <param name="IsRejected">True where the bank refused it, false where it took it.</param>
/// <param name="IsSettled">True where the bank says that the money moved.</param>
/// <param name="Word">The bank's own word.</param>
/// <param name="Reason">The word and the bank's reasons.</param>
internal sealed record BankSaid(PayoutItem Item, bool IsRejected, bool IsSettled, string Word, string Reason);

/// <summary>What the bank says of something, and why it is not taken.</summary>
internal sealed record NotTaken(string Name, string Word, Refusal Refusal);

/// <summary>
/// What a status report says of each payment of the orders that it speaks of. What contradicts itself, or what the
/// books know of an order, is not taken: it is for a person to ask the bank.
/// </summary>
internal sealed class StatusReportJudge(StatusReport report)
{
    private const int MaxReason = 300;

    // Each order was a file of its own: the word on a whole file is on the order that the report answers.
    private readonly StatusAnswers ofFile = new(report);
    private readonly StatusAnswers ofBatches = new(report with { Group = null });
    private readonly StatusAnswers ofPayments = new(report with { Group = null, Batches = [] });
    private readonly HashSet<string> odd = new(StringComparer.Ordinal);

    /// <summary>What is taken.</summary>
    public List<BankSaid> Said { get; } = [];

    /// <summary>What is not.</summary>
    public List<NotTaken> NotTaken { get; } = [];

    /// <summary>Of how many payments it says nothing final.</summary>
    public int Undecided { get; private set; }

    /// <summary>What is odd in the report and taken as well as can be, in English.</summary>
    public IEnumerable<string> Notes => report.Notes.Select(n => n.Message).Concat(odd);

    /// <summary>The ids of the orders that the report names, as far as they can be.</summary>
    public IEnumerable<string> BatchNames() =>
        report.Transactions.Select(t => t.EndToEndId?.Split('.')[0]).Concat(report.Batches.Select(b => b.BatchId))
            .Append(report.OriginalMessageId).OfType<string>().Select(id => id.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal);

    /// <summary>Judges all of it. Called once.</summary>
    public void Judge(IReadOnlyList<AnsweredBatch> batches)
    {
        var orders = batches.SelectMany(b => b.Items.Select(i => (i.EndToEndId, b.Name)))
            .ToDictionary(o => o.EndToEndId, o => o.Name, StringComparer.Ordinal);
        foreach (var listed in report.Transactions)
        {
            if (Misplaced(listed, orders) is { } refusal)
                NotTaken.Add(new NotTaken(listed.EndToEndId ?? "", listed.Status?.Word ?? "", refusal));
        }

        foreach (var batch in batches)
            Judge(batch, isAnswered: batches.Count == 1
                || batch.Name.Equals(report.OriginalMessageId, StringComparison.OrdinalIgnoreCase));
    }

    private static Refusal? Misplaced(TransactionStatus listed, Dictionary<string, string> orders)
    {
        if (!orders.TryGetValue(listed.EndToEndId ?? "", out var order))
            return Refusal.Of(RefusalCode.NotFound, "No payment here has this end-to-end id.");
        return listed.BatchId is null || listed.BatchId.Equals(order, StringComparison.OrdinalIgnoreCase)
            ? null
            : Refusal.Of(RefusalCode.BankContradiction,
                $"It is listed under {listed.BatchId} and belongs to {order}; ask the bank which payment it means.");
    }

    private void Judge(AnsweredBatch batch, bool isAnswered)
    {
        var paid = batch.Items.Where(i => i.Net.MinorUnits > 0).ToList();
        if (batch.Batch.State is not (PayoutState.Exported or PayoutState.Settled or PayoutState.PartlySettled))
        {
            NotTaken.Add(new NotTaken(batch.Name, WordOf(batch, paid, isAnswered),
                batch.Batch.OutOfOrder("answered by the bank", "Exported")));
            return;
        }

        var answers = isAnswered ? ofFile : ofBatches;
        if (WholeRejection(batch, paid, answers) is { } whole)
        {
            NotTaken.Add(whole);
            answers = ofPayments;
        }

        foreach (var item in paid)
            Judge(item, batch.Name, answers);
    }

    /// <summary>Why the rejection of a whole order is not taken; null where there is none, or it is.</summary>
    private NotTaken? WholeRejection(AnsweredBatch batch, List<PayoutItem> items, StatusAnswers answers)
    {
        var rejected = items.Select(i => answers.For(i.EndToEndId, batch.Name)).FirstOrDefault(a =>
            a is { Level: StatusLevel.Group or StatusLevel.Batch } && IsRejection(a.Status.Code) == true);
        if (rejected is null)
            return null;
        var left = items.Count(i => i.State is PayoutItemState.Paid or PayoutItemState.Returned);
        var accepted = items.Count(i =>
            IsRejection(ofPayments.For(i.EndToEndId, batch.Name)?.Status.Code) == false);
        if (left == 0 && accepted == 0)
            return null;
        var why = left > 0
            ? $"a statement shows {left} of its {items.Count} payments leaving"
            : $"the same report accepts {accepted} of its {items.Count} payments";
        return new NotTaken(batch.Name, rejected.Status.Word, Refusal.Of(RefusalCode.BankContradiction,
            $"The bank rejects all of {batch.Name}, and {why}. No payment was freed by it; ask the bank which is right.",
            ("batch", batch.Batch.Key), ("left", $"{left}"), ("accepted", $"{accepted}")));
    }

    private void Judge(PayoutItem item, string order, StatusAnswers answers)
    {
        if (answers.Contradiction(item.EndToEndId, order) is { } words)
        {
            NotTaken.Add(new NotTaken(item.EndToEndId, words, Refusal.Of(RefusalCode.BankContradiction,
                "The report lists the payment as rejected and as accepted; ask the bank which is right.",
                ("item", item.Key))));
            return;
        }

        var status = answers.For(item.EndToEndId, order)?.Status;
        if (status is { Code: PaymentStatusCode.Other })
            odd.Add($"The status '{status.Word}' is not one of ISO 20022's; nothing follows from it.");
        if (IsRejection(status?.Code) is { } isRejected)
            Said.Add(new BankSaid(item, isRejected,
                status!.Code is PaymentStatusCode.AcceptedSettled or PaymentStatusCode.AcceptedCredited, status.Word,
                ReasonOf(status)));
        else
            Undecided++;
    }

    private string WordOf(AnsweredBatch batch, List<PayoutItem> items, bool isAnswered) => items
        .Select(i => (isAnswered ? ofFile : ofBatches).For(i.EndToEndId, batch.Name)?.Status.Word)
        .FirstOrDefault(w => w is not null) ?? "its word";

    /// <summary>True for a refusal, false for an acceptance, null for what is not final.</summary>
    private static bool? IsRejection(PaymentStatusCode? code) => code switch
    {
        PaymentStatusCode.Rejected or PaymentStatusCode.Cancelled => true,
        PaymentStatusCode.AcceptedTechnically or PaymentStatusCode.AcceptedCustomerProfile
            or PaymentStatusCode.AcceptedWithChange or PaymentStatusCode.AcceptedSettlementInProcess
            or PaymentStatusCode.AcceptedSettled or PaymentStatusCode.AcceptedCredited => false,
        _ => null,
    };

    private static string ReasonOf(PaymentStatus status)
    {
        var words = status.Reasons.Select(r => $"{r.Code ?? r.Proprietary} {r.Text}".Trim());
        var reason = string.Concat($"{status.Word} {string.Join("; ", words)}".Trim().Where(c => !char.IsControl(c)));
        return reason.Length > MaxReason ? reason[..MaxReason] : reason;
    }
}
