using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>
/// Makes entities by reflection in which each value differs from its default and from those beside it, so that a
/// column that is forgotten, or written into its neighbour, shows.
/// </summary>
internal static class Filler
{
    public static Entity Make(Type type, int seed, bool fillNullables)
    {
        var next = seed * 100;
        var parameters = type.GetConstructors()
            .Single(c => c.GetParameters().Length > 1 || type.GetConstructors().Length == 1)
            .GetParameters();
        return (Entity)Activator.CreateInstance(
            type, [.. parameters.Select(p => ValueOf(p.ParameterType, ref next, fillNullables))])!;
    }

    /// <summary>The second row, as far as a row may replace the first one.</summary>
    public static Entity WithoutFixed(Entity first, Entity second)
    {
        var kept = EntityTables.Of(first.GetType()).FixedColumns.Select(c => c.Name).Append("id");
        foreach (var property in Properties(first.GetType()).Where(
            p => kept.Contains(SnakeCase(p.Name)) || p.GetValue(first)?.ToString() == first.Key))
            property.SetValue(second, property.GetValue(first));
        return second;
    }

    public static void AssertEqual(Entity actual, Entity expected)
    {
        Assert.That(actual.GetType(), Is.EqualTo(expected.GetType()));
        Assert.Multiple(() =>
        {
            foreach (var property in Properties(expected.GetType()))
                AssertSame(property.GetValue(actual), property.GetValue(expected), property.Name);
        });
    }

    private static void AssertSame(object? actual, object? expected, string name)
    {
        switch (expected)
        {
            case ReadOnlyMemory<byte> bytes:
                Assert.That(((ReadOnlyMemory<byte>)actual!).ToArray(), Is.EqualTo(bytes.ToArray()), name);
                break;
            case ProgrammeRules:
                foreach (var rule in Properties(typeof(ProgrammeRules)))
                    Assert.That(rule.GetValue(actual), Is.EqualTo(rule.GetValue(expected)), rule.Name);
                break;
            default:
                Assert.That(actual, Is.EqualTo(expected), name);
                break;
        }
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null);

    private static object? ValueOf(Type type, ref int next, bool fillNullables)
    {
        next++;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return fillNullables ? ValueOf(underlying, ref next, true) : null;
        if (type == typeof(string))
            return string.Create(CultureInfo.InvariantCulture, $"t{next}");
        if (type == typeof(int))
            return next;
        if (type == typeof(long))
            return next + (1L << 40);
        if (type == typeof(bool))
            return fillNullables;
        if (type == typeof(Timestamp))
            return new Timestamp(next + (1L << 50));
        if (type == typeof(DateOnly))
            return DateOnly.FromDayNumber(730_000 + next);
        if (type == typeof(Refusal))
            return fillNullables
                ? Refusal.Of(RefusalCode.VoucherRedeemed, $"规则{next}", ("receipt", $"R-{next}"), ("a", "\"引\""))
                : null;
        if (type == typeof(LineDetails) || type == typeof(CapturedRedemption))
            return Inner(type, ref next, fillNullables);
        if (type == typeof(Currency))
            return Currency.Parse("CHF");
        if (type == typeof(Money))
            return new Money(next + (1L << 35), Currency.Parse("EUR"));
        if (type == typeof(BankDetails))
            return new BankDetails($"户名{next}", $"N{next}", $"BANK{next}");
        if (type == typeof(ReadOnlyMemory<byte>))
            return new ReadOnlyMemory<byte>([0, 255, (byte)(next % 251), 10]);
        if (type == typeof(ProgrammeRules))
            return Rules(ref next, fillNullables);
        if (type == typeof(ImmutableArray<string>))
            return ImmutableArray.Create($"群{next}", "b");
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(1 + next % (Enum.GetValues(type).Length - 1));
        return type.GetMethod("Parse", [typeof(string)])!.Invoke(null, [$"id-{next}"]);
    }

    private static object Inner(Type type, ref int next, bool fillNullables)
    {
        var values = new List<object?>();
        foreach (var parameter in type.GetConstructors().Single(c => c.GetParameters().Length > 1)
            .GetParameters())
            values.Add(ValueOf(parameter.ParameterType, ref next, fillNullables));
        return Activator.CreateInstance(type, [.. values])!;
    }

    private static ProgrammeRules Rules(ref int next, bool fillNullables)
    {
        var rules = new ProgrammeRules();
        foreach (var property in Properties(typeof(ProgrammeRules)))
            property.SetValue(rules, ValueOf(property.PropertyType, ref next, fillNullables));
        return rules;
    }

    private static string SnakeCase(string name) => string.Concat(name.Select((c, i) =>
        char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : $"{c}"));
}
