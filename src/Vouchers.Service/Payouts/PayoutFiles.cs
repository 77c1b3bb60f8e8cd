using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// The bank's file of a batch. It follows from rows that nobody changes after the approval, so that it is the same
/// whenever it is made, and its hash in the books proves it.
/// </summary>
internal sealed class PayoutFiles(ILedgerStore store)
{
    /// <summary>The batch as a message to the bank; null where claw-backs left nothing to pay.</summary>
    /// <param name="batch">A batch that was approved.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<PaymentMessage?> MessageAsync(PayoutBatch batch, CancellationToken cancellation)
    {
        var funding = await store.GetAsync(batch.FundingAccountId, cancellation);
        var items = await store.AllAsync<PayoutItem>([("batch_id", batch.Id.Value)], cancellation);
        var paid = items.Where(i => i.Net.MinorUnits > 0).ToList();
        if (paid.Count == 0)
            return null;
        return new PaymentMessage
        {
            MessageId = batch.Id.Value.ToUpperInvariant(),
            CreatedAt = batch.ApprovedAt!.Value.ToDateTimeOffset(),
            InitiatingParty = funding.Bank.HolderName,
            Batches =
            [
                new PaymentBatch
                {
                    BatchId = batch.Id.Value.ToUpperInvariant(),
                    ExecutionDate = DateOnly.FromDateTime(batch.PayOn.ToDateTimeOffset().UtcDateTime),
                    Debtor = PartyOf(funding.Bank),
                    Items = [.. paid.Select(Payment)],
                },
            ],
        };
    }

    private static PaymentItem Payment(PayoutItem item) => new()
    {
        EndToEndId = item.EndToEndId,
        InstructionId = item.EndToEndId,
        Amount = item.Net,
        Creditor = PartyOf(item.Payee),
        Remittance = $"{item.EndToEndId} {item.ProgrammeId}: {item.Redemptions} vouchers",
    };

    private static PaymentParty PartyOf(BankDetails bank) => new(
        bank.HolderName,
        bank.IsIban ? new PaymentAccount.Iban(bank.AccountNumber) : new PaymentAccount.Other(bank.AccountNumber),
        bank.IsBic ? new PaymentAgent.Bic(bank.BankCode) : PaymentAgent.Cnaps(bank.BankCode));
}
