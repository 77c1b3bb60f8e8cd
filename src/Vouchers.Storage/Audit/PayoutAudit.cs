using System.Runtime.InteropServices;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>Judges payments and claw-backs, and adds where their money should be.</summary>
internal sealed class PayoutAudit(Dictionary<MoneyPlace, Int128> money)
{
    private readonly Finding finding = new(
        "payments", "A payment is the sum of its redemptions, and each of them is in one payment at most.");

    public InvariantCheck Check => finding.ToCheck();

    public async Task RunAsync(IAuditSource source, CancellationToken cancellation)
    {
        await foreach (var payment in source.PaymentsAsync(cancellation).ConfigureAwait(false))
            Judge(payment);
        await foreach (var open in source.OpenClawBacksAsync(cancellation).ConfigureAwait(false))
        {
            // What was paid for a redemption that was clawed back stays paid until it is given back.
            Add(open.Programme, open.Institution, AccountKind.Paid, open.OpenMinorUnits);
            Add(open.Programme, open.Institution, AccountKind.Receivable, -open.OpenMinorUnits);
        }

        var stray = await source.StrayRedemptionsAsync(cancellation).ConfigureAwait(false);
        if (stray > 0)
            finding.Add($"{stray} redemptions say that they are in a payment and name none");
    }

    private void Judge(PaymentTrace payment)
    {
        var state = (PayoutItemState)payment.State;
        var isOpen = state is PayoutItemState.Pending or PayoutItemState.Sent or PayoutItemState.Accepted;
        var isPaid = state is PayoutItemState.Paid or PayoutItemState.Netted;
        if (isOpen || isPaid)
        {
            if (payment.SumMinorUnits != payment.GrossMinorUnits || payment.Counted != payment.Redemptions)
                finding.Add($"payment {payment.Item} says {payment.Redemptions} redemptions of "
                    + $"{payment.GrossMinorUnits}; {payment.Counted} of {payment.SumMinorUnits} name it");
            if ((isOpen ? payment.InPayout : payment.Paid) != payment.Counted)
                finding.Add($"payment {payment.Item} is {state}, and its redemptions are not all");
        }
        else if (payment.Counted > 0)
        {
            finding.Add($"payment {payment.Item} is {state}, and {payment.Counted} redemptions still name it");
        }

        if (state == PayoutItemState.Pending)
            Add(payment.Programme, payment.Institution, AccountKind.Payable, payment.GrossMinorUnits);
        else if (isOpen)
        {
            Add(payment.Programme, payment.Institution, AccountKind.Clearing,
                payment.GrossMinorUnits - payment.NettedMinorUnits);
            // Given back by this payment, and not yet a redemption that is paid.
            Add(payment.Programme, payment.Institution, AccountKind.Paid, payment.NettedMinorUnits);
        }
    }

    private void Add(string programme, string institution, AccountKind kind, long amount) =>
        CollectionsMarshal.GetValueRefOrAddDefault(money, new MoneyPlace(programme, institution, kind), out _)
            += amount;
}
