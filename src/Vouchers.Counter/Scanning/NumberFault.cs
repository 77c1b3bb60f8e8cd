namespace Vouchers.Counter;

/// <summary>Numbers that people take for a voucher's code.</summary>
internal static class NumberFault
{
    /// <summary>What a text is that looks like one of them; null for any other.</summary>
    public static ScanFault? Of(string text)
    {
        var bare = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (text.StartsWith("R-", StringComparison.OrdinalIgnoreCase) && bare.Length is > 20 and < 32)
            return ScanFault.Receipt;
        if (IsPhone(bare))
            return ScanFault.PhoneNumber;
        if (IsPayment(bare))
            return ScanFault.PaymentCode;
        return bare.Length == 18 && AreDigits(bare[..17]) && bare[17] is (>= '0' and <= '9') or 'X' or 'x'
            ? ScanFault.NationalId
            : null;
    }

    // A mobile number, with or without the country's 86.
    private static bool IsPhone(string bare)
    {
        var number = bare.TrimStart('+');
        if (number.Length == 13 && number.StartsWith("86", StringComparison.Ordinal))
            number = number[2..];
        return number is ['1', >= '3' and <= '9', ..] && number.Length == 11 && AreDigits(number);
    }

    // WeChat's begin with 10 to 15 and have 18 digits, of which no ID number is made; Alipay's with 25 to 30, and have
    // 16 to 24.
    private static bool IsPayment(string bare)
    {
        if (!AreDigits(bare) || bare.Length is < 16 or > 24)
            return false;
        var first = (bare[0] - '0') * 10 + bare[1] - '0';
        return first is 10 && bare.Length == 18
            || first is (>= 11 and <= 15 or >= 25 and <= 30) && !(bare.Length == 18 && HasBirthDate(bare));
    }

    private static bool HasBirthDate(string number) =>
        number[6..8] is "19" or "20" && int.Parse(number[10..12]) is >= 1 and <= 12
        && int.Parse(number[12..14]) is >= 1 and <= 31;

    private static bool AreDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
