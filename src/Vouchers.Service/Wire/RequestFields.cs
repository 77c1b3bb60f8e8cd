using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Google.Rpc;
using Vouchers.Ledger;
using ProtoTimestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Vouchers.Service;

/// <summary>
/// Reads the fields of a request into values that cannot be malformed, and collects every violation, so that
/// one answer names them all. A read that fails gives a placeholder; <see cref="ThrowIfInvalid"/> must be called
/// before any of the values is used.
/// </summary>
internal sealed partial class RequestFields
{
    /// <summary>Of every time and day.</summary>
    public const int FirstYear = 2000;

    /// <summary>The year that no time and no day reaches.</summary>
    public const int EndYear = 2200;

    /// <summary>The most violations that one answer names.</summary>
    private const int MaxViolations = 100;

    // What people put between the parts of a number; the last is no dash to Unicode.
    private const string Gap = @"[\s\p{Pd}\p{Pc}\p{Cf}/·−]{0,5}";

    private static readonly Timestamp Earliest = Timestamp.From(new DateTimeOffset(FirstYear, 1, 1, 0, 0, 0, default));
    private static readonly Timestamp Latest = Timestamp.From(new DateTimeOffset(EndYear, 1, 1, 0, 0, 0, default));

    private readonly List<BadRequest.Types.FieldViolation> violations;
    private readonly string prefix;

    /// <summary>Starts reading a request.</summary>
    public RequestFields()
        : this([], "")
    {
    }

    private RequestFields(List<BadRequest.Types.FieldViolation> violations, string prefix)
    {
        this.violations = violations;
        this.prefix = prefix;
    }

    /// <summary>The violations so far.</summary>
    public IReadOnlyList<BadRequest.Types.FieldViolation> Violations => violations;

    /// <summary>Reads the fields of a message inside the request, e.g. <c>citizens[3]</c>.</summary>
    public RequestFields In(string field) => new(violations, $"{prefix}{field}.");

    /// <summary>Records a violation.</summary>
    public void Violate(string field, string rule)
    {
        if (violations.Count < MaxViolations)
            violations.Add(new BadRequest.Types.FieldViolation { Field = prefix + field, Description = rule });
    }

    /// <summary>Ends the call with INVALID_ARGUMENT where anything was malformed.</summary>
    public void ThrowIfInvalid()
    {
        if (violations.Count > 0)
            throw Failures.Invalid(violations);
    }

    /// <summary>The caller's id of the request.</summary>
    public Guid RequestId(string value)
    {
        if (Guid.TryParseExact(value, "D", out var id) && id != Guid.Empty)
            return id;
        Violate("request_id", value.Length == 0
            ? "is required: a UUID of your choice, kept for every repeat of this request"
            : "must be a UUID with hyphens, e.g. 01976d5e-5b7a-7c11-9d0e-3f5b8a0c2d41");
        return default;
    }

    /// <summary>A required id.</summary>
    public Id<T> Id<T>(
        string value, [CallerArgumentExpression(nameof(value))] string expression = "", int maxLength = 81)
        where T : Entity => value.Length == 0 ? Missing<T>(value, expression)
            : OptionalId<T>(value, expression, maxLength) ?? default;

    /// <summary>The id of a row that the caller names: at most 40 characters and without dots.</summary>
    public Id<T> NewId<T>(string value, [CallerArgumentExpression(nameof(value))] string expression = "")
        where T : Entity
    {
        if (value.Contains('.', StringComparison.Ordinal))
        {
            Violate(Field(expression), "must not hold a dot, which joins ids");
            return default;
        }

        return Id<T>(value, expression, maxLength: 40);
    }

    /// <summary>An id, or null where the field is empty.</summary>
    public Id<T>? OptionalId<T>(
        string value, [CallerArgumentExpression(nameof(value))] string expression = "", int maxLength = 81)
        where T : Entity
    {
        if (value.Length == 0)
            return null;
        if (value.Length <= maxLength && Ledger.Id<T>.TryParse(value, out var id))
            return id;
        Violate(Field(expression), string.Create(CultureInfo.InvariantCulture,
            $"must be 1 to {maxLength} lower-case letters, digits, hyphens or dots, beginning with a letter or digit"));
        return null;
    }

    /// <summary>A text of bounded length without control characters.</summary>
    public string Text(
        string value, int min, int max, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (value.Length < min)
            Violate(Field(expression), value.Length == 0 ? "is required" : $"must have {min} characters or more");
        else if (value.Length > max)
            Violate(Field(expression), $"must have at most {max} characters, has {value.Length}");
        else if (min > 0 && string.IsNullOrWhiteSpace(value))
            Violate(Field(expression), "must not be blank");
        else if (value.Any(char.IsControl))
            Violate(Field(expression), "must not hold control characters");
        return value;
    }

    /// <summary>A code such as a target group's: an id's characters, or empty where that is allowed.</summary>
    public string Code(
        string value, bool required, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (required)
            Id<Course>(value, expression, maxLength: 40);
        else
            OptionalId<Course>(value, expression, maxLength: 40);
        return value;
    }

    /// <summary>A text that stays in the books for good, e.g. a reference: nobody is to be found by it.</summary>
    public string Note(
        string value, int min, int max, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        DemandNoIdNumber(value, "say it without, or name the citizen by id", expression);
        return Text(value, min, max, expression);
    }

    /// <summary>A required reason for the auditor.</summary>
    public string Reason(string value, [CallerArgumentExpression(nameof(value))] string expression = "") =>
        Note(value, 1, 300, expression);

    /// <summary>Refuses a national ID where the journal and each list would show it.</summary>
    public void DemandNoIdNumber(
        string value, string instead, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        // An input method types the digits of its own script.
        var digits = string.Concat(value.Select(
            c => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c));
        if (LooksLikeIdNumber().IsMatch(digits))
            Violate(Field(expression), $"must not hold an ID number, which would be kept for good; {instead}");
    }

    /// <summary>A number within bounds, inclusive.</summary>
    public int Number(int value, int min, int max, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (value < min || value > max)
            Violate(Field(expression),
                string.Create(CultureInfo.InvariantCulture, $"must be {min} to {max}, is {value}"));
        return value;
    }

    /// <summary>How many items a list has, within bounds.</summary>
    public void Count(int count, int min, int max, string field)
    {
        if (count < min || count > max)
            Violate(field, string.Create(CultureInfo.InvariantCulture, $"must have {min} to {max} items, has {count}"));
    }

    /// <summary>A defined value of an enum other than its unspecified one.</summary>
    public void Set<TEnum>(TEnum value, [CallerArgumentExpression(nameof(value))] string expression = "")
        where TEnum : struct, Enum
    {
        if (EqualityComparer<TEnum>.Default.Equals(value, default) || !Enum.IsDefined(value))
            Violate(Field(expression), "must be set to one of its values");
    }

    /// <summary>A required instant between the years 2000 and 2200.</summary>
    public Timestamp Time(
        ProtoTimestamp? value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (value is null)
            Violate(Field(expression), "is required");
        return OptionalTime(value, expression) ?? default;
    }

    /// <summary>An instant between the years 2000 and 2200, or null where the field is unset.</summary>
    public Timestamp? OptionalTime(
        ProtoTimestamp? value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (value is null)
            return null;
        if (value.Nanos is >= 0 and < 1_000_000_000 && Math.Abs(value.Seconds) < 10_000_000_000)
        {
            var time = new Timestamp(value.Seconds * 1_000_000 + value.Nanos / 1_000);
            if (time >= Earliest && time < Latest)
                return time;
        }

        Violate(Field(expression), "must lie between the years 2000 and 2200");
        return null;
    }

    /// <summary>A required amount, zero or more.</summary>
    public Money Money(V1.Money? value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (value is null)
            Violate(Field(expression), "is required");
        return OptionalMoney(value, expression) ?? default;
    }

    /// <summary>An amount, zero or more, or null where the field is unset.</summary>
    public Money? OptionalMoney(V1.Money? value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (value is null)
            return null;
        if (value.MinorUnits < 0)
            Violate($"{Field(expression)}.minor_units", $"must be 0 or more, is {value.MinorUnits}");
        if (!Ledger.Currency.TryParse(value.Currency, out var currency))
            Violate($"{Field(expression)}.currency", "must be an ISO 4217 code such as CNY");
        return new Money(value.MinorUnits, currency);
    }

    /// <summary>A required currency code.</summary>
    public Currency Currency(string value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (!Ledger.Currency.TryParse(value, out var currency))
            Violate(Field(expression), "must be an ISO 4217 code such as CNY");
        return currency;
    }

    /// <summary>A required message, and the fields inside it; null where it is missing.</summary>
    public RequestFields? Message(object? value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        if (value is not null)
            return In(Field(expression));
        Violate(Field(expression), "is required");
        return null;
    }

    // GB 11643: six digits of a place, the date of birth, three digits and a check character; before 1999 with two
    // digits of the year and without the last. A bank's serial number of that length seldom has a date in that place.
    // People part the longer one; a round amount before a date is none, as no place's code ends so.
    [GeneratedRegex("(?<![0-9])(?![1-9][0-9]0000)[1-9](?:" + Gap + "[0-9]){5}" + Gap
        + "(?:1" + Gap + "[89]|2" + Gap + "[01])(?:" + Gap + "[0-9]){2}" + Gap
        + "(?:0" + Gap + "[1-9]|1" + Gap + "[0-2])" + Gap
        + "(?:0" + Gap + "[1-9]|[12]" + Gap + "[0-9]|3" + Gap + "[01])(?:" + Gap + "[0-9]){3}" + Gap
        + "[0-9XxＸｘ×ХхⅩ](?![0-9])"
        + "|(?<![0-9])[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9])")]
    private static partial Regex LooksLikeIdNumber();

    /// <summary>The proto name of the field that an expression such as <c>request.SessionId</c> reads.</summary>
    private static string Field(string expression)
    {
        var property = expression.AsSpan(expression.LastIndexOf('.') + 1);
        var name = new System.Text.StringBuilder(property.Length + 4);
        foreach (var c in property)
        {
            if (char.IsAsciiLetterUpper(c) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }

    private Id<T> Missing<T>(string value, string expression)
        where T : Entity
    {
        if (value.Length == 0)
            Violate(Field(expression), "is required");
        return default;
    }
}
