namespace Vouchers.Reconciliation;

/// <summary>What a match rests on, in the order of looking for it: the strongest evidence comes first.</summary>
public enum MatchPass
{
    None = 0,

    /// <summary>Matched by an earlier run or by a person, and fed back. It stays as it is.</summary>
    Earlier = 1,

    /// <summary>The same end-to-end id and amount.</summary>
    EndToEndId = 2,

    /// <summary>Its end-to-end id or reference stands in the line's references or text; the same amount.</summary>
    Reference = 3,

    /// <summary>One line for many payments: it names their batch or each of them, and the sums are equal.</summary>
    Batch = 4,

    /// <summary>Many lines name one payment and add up to it.</summary>
    PartialPayments = 5,

    /// <summary>The same amount and payee within the date window, and no other pair like it on either side.</summary>
    AmountAndPayee = 6,

    /// <summary>
    /// One line without a reference that equals the sum of a batch's open payments, with their number or their payee
    /// to confirm it. It comes after all others, when what is open of a batch is known.
    /// </summary>
    BatchSum = 7,
}
