namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Tells which of debtor and creditor is the other side.</summary>
internal static class CounterpartyChoice
{
    /// <summary>
    /// The debtor of a credit, the creditor of a debit. Where that is missing or is the account's own holder, as banks
    /// write it for what comes back, it is the other one.
    /// </summary>
    public static (Counterparty? Party, bool IsOtherSide) Of(
        BankDirection direction, Counterparty? debtor, Counterparty? creditor, string? account, string? owner)
    {
        var (expected, other) = direction == BankDirection.Credit ? (debtor, creditor) : (creditor, debtor);
        if (expected is not null && !IsOwn(expected, account, owner))
            return (expected, false);
        return other is not null && !IsOwn(other, account, owner) ? (other, true) : (null, false);
    }

    private static bool IsOwn(Counterparty party, string? account, string? owner) => party.Account is { } number
        ? number == account
        : party.Name is { } name && owner is not null && TextCut.To(owner, BankNotes.Name) == name;
}
