using System.Globalization;
using System.Text;

namespace Vouchers.Ledger;

/// <summary>Where a bank finds somebody's money.</summary>
/// <param name="HolderName">The name that the bank knows, 1 to 140 characters.</param>
/// <param name="AccountNumber">
/// 5 to 34 upper-case ASCII letters and digits. Two letters and two digits in front make it an IBAN, whose check
/// digits must then fit (ISO 13616).
/// </param>
/// <param name="BankCode">A BIC (ISO 9362, 8 or 11 characters) or a CNAPS number of 12 digits.</param>
public sealed record BankDetails(string HolderName, string AccountNumber, string BankCode)
{
    /// <summary>The longest holder's name, in characters; ISO 20022 keeps no more.</summary>
    public const int MaxHolderName = 140;

    /// <summary>The longest account number, in characters.</summary>
    public const int MaxAccountNumber = 34;

    /// <summary>True where the number has the form of an IBAN.</summary>
    public bool IsIban => AccountNumber.Length >= 15 && char.IsAsciiLetterUpper(AccountNumber[0])
        && char.IsAsciiLetterUpper(AccountNumber[1]) && char.IsAsciiDigit(AccountNumber[2])
        && char.IsAsciiDigit(AccountNumber[3]);

    /// <summary>True where the bank's code is a BIC; else it is a CNAPS number.</summary>
    public bool IsBic => BankCode.Length is 8 or 11;

    /// <summary>The number with all but its last four characters hidden, for journals and screens.</summary>
    public string MaskedNumber => new string('*', Math.Max(0, AccountNumber.Length - 4))
        + AccountNumber[Math.Max(0, AccountNumber.Length - 4)..];

    /// <summary>The first fault, or null.</summary>
    public Refusal? FirstFault()
    {
        if (HolderName.Length is 0 or > MaxHolderName)
            return Refusal.Invalid("bank.holder_name",
                $"must be 1 to {MaxHolderName} characters, is {HolderName.Length}");
        if (HolderName != HolderName.Trim() || HolderName.EnumerateRunes().Any(IsInvisible))
            return Refusal.Invalid("bank.holder_name",
                "must hold printable characters only and no space in front or behind; type it as the bank writes it");
        if (AccountNumber.Length is < 5 or > MaxAccountNumber || !AccountNumber.All(IsCodeCharacter))
            return Refusal.Invalid("bank.account_number",
                $"must be 5 to {MaxAccountNumber} upper-case letters and digits, is {AccountNumber.Length} characters");
        if (IsIban && !ChecksOut(AccountNumber))
            return Refusal.Invalid("bank.account_number",
                "looks like an IBAN, but its check digits do not fit; compare it with the bank's paper");
        var isCnaps = BankCode.Length == 12 && BankCode.All(char.IsAsciiDigit);
        var isBic = IsBic && BankCode.All(IsCodeCharacter) && BankCode[..6].All(char.IsAsciiLetterUpper);
        return isCnaps || isBic
            ? null
            : Refusal.Invalid("bank.bank_code",
                $"must be a BIC of 8 or 11 characters or a CNAPS number of 12 digits, is '{BankCode}'");
    }

    // What nobody sees, or what turns the direction of writing, would let one name look like another.
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune == Rune.ReplacementChar;

    private static bool IsCodeCharacter(char c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c);

    // ISO 7064 MOD 97-10: the first four characters go to the end, letters count from 10.
    private static bool ChecksOut(string iban) => (iban[4..] + iban[..4])
        .Aggregate(0, (rest, c) => char.IsAsciiDigit(c)
            ? (rest * 10 + (c - '0')) % 97
            : (rest * 100 + (c - 'A' + 10)) % 97) == 1;
}
