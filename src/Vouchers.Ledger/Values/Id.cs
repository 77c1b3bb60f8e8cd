using System.Diagnostics.CodeAnalysis;

namespace Vouchers.Ledger;

/// <summary>
/// The identifier of one <typeparamref name="T"/>: 1 to 81 characters of lower-case ASCII letters, digits,
/// hyphens and dots, beginning with a letter or digit. The same text is printed on receipts, typed by people,
/// stored, and compared byte by byte on every database engine.
/// </summary>
/// <remarks>The default value holds no text and is never a valid identifier. Immutable and thread safe.</remarks>
public readonly record struct Id<T>
    where T : Entity
{
    /// <summary>The longest identifier, in characters: a session's and a citizen's, joined by a dot.</summary>
    public const int MaxLength = 81;

    private readonly string? value;

    private Id(string value) => this.value = value;

    /// <summary>The identifier's text.</summary>
    /// <exception cref="InvalidOperationException">The identifier is the default value.</exception>
    public string Value => value ?? throw new InvalidOperationException($"An empty Id<{typeof(T).Name}> was used.");

    /// <summary>Reads an identifier that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is not an identifier.</exception>
    public static Id<T> Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an id of {typeof(T).Name}.");

    /// <summary>Reads an identifier; false where the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Id<T> id)
    {
        id = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength || text[0] is '-' or '.')
            return false;
        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.'))
                return false;
        }

        id = new Id<T>(text);
        return true;
    }

    /// <summary>
    /// Takes a time-ordered identifier made of a UUID: 26 Crockford base-32 characters, in the order of the
    /// UUID's bytes. Rows with such keys are appended to their index instead of scattered over it.
    /// </summary>
    public static Id<T> Of(Guid uuid) => new(Uid.Format(uuid));

    /// <inheritdoc/>
    public override string ToString() => value ?? "";
}
