namespace Vouchers.Ledger;

/// <summary>The outcome of one command: accepted with its answer, or refused; both with what changes.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Rows to insert or replace, in order.</summary>
    public IReadOnlyList<Entity> Puts { get; init; } = [];

    /// <summary>Lines to add to the journal, in order.</summary>
    public IReadOnlyList<JournalLine> Lines { get; init; } = [];

    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);

    /// <summary>The command is carried out.</summary>
    /// <param name="Answer">What the caller is told, of the type that the command declares.</param>
    public sealed record Accepted(object Answer) : Decision;

    /// <summary>The command is not carried out. A counted attempt may still change a row.</summary>
    public sealed record Refused(Refusal Refusal) : Decision;
}
