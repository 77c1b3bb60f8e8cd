using System.Collections.Immutable;
using System.Security.Cryptography;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>What became of writing a payment message: a file, or all that keeps it from being one.</summary>
public abstract record PaymentFile
{
    private PaymentFile()
    {
    }

    /// <summary>The file.</summary>
    /// <param name="Content">Its bytes; the same message gives the same bytes.</param>
    /// <param name="Sha256">The hash of the bytes, in 64 lower-case hexadecimal digits.</param>
    /// <param name="Count">How many payments it holds (<c>NbOfTxs</c>).</param>
    /// <param name="Total">Their sum (<c>CtrlSum</c>).</param>
    public sealed record Written(ImmutableArray<byte> Content, string Sha256, int Count, Money Total) : PaymentFile;

    /// <summary>Nothing was written.</summary>
    /// <param name="Faults">At least one fault and at most 100, in the order of the message.</param>
    public sealed record Refused(ImmutableArray<PaymentFault> Faults) : PaymentFile;

    internal static Written Of(byte[] content, PaymentTotals totals) =>
        new(ImmutableArray.Create(content), Convert.ToHexStringLower(SHA256.HashData(content)), totals.Count,
            totals.Sum);
}

/// <summary>One thing that the bank's schema cannot hold.</summary>
/// <param name="Code">What is wrong, for a program.</param>
/// <param name="Field">The element, e.g. <c>CdtTrfTxInf[3]/PmtId/EndToEndId</c>, counted from 1.</param>
/// <param name="Value">What was found, shortened to 40 characters; empty where nothing was.</param>
/// <param name="Limit">What the field can hold.</param>
/// <param name="Message">All of it in a sentence.</param>
public sealed record PaymentFault(
    PaymentFaultCode Code, string Field, string Value, string Limit, string Message);

/// <summary>Why a field cannot be written.</summary>
public enum PaymentFaultCode
{
    None = 0,

    /// <summary>The field is empty and must not be.</summary>
    Missing = 1,

    /// <summary>The text is longer than the field.</summary>
    TooLong = 2,

    /// <summary>A character cannot be written, or the bank does not take it.</summary>
    BadCharacter = 3,

    /// <summary>The text has not the form of an IBAN, a BIC, a CNAPS number or an id.</summary>
    BadFormat = 4,

    /// <summary>The amount or the sum is zero, negative or too large.</summary>
    OutOfRange = 5,

    /// <summary>The id is used twice in the file.</summary>
    Duplicate = 6,

    /// <summary>The currency cannot be counted, or differs from the first payment's.</summary>
    BadCurrency = 7,
}
