namespace Vouchers.Reconciliation.BankMessages;

/// <summary>
/// What a file of bank statements says, piece by piece, so that a statement of a million lines is never in memory.
/// For each statement come one <see cref="Opened"/>, any number of <see cref="Line"/> and <see cref="Unreadable"/>,
/// and one <see cref="Closed"/>. The last part of a file is always one <see cref="FileRead"/> or one
/// <see cref="FileRefused"/>: nothing may be kept of a file until the former has come.
/// </summary>
public abstract record StatementPart
{
    private StatementPart()
    {
    }

    /// <summary>A statement begins.</summary>
    /// <param name="Header">As far as it stands before the first entry; complete in <see cref="Closed"/>.</param>
    public sealed record Opened(StatementHeader Header) : StatementPart;

    /// <summary>A line of the statement.</summary>
    public sealed record Line(StatementLine Value) : StatementPart;

    /// <summary>An entry whose money cannot be told. Its statement does not tie.</summary>
    public sealed record Unreadable(UnreadableEntry Entry) : StatementPart;

    /// <summary>A statement ends, with the verdict on it.</summary>
    public sealed record Closed(StatementEnd End) : StatementPart;

    /// <summary>The file was read to its end.</summary>
    /// <param name="Digest">Tells whether the same file was read before.</param>
    /// <param name="Statements">How many statements it holds, at least one.</param>
    /// <param name="Notes">What was tolerated about the file as a whole.</param>
    public sealed record FileRead(BankFileDigest Digest, int Statements, IReadOnlyList<BankNote> Notes) : StatementPart;

    /// <summary>The file cannot be read to its end; nothing of it may be kept.</summary>
    public sealed record FileRefused(BankFileFault Fault) : StatementPart;
}
