using System.Collections.Immutable;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>Checks of single fields, collecting what is wrong.</summary>
internal sealed class PaymentFields(PaymentCharacters characters)
{
    private const int MostFaults = 100;
    private readonly ImmutableArray<PaymentFault>.Builder faults = ImmutableArray.CreateBuilder<PaymentFault>();

    public ImmutableArray<PaymentFault> Faults => faults.ToImmutable();

    public void Add(PaymentFaultCode code, string field, string? value, string limit, string says)
    {
        if (faults.Count == MostFaults)
            return;
        var shown = TextCut.Shorten(value);
        faults.Add(new(code, field, shown, limit, $"{field}{(shown.Length > 0 ? $" '{shown}'" : "")} {says}"));
    }

    /// <summary>Text of 1 to so many characters. False where a fault was found.</summary>
    public bool Text(string field, string? value, int limit)
    {
        if (!Characters(field, value))
            return false;
        if (value!.Length <= limit)
            return true;
        Add(PaymentFaultCode.TooLong, field, value, $"{limit} characters",
            $"has {value.Length} characters; at most {limit} fit.");
        return false;
    }

    /// <summary>Text of any length that is not empty and can be written.</summary>
    public bool Characters(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(PaymentFaultCode.Missing, field, "", "1 character", "is empty and must not be.");
            return false;
        }

        if (PaymentText.BadCharacter(value, characters) is not { } bad)
            return true;
        var set = characters == PaymentCharacters.Sepa ? "the SEPA character set" : "printable characters";
        Add(PaymentFaultCode.BadCharacter, field, value, set, $"holds the character {bad}; only {set} can be sent.");
        return false;
    }

    /// <summary>An id of 1 to 35 characters.</summary>
    public void Id(string field, string? value)
    {
        if (!Text(field, value, PaymentCheck.IdLength))
            return;
        if (value!.Trim() != value)
            Add(PaymentFaultCode.BadFormat, field, value, "no space at its ends", "begins or ends with a space.");
        else if (characters == PaymentCharacters.Sepa
            && (value.StartsWith('/') || value.EndsWith('/') || value.Contains("//", StringComparison.Ordinal)))
        {
            Add(PaymentFaultCode.BadFormat, field, value, "no slash at its ends, no two in a row",
                "begins or ends with a slash or holds two in a row, which SEPA refuses.");
        }
    }
}
