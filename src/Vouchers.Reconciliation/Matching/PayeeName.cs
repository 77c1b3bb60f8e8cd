using System.Globalization;
using System.Text;

namespace Vouchers.Reconciliation;

/// <summary>Names of payees, as people and banks write them, made comparable.</summary>
internal static class PayeeName
{
    // ISO 20022 allows 140 characters; more would only make hostile text expensive to compare.
    private const int MaxLength = 140;

    /// <summary>
    /// Full-width forms become plain, accents and punctuation go, Latin words are put in order ("Wang, Xiaoming" and
    /// "XIAOMING WANG" are one name). Chinese characters stay as they are.
    /// </summary>
    public static string Normalise(string name)
    {
        if (name.All(c => c is >= '\u4e00' and <= '\u9fff') && name.Length <= MaxLength)
            return name;
        var words = Words(name.Length > MaxLength ? name[..MaxLength] : name);
        // The order of Chinese characters matters, the order of Latin words does not.
        if (words.TrueForAll(w => char.IsAscii(w[0])))
            words.Sort(StringComparer.Ordinal);
        var joined = string.Join(words.TrueForAll(w => char.IsAscii(w[0])) ? " " : "", words);
        // One character can decompose into many.
        return joined.Length > MaxLength ? joined[..MaxLength] : joined;
    }

    /// <summary>How alike two normalised names are, in percent: the Jaro-Winkler similarity.</summary>
    /// <remarks>It counts characters, so it works for three Chinese ones as for thirty Latin ones.</remarks>
    public static int Similarity(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
            return 0;
        var jaro = Jaro(left, right);
        var prefix = 0;
        while (prefix < Math.Min(4, Math.Min(left.Length, right.Length)) && left[prefix] == right[prefix])
            prefix++;
        return (int)Math.Floor(100 * (jaro + prefix * 0.1 * (1 - jaro)));
    }

    private static List<string> Words(string name)
    {
        // Text from a bank may hold half a surrogate pair, which cannot be normalised.
        var whole = new string([.. name.Where(c => !char.IsSurrogate(c))]);
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in whole.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToUpperInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }

    private static double Jaro(string left, string right)
    {
        var reach = Math.Max(0, Math.Max(left.Length, right.Length) / 2 - 1);
        Span<bool> leftHit = stackalloc bool[left.Length];
        Span<bool> rightHit = stackalloc bool[right.Length];
        var hits = 0;
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j < Math.Min(right.Length, i + reach + 1) && !leftHit[i]; j++)
            {
                if (!rightHit[j] && left[i] == right[j])
                {
                    (leftHit[i], rightHit[j]) = (true, true);
                    hits++;
                }
            }
        }

        if (hits == 0)
            return 0;
        var (swapped, at) = (0, 0);
        for (var i = 0; i < left.Length; i++)
        {
            if (!leftHit[i])
                continue;
            while (!rightHit[at])
                at++;
            if (left[i] != right[at++])
                swapped++;
        }

        double h = hits;
        return (h / left.Length + h / right.Length + (h - swapped / 2) / h) / 3;
    }
}
