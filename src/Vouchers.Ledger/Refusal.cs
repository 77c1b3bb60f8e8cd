using System.Collections.Immutable;

namespace Vouchers.Ledger;

/// <summary>
/// A business refusal: the rule, in words for a person in a hurry, and the facts that a program or a translated
/// page needs. It is a value, not an exception.
/// </summary>
/// <param name="Code">The rule that refused.</param>
/// <param name="Message">One or two sentences: what was refused, the value found, the limit, what to do.</param>
/// <param name="Facts">Machine-readable facts; never personal data. Two refusals with equal facts are equal.</param>
public sealed record Refusal(RefusalCode Code, string Message, ImmutableSortedDictionary<string, string> Facts)
{
    /// <inheritdoc/>
    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Message == other.Message && Facts.SequenceEqual(other.Facts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Message, Facts.Count);

    /// <summary>Makes a refusal from its code, message and facts.</summary>
    public static Refusal Of(RefusalCode code, string message, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
            builder[name] = value;
        return new Refusal(code, message, builder.ToImmutable());
    }

    /// <summary>The refusal of a row that is not there.</summary>
    public static Refusal NotFound<T>(Id<T> id)
        where T : Entity =>
        Of(RefusalCode.NotFound, $"There is no {Word(typeof(T).Name)} '{id}'.",
            ("resource", Word(typeof(T).Name)), ("id", id.ToString()));

    /// <summary>The refusal of a second row with the same id.</summary>
    public static Refusal AlreadyExists<T>(Id<T> id)
        where T : Entity =>
        Of(RefusalCode.AlreadyExists, $"The {Word(typeof(T).Name)} '{id}' exists already; choose another id.",
            ("resource", Word(typeof(T).Name)), ("id", id.ToString()));

    /// <summary>The refusal of a value outside its range.</summary>
    public static Refusal Invalid(string field, string rule) =>
        Of(RefusalCode.InvalidField, $"{field}: {rule}", ("field", field), ("rule", rule));

    private static string Word(string typeName) =>
        string.Concat(typeName.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {c}" : $"{c}")).ToLowerInvariant();
}
