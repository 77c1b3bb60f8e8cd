using System.Globalization;
using System.Text;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Cuts text where a person would: never inside a character, a surrogate pair or its accents.</summary>
internal static class TextCut
{
    /// <summary>
    /// The longest beginning of whole text elements with at most so many UTF-16 units, without spaces at its end.
    /// Schemas count code points, of which there are never more.
    /// </summary>
    public static string To(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        var length = 0;
        for (int next; (next = StringInfo.GetNextTextElementLength(text, length)) + length <= limit;)
            length += next;
        // A single element of many accents is longer than the limit: whole runes are the best that is left.
        if (length == 0)
        {
            for (int next; (next = RuneAt(text, length)) + length <= limit;)
                length += next;
        }

        return text[..length].TrimEnd();
    }

    /// <summary>A value as a message quotes it: at most 40 characters.</summary>
    public static string Shorten(string? text) =>
        text is null ? "" : text.Length <= 40 ? text : To(text, 39) + "…";

    private static int RuneAt(string text, int index) =>
        Rune.TryGetRuneAt(text, index, out var rune) ? rune.Utf16SequenceLength : 1;
}
