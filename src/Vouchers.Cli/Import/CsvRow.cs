using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;

namespace Vouchers.Cli.Import;

/// <summary>One row, which collects all of its faults instead of stopping at the first.</summary>
internal sealed partial class CsvRow(
    int line, string[] fields, IReadOnlyDictionary<Column, int> places, TimeSpan utcOffset, string? shapeFault)
{
    private readonly List<Reject> faults = shapeFault is null ? [] : [new(line, "", "", shapeFault)];

    /// <summary>The line on which the row begins, from 1.</summary>
    public int Line => line;

    public IReadOnlyList<Reject> Faults => faults;

    /// <summary>The field as the file has it; empty where the file lacks the column.</summary>
    public string Raw(Column column) =>
        // A row of another length has fields in wrong columns: judging them would only confuse.
        shapeFault is null && places.TryGetValue(column, out var place) ? fields[place] : "";

    /// <summary>The text, which an optional column may leave empty.</summary>
    public string Text(Column column, int mostCharacters = 200)
    {
        var value = Raw(column);
        if (value.Length == 0 && column.IsRequired && shapeFault is null)
            Refuse(column, value, "must not be empty");
        if (value.Any(char.IsControl))
            Refuse(column, value, "must not hold line breaks or other control characters");
        if (value.Length > mostCharacters)
            Refuse(column, value, $"has {value.Length} characters; at most {mostCharacters} are allowed");
        return value;
    }

    /// <summary>An id of the API: 1 to 40 lower-case letters, digits and hyphens.</summary>
    public string Id(Column column)
    {
        var value = Text(column);
        if (value.Length > 0 && !IdShape().IsMatch(value))
            Refuse(column, value, "is no id: 1 to 40 lower-case letters, digits and hyphens");
        return value;
    }

    public int Number(Column column, int least, int most, int whenEmpty = 0)
    {
        var value = Text(column);
        if (value.Length == 0)
            return whenEmpty;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        Refuse(column, value, $"is no whole number from {least} to {most}");
        return whenEmpty;
    }

    /// <summary>One of the words of an enumeration, in lower case with underscores.</summary>
    public T Word<T>(Column column, IReadOnlyDictionary<string, T> words, T whenEmpty)
        where T : struct
    {
        var value = Text(column);
        if (value.Length == 0)
            return whenEmpty;
        if (words.TryGetValue(value.ToLowerInvariant().Replace('-', '_').Replace(' ', '_'), out var word))
            return word;
        Refuse(column, value, "is none of " + string.Join(", ", words.Keys));
        return whenEmpty;
    }

    /// <inheritdoc cref="WrittenTime.TryRead"/>
    public Timestamp? Time(Column column, bool isEnd = false)
    {
        var value = Text(column);
        if (value.Length == 0)
            return null;
        if (WrittenTime.TryRead(value, utcOffset, isEnd) is { } time)
            return time;
        Refuse(column, value, WrittenTime.Fault);
        return null;
    }

    public void Refuse(Column column, string value, string reason) =>
        faults.Add(RejectOf(column, value, reason));

    /// <summary>A fault of this row; of the whole row where no column is named.</summary>
    public Reject RejectOf(Column? column, string value, string reason)
    {
        var isSecret = column is { IsSecret: true } || IdNumber().IsMatch(value);
        return new(line, column?.Name ?? "", isSecret ? Hidden(value) : value, reason);
    }

    /// <summary>Enough to find the row, too little to learn the secret.</summary>
    private static string Hidden(string value) => value.Length <= 4 ? "****" : $"**** ({value.Length} characters)";

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex IdShape();

    /// <summary>A national ID that stands where it should not, e.g. in the evidence.</summary>
    [GeneratedRegex("[0-9]{15}")]
    private static partial Regex IdNumber();
}
