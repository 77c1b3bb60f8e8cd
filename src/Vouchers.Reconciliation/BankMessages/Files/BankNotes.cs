using System.Collections.Immutable;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Collects notes and makes text fit, with a note where it had to be cut.</summary>
internal sealed class BankNotes
{
    public const int Reference = 35;
    public const int Name = 140;
    public const int LongText = 500;

    // A hostile file shall not fill the memory with remarks about itself.
    public const int Most = 50;

    private ImmutableArray<BankNote>.Builder? notes;

    public bool IsEmpty => notes is null;

    public void Add(BankNoteCode code, string message)
    {
        notes ??= ImmutableArray.CreateBuilder<BankNote>();
        if (notes.Count < Most)
            notes.Add(new(code, message));
    }

    public ImmutableArray<BankNote> ToImmutable() => notes?.ToImmutable() ?? [];

    /// <summary>The text within its limit; null stays null.</summary>
    public string? Fit(string? text, int limit, string field)
    {
        if (text is null || text.Length <= limit)
            return text;
        Add(BankNoteCode.TextCut, $"{field} has {text.Length} characters and was cut to {limit}.");
        return TextCut.To(text, limit);
    }
}
