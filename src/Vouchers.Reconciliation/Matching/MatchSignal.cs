namespace Vouchers.Reconciliation;

/// <summary>
/// One observation about a line, a payment, or both. What speaks for the outcome has a number below 100, what speaks
/// against it (or makes a person look) has a number from 100 on. <see cref="MatchingTexts"/> has the words.
/// </summary>
public enum SignalKind
{
    None = 0,
    EndToEndIdEqual = 1,
    ReferenceFound = 2,
    BatchReferenceEqual = 3,
    AmountEqual = 4,
    SumEqual = 5,
    CountEqual = 6,
    AccountEqual = 7,
    NameEqual = 8,
    NameSimilar = 9,
    DateClose = 10,
    OnlyPair = 11,
    NearStatementEnd = 12,
    ReturnReason = 13,
    ReversalMarked = 14,
    OriginalIdEqual = 15,
    GivenBack = 16,
    MatchedBefore = 17,

    AmountDiffers = 100,
    AmountNear = 101,
    CurrencyDiffers = 102,
    CountDiffers = 103,
    AccountDiffers = 104,
    NameDiffers = 105,
    DateFar = 106,
    IdShared = 107,
    SeveralNamed = 108,
    SeveralAlike = 109,
    PaidAlready = 110,
    ReturnedAlready = 111,
    NotBookedBefore = 112,
    Rejected = 113,
    OriginalUnknown = 114,
    NoLine = 115,
    NoPayment = 116,
    ChanceSum = 117,
}

/// <summary>One observation with its values, as data.</summary>
/// <param name="Kind">What was observed; it tells what the values are.</param>
/// <param name="First">A text: the id, or what was expected where two things differ. May be empty.</param>
/// <param name="Second">What was found where two things differ. May be empty.</param>
/// <param name="Number">An amount in minor units, a number of days, of payments, or a percentage, by kind.</param>
public readonly record struct MatchSignal(SignalKind Kind, string First = "", string Second = "", long Number = 0)
{
    /// <summary>Whether it speaks against the outcome, or asks for a person's look.</summary>
    public bool IsAgainst => (int)Kind >= 100;
}
