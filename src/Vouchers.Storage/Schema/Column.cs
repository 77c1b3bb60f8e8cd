namespace Vouchers.Storage;

/// <summary>How a column is kept. Both engines read each of these alike.</summary>
internal enum ColumnType
{
    /// <summary>ASCII text, compared byte by byte: ids and codes of our own.</summary>
    Ascii,

    /// <summary>Unicode text, compared code unit by code unit.</summary>
    Text,

    /// <summary>A 64-bit integer: money in minor units, microseconds, versions.</summary>
    Long,

    /// <summary>A 32-bit integer: counts, enums, and truth values as 0 and 1.</summary>
    Int,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>
    /// A JSON object. An engine may change its white space and the order of its names, so nothing compares it.
    /// </summary>
    Json,
}

/// <summary>
/// A column, described once for every engine. Lengths are checked here and not left to the engines, because
/// SQLite has none: what one engine would refuse, none may take.
/// </summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Type">How it is kept.</param>
/// <param name="Length">The most characters or bytes; zero where the type is a number or there is no limit.</param>
/// <param name="Nullable">True where it may hold nothing.</param>
/// <param name="Fixed">
/// True where it never changes after the insert. An update leaves such a column alone, so that its index is not
/// rewritten, and demands that it still holds what the row says.
/// </param>
/// <param name="Value">Takes the value from the row, as text, a long, an int, bytes or null.</param>
internal sealed record Column(
    string Name, ColumnType Type, int Length, bool Nullable, bool Fixed, Func<object, object?> Value)
{
    /// <summary>The row's value, after the check that every engine can keep it.</summary>
    /// <exception cref="InvalidOperationException">The value does not fit: a bug in a rule.</exception>
    public object? ValueOf(object row)
    {
        var value = Value(row);
        switch (value)
        {
            case null when !Nullable:
                throw new InvalidOperationException($"Column {Name} was given nothing and must hold something.");
            case string text when Length > 0 && text.Length > Length:
                throw new InvalidOperationException(
                    $"Column {Name} takes {Length} characters and was given {text.Length}.");
            case string text when Type == ColumnType.Ascii && !System.Text.Ascii.IsValid(text):
                throw new InvalidOperationException($"Column {Name} takes ASCII and was given other characters.");
            case byte[] bytes when Length > 0 && bytes.Length > Length:
                throw new InvalidOperationException(
                    $"Column {Name} takes {Length} bytes and was given {bytes.Length}.");
            default:
                return value;
        }
    }
}
