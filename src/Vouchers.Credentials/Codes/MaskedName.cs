using System.Text;

namespace Vouchers.Credentials;

/// <summary>
/// What is left of a name on a voucher: enough for a clerk to compare with an ID document, too little to identify.
/// </summary>
public static class MaskedName
{
    /// <summary>The most UTF-8 bytes in a credential.</summary>
    public const int MaximumBytes = 16;

    private const int ShortMask = 3;

    /// <summary>
    /// A name in Chinese characters keeps its first and last: 王小明 is 王*明; of two only the first is kept: 王明 is
    /// 王*. Other names keep the first letter of each word: John Smith is J*** S****, with at most three stars a word
    /// when that would be too long. The rest is cut at 16 UTF-8 bytes, between characters. A blank name is *.
    /// </summary>
    public static string Of(string fullName)
    {
        var words = fullName.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.EnumerateRunes().ToArray())
            .ToArray();
        if (words.Length == 0)
            return "*";
        // Some forms have a space between the characters: 王 明. All of them are one name.
        if (words.All(word => word.All(IsCjk)))
            return Cut(MaskCjk([.. words.SelectMany(word => word)]));
        var masked = MaskWords(words, mostStars: int.MaxValue);
        return Encoding.UTF8.GetByteCount(masked) <= MaximumBytes
            ? masked
            : Cut(MaskWords(words, ShortMask)).TrimEnd();
    }

    private static string MaskCjk(Rune[] name)
    {
        if (name.Length <= 2)
            return name[0] + (name.Length == 2 ? "*" : "");
        // Two characters of up to four bytes each leave room for eight stars.
        return name[0] + new string('*', Math.Min(name.Length - 2, 8)) + name[^1];
    }

    private static string MaskWords(Rune[][] words, int mostStars) =>
        string.Join(' ', words.Select(word => word[0] + new string('*', Math.Min(word.Length - 1, mostStars))));

    private static string Cut(string text)
    {
        var bytes = 0;
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaximumBytes)
                break;
            kept.Append(rune);
        }
        return kept.ToString();
    }

    /// <summary>Han characters, and the middle dot that joins the parts of names such as 买买提·吐尔逊.</summary>
    private static bool IsCjk(Rune rune) =>
        rune.Value is >= 0x3400 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF or 0xB7 or 0x30FB;
}
