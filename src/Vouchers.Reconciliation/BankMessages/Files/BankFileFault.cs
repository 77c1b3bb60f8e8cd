namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Why a bank's file cannot be read to its end. Nothing that it said before may be kept.</summary>
/// <param name="Code">What is wrong, for a program.</param>
/// <param name="Message">What is wrong and what to do, for a person.</param>
/// <param name="Line">The line, counted from 1; 0 where none can be told.</param>
/// <param name="Column">The column in that line, counted from 1; 0 where none can be told.</param>
public sealed record BankFileFault(BankFileFaultCode Code, string Message, long Line, long Column);

/// <summary>What is wrong with a whole file.</summary>
public enum BankFileFaultCode
{
    None = 0,

    /// <summary>No bytes, or only white space.</summary>
    Empty = 1,

    /// <summary>Something other than XML.</summary>
    NotXml = 2,

    /// <summary>The file ends in the middle.</summary>
    Truncated = 3,

    /// <summary>XML or CSV that breaks the rules of its form.</summary>
    NotWellFormed = 4,

    /// <summary>Another kind of message than the one asked for.</summary>
    WrongMessage = 5,

    /// <summary>The right kind of message with nothing inside.</summary>
    NothingInside = 6,

    /// <summary>A document type declaration, which may hold entities that grow without bound.</summary>
    DocumentType = 7,

    /// <summary>A reference to an entity other than XML's own five.</summary>
    Entity = 8,

    /// <summary>Elements nested deeper than <see cref="BankFileLimits.MaxDepth"/>.</summary>
    TooDeep = 9,

    /// <summary>A text, tag, comment or row longer than <see cref="BankFileLimits.MaxTextLength"/> allows.</summary>
    TextTooLong = 10,

    /// <summary>More bytes than <see cref="BankFileLimits.MaxBytes"/>.</summary>
    TooLarge = 11,

    /// <summary>
    /// More lines than <see cref="BankFileLimits.MaxLines"/>, more transactions than
    /// <see cref="BankFileLimits.MaxTransactions"/>, or more in one entry than
    /// <see cref="BankFileLimits.MaxDetails"/> or <see cref="BankFileLimits.MaxElements"/>.
    /// </summary>
    TooMany = 12,

    /// <summary>Bytes that are no text in the file's encoding.</summary>
    BadEncoding = 13,

    /// <summary>A column that the mapping names is not in the file, or is there twice.</summary>
    MissingColumn = 14,
}

/// <summary>Ends the reading of a file from any depth; readers turn it into a value.</summary>
internal sealed class BankFileException(BankFileFaultCode code, string message, long line = 0, long column = 0)
    : Exception(message)
{
    public BankFileFault Fault { get; } = new(code, message, line, column);
}
