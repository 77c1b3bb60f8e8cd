using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The forms of ids and texts that a payment file can hold, as pure questions.</summary>
internal static partial class PaymentText
{
    private const string SepaExtra = " /-?:().,'+";

    /// <summary>The name as it is written: cut by whole characters.</summary>
    public static string Name(string name) => TextCut.To(name, PaymentCheck.NameLength);

    /// <summary>The first character that cannot be written, as <c>U+0007</c>, or null.</summary>
    public static string? BadCharacter(string text, PaymentCharacters characters)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                return Name(text[i]);
            if (!IsAllowed(rune, characters))
                return Name(rune.Value);
            i += rune.Utf16SequenceLength;
        }

        return null;
    }

    public static bool IsBic(string text) => Bic().IsMatch(text);

    public static bool IsTwelveDigits(string text) => TwelveDigits().IsMatch(text);

    /// <summary>Whether the text has an IBAN's form and its check digits are right (ISO 7064, mod 97-10).</summary>
    public static bool IsIban(string text)
    {
        if (!Iban().IsMatch(text))
            return false;
        var digits = new StringBuilder();
        foreach (var c in text[4..] + text[..4])
            digits.Append(CultureInfo.InvariantCulture, $"{Convert.ToInt32(c) - (char.IsAsciiDigit(c) ? 48 : 55)}");
        return BigInteger.Parse(digits.ToString(), CultureInfo.InvariantCulture) % 97 == 1;
    }

    // Control characters are legal in part, but no bank means them; U+FFFE and U+FFFF are not XML.
    private static bool IsAllowed(Rune rune, PaymentCharacters characters) => characters == PaymentCharacters.Sepa
        ? rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || SepaExtra.Contains((char)rune.Value))
        : !Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF);

    private static string Name(int value) => string.Create(CultureInfo.InvariantCulture, $"U+{value:X4}");

    [GeneratedRegex(@"\A[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\z")]
    private static partial Regex Bic();

    [GeneratedRegex(@"\A[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}\z")]
    private static partial Regex Iban();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex TwelveDigits();
}
