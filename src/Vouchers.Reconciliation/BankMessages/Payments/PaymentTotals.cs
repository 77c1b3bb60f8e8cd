using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>How many payments, and their sum.</summary>
internal readonly record struct PaymentTotals(int Count, Money Sum)
{
    /// <summary>The totals of items that were checked: one currency, and a sum within 64 bits.</summary>
    public static PaymentTotals Of(IEnumerable<PaymentItem> items)
    {
        PaymentTotals? totals = null;
        foreach (var item in items)
            totals = totals is { } t ? new(t.Count + 1, t.Sum + item.Amount) : new(1, item.Amount);
        return totals ?? throw new InvalidOperationException("A batch without payments was totalled.");
    }

    /// <summary>The totals of a whole message that was checked.</summary>
    public static PaymentTotals Of(PaymentMessage message) => Of(message.Batches.SelectMany(b => b.Items));
}
