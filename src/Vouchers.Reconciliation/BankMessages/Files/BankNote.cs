namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Something unusual that was tolerated.</summary>
/// <param name="Code">What it is, for a program.</param>
/// <param name="Message">What it is, for a person.</param>
public sealed record BankNote(BankNoteCode Code, string Message);

/// <summary>What was tolerated.</summary>
public enum BankNoteCode
{
    None = 0,

    /// <summary>A text was longer than its field and was cut.</summary>
    TextCut = 1,

    /// <summary>The version of the message is not one that was tried; it was read by its elements' names.</summary>
    UnknownVersion = 2,

    /// <summary>An element that the schema requires is missing.</summary>
    ElementMissing = 3,

    /// <summary>An element came later than the schema says.</summary>
    OutOfOrder = 4,

    /// <summary>A value that no money depends on could not be read and was left out.</summary>
    Unreadable = 5,

    /// <summary>The transactions of an entry do not explain its amount, or are not as many as the bank says.</summary>
    DetailsDiffer = 6,

    /// <summary>The status of the entry is not one that counts or that is known.</summary>
    UnknownStatus = 7,

    /// <summary>What the bank says in one place contradicts what it says in another.</summary>
    Contradiction = 8,

    /// <summary>The counterparty stands on the side where the account's own holder should.</summary>
    OtherSide = 9,

    /// <summary>Rows of a table are totals, not movements; CSV only.</summary>
    TotalsPassedOver = 10,

    /// <summary>The rows stand in the other order than was said, as their balances prove; CSV only.</summary>
    OtherOrder = 11,
}
