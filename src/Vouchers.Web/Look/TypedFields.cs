using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Vouchers.Web;

/// <summary>What was typed into a form and cannot be read.</summary>
internal static class TypedFields
{
    /// <summary>More than anybody has to see of it to know it again.</summary>
    private const int MostCharacters = 40;

    /// <summary>A field as it was typed where that cannot be read; else the value that it has.</summary>
    public static object? Typed(this ModelStateDictionary form, string field, object? value) =>
        form.TryGetValue(field, out var typed) && typed.ValidationState == ModelValidationState.Invalid
            ? typed.AttemptedValue
            : value;

    /// <summary>Names what cannot be read; a field that was left empty, by its name.</summary>
    public static string Fault(ModelStateDictionary form, Tongue t)
    {
        var unread = form.Where(f => f.Value?.ValidationState == ModelValidationState.Invalid)
            .Select(f => (Field: f.Key, Text: f.Value?.AttemptedValue?.Trim() ?? "")).ToList();
        var empty = string.Join(t["、", ", "], unread.Where(f => f.Text.Length == 0).Select(f => f.Field));
        var typed = unread.Where(f => f.Text.Length > 0).Select(f => Short(f.Text)).ToList();
        var sentences = new List<string>();
        if (typed.Count > 0)
            sentences.Add(t[
                $"“{string.Join("”、“", typed)}”无法识别或超出范围：数字只写数字，例如 120；日期写成 2026-03-31；选项请从列表中选择。",
                $"'{string.Join("', '", typed)}' cannot be read or is out of range: write a number in digits alone, "
                + "e.g. 120, a date as 2026-03-31, and choose from the lists what they offer."]);
        if (empty.Length > 0)
            sentences.Add(t[$"这些项没有填写：{empty}。", $"These fields were left empty: {empty}."]);
        return string.Join(t["", " "], sentences);
    }

    private static string Short(string text) =>
        text.Length > MostCharacters ? text[..MostCharacters] + "…" : text;
}
