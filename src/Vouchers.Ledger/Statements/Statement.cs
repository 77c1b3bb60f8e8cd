using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vouchers.Ledger;

/// <summary>The life of a bank statement.</summary>
public enum StatementState
{
    None = 0,

    /// <summary>Its lines are being added, step by step.</summary>
    Importing = 1,

    /// <summary>Its lines may be matched.</summary>
    Open = 2,

    /// <summary>
    /// It does not tie or cannot be checked: nothing of it is posted until a second person accepts it.
    /// </summary>
    Held = 3,

    /// <summary>Given up; a corrected file takes its lines over.</summary>
    Discarded = 4,
}

/// <summary>A statement of a funding account, as a file of the bank told it.</summary>
/// <param name="Id">Follows from account, file and ordinal: see <see cref="IdOf"/>.</param>
/// <param name="FundingAccountId">Whose statement.</param>
/// <param name="PeriodId">
/// The month in which it ends; its lines belong to that month, whenever they were booked.
/// </param>
/// <param name="FileHash">SHA-256 of the file in hexadecimal.</param>
/// <param name="Ordinal">Its place in the file, from 1.</param>
/// <param name="BankId">The bank's own id of it; empty where there is none.</param>
/// <param name="From">Its first day, by the bank's calendar.</param>
/// <param name="To">Its last day.</param>
/// <param name="OpeningMinorUnits">What the account held before; null where the bank does not say.</param>
/// <param name="ClosingMinorUnits">What it held afterwards.</param>
/// <param name="Currency">The account's.</param>
/// <param name="Lines">How many booked lines the file has for it.</param>
/// <param name="Added">How many of them were looked at: the cursor of the import.</param>
/// <param name="Duplicates">How many of them another statement had already.</param>
/// <param name="OwnMinorUnits">What the others add up to, signed, credits positive.</param>
/// <param name="Unexplained">How many of its own lines nothing explains yet.</param>
/// <param name="Verdict">Why it does not tie or cannot be checked, in words; empty where it ties.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ImportedBy">Who imported it.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="DecidedBy">Who accepted or discarded it; empty until then.</param>
/// <param name="DecidedAt">When.</param>
public sealed record Statement(
    Id<Statement> Id,
    Id<FundingAccount> FundingAccountId,
    Id<Period> PeriodId,
    string FileHash,
    int Ordinal,
    string BankId,
    DateOnly From,
    DateOnly To,
    long? OpeningMinorUnits,
    long? ClosingMinorUnits,
    Currency Currency,
    int Lines,
    int Added,
    int Duplicates,
    long OwnMinorUnits,
    int Unexplained,
    string Verdict,
    StatementState State,
    string ImportedBy,
    Timestamp ImportedAt,
    string DecidedBy,
    Timestamp? DecidedAt) : Entity
{
    /// <summary>The longest verdict, in characters.</summary>
    public const int MaxVerdict = 2_000;

    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>The same for the same file, so that importing it twice finds what is there.</summary>
    /// <param name="funding">Whose statement.</param>
    /// <param name="fileHash">SHA-256 of the file.</param>
    /// <param name="ordinal">Its place in the file, from 1.</param>
    /// <param name="discarded">How many times the statement of this file was imported and discarded before.</param>
    public static Id<Statement> IdOf(Id<FundingAccount> funding, string fileHash, int ordinal, int discarded = 0)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{funding}\n{fileHash}\n{ordinal}");
        if (discarded > 0)
            text = string.Create(CultureInfo.InvariantCulture, $"{text}\n{discarded}");
        return Id<Statement>.Parse($"st-{Uid.Format(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}");
    }

    /// <summary>The refusal of a step for which the statement is not ready, or no longer.</summary>
    public Refusal OutOfOrder(string step, string wanted) => Refusal.Of(RefusalCode.StatementOutOfOrder,
        $"Statement '{Id}' is {State}; only one that is {wanted} can be {step}.",
        ("statement", Key), ("state", State.ToString()), ("wanted", wanted));
}
