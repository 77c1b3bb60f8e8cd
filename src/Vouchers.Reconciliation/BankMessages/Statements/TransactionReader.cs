using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>One <c>TxDtls</c> as far as it can be told before its entry is complete.</summary>
/// <param name="Known">All but amount, direction and counterparty, which depend on the entry.</param>
/// <param name="EndToEndId">The id before it was cut to its field.</param>
/// <param name="AmountText">The amount as written, or null.</param>
/// <param name="AmountCurrency">The currency as written, or null.</param>
/// <param name="Direction">As the transaction says; None where it does not.</param>
/// <param name="Debtor">Who pays, or null.</param>
/// <param name="Creditor">Who is paid, or null.</param>
/// <param name="Notes">What was tolerated about it.</param>
internal sealed record TransactionDraft(
    StatementTransaction Known, string? EndToEndId, string? AmountText, string? AmountCurrency,
    BankDirection Direction, Counterparty? Debtor, Counterparty? Creditor, BankNotes Notes)
{
    /// <summary>The batch that it stands in, or null.</summary>
    public StatementBatch? Batch { get; init; }
}

/// <summary>Reads the details of a transaction, of any version.</summary>
internal sealed class TransactionReader(BankNotes notes)
{
    private const int MostCharges = 20;

    // Thousands of drafts are in memory together; no honest amount or id is longer.
    private const int MostRaw = 200;

    public TransactionDraft Read(XmlPiece details)
    {
        var refs = details["Refs"];
        var endToEndId = BankWords.IdOrNone(refs?.TextAt("EndToEndId"));
        var known = new StatementTransaction
        {
            EndToEndId = Fit(endToEndId, "EndToEndId"),
            InstructionId = Id(refs, "InstrId"),
            MessageId = Id(refs, "MsgId"),
            BatchId = Id(refs, "PmtInfId"),
            TransactionId = Id(refs, "TxId"),
            ServicerReference = Id(refs, "AcctSvcrRef"),
            RemittanceText = notes.Fit(RemittanceOf(details["RmtInf"]), BankNotes.LongText, "RmtInf/Ustrd"),
            CreditorReference = Fit(ReferenceOf(details["RmtInf"]), "CdtrRefInf/Ref"),
            BankCode = Fit(BankCodeOf(details["BkTxCd"]), "BkTxCd"),
            Return = ReturnOf(details, endToEndId),
            Charges = ChargesOf(details),
            AdditionalText = notes.Fit(details.TextAt("AddtlTxInf"), BankNotes.LongText, "AddtlTxInf"),
        };
        var amount = AmountOf(details);
        return new(known, Bounded(endToEndId), Bounded(amount?.Text), Bounded(amount?.Currency),
            StatementWords.DirectionOf(details.TextAt("CdtDbtInd")), Party(details, "Dbtr"), Party(details, "Cdtr"),
            notes);
    }

    public StatementBatch BatchOf(XmlPiece batch)
    {
        var isCounted = long.TryParse(
            batch.TextAt("NbOfTxs"), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return new(Id(batch, "MsgId"), Id(batch, "PmtInfId"), isCounted ? count : null, MoneyOf(batch["TtlAmt"]));
    }

    public IReadOnlyList<StatementCharge> ChargesOf(XmlPiece owner)
    {
        var charges = new List<StatementCharge>();
        // Up to version 03 each Chrgs is a record of its own.
        foreach (var record in owner.All("Chrgs").SelectMany(c => c["Rcrd"] is null ? [c] : c.All("Rcrd")))
        {
            if (record["Amt"] is not { } amount || charges.Count == MostCharges)
                continue;
            if (MoneyOf(amount) is { } money)
            {
                charges.Add(new(money, StatementWords.DirectionOf(record.TextAt("CdtDbtInd")),
                    StatementWords.FlagOf(record.TextAt("ChrgInclInd")),
                    Fit(record.CodeAt("Tp") ?? record.TextAt("Tp", "Prtry", "Id"), "Chrgs/Tp")));
            }
            else
            {
                notes.Add(BankNoteCode.Unreadable,
                    $"A charge of '{TextCut.Shorten(amount.Text)}' cannot be read and was left out.");
            }
        }

        return charges;
    }

    public static string? BankCodeOf(XmlPiece? code)
    {
        var parts = (string?[])
        [
            code?.TextAt("Domn", "Cd"), code?.TextAt("Domn", "Fmly", "Cd"), code?.TextAt("Domn", "Fmly", "SubFmlyCd"),
        ];
        return string.Join('-', parts.Where(p => p is not null)) is { Length: > 0 } domain
            ? domain
            : code?.TextAt("Prtry", "Cd");
    }

    public string? Id(XmlPiece? owner, string name) => Fit(BankWords.IdOrNone(owner?.TextAt(name)), name);

    private static string? Bounded(string? text) => text is { Length: > MostRaw } ? text[..MostRaw] + "…" : text;

    private static Money? MoneyOf(XmlPiece? amount) =>
        Currency.TryParse(amount?.Currency, out var currency)
        && AmountText.TryParse(amount?.Text, currency, out var money, out _)
            ? money
            : null;

    private static XmlPiece? AmountOf(XmlPiece details) =>
        details["Amt"] ?? details.At("AmtDtls", "TxAmt", "Amt") ?? details.At("AmtDtls", "InstdAmt", "Amt");

    private Counterparty? Party(XmlPiece details, string role)
    {
        var party = details.At("RltdPties", role);
        var name = party?.TextAt("Nm") ?? party?.TextAt("Pty", "Nm") ?? party?.TextAt("Agt", "FinInstnId", "Nm");
        var account = StatementDraft.AccountOf(details.At("RltdPties", role + "Acct", "Id"));
        var agent = StatementDraft.AgentOf(details.At("RltdAgts", role + "Agt"));
        return name is null && account is null
            ? null
            : new(notes.Fit(name, BankNotes.Name, role + "/Nm"), Fit(account, role + "Acct/Id"),
                notes.Fit(agent, BankNotes.Name, role + "Agt"));
    }

    private StatementReturn? ReturnOf(XmlPiece details, string? endToEndId)
    {
        if (details["RtrInf"] is not { } info)
            return null;
        var text = string.Join(' ', info.All("AddtlInf").Select(i => i.Text));
        var original = info.TextAt("OrgnlEndToEndId") ?? details.TextAt("Refs", "OrgnlEndToEndId");
        return new(
            Fit(info.CodeAt("Rsn"), "RtrInf/Rsn"),
            text.Length == 0 ? null : notes.Fit(text, BankNotes.LongText, "RtrInf/AddtlInf"),
            Fit(BankWords.IdOrNone(original) ?? endToEndId, "OrgnlEndToEndId"));
    }

    private static string? RemittanceOf(XmlPiece? remittance)
    {
        var texts = remittance?.All("Ustrd").Select(u => u.Text).ToList() ?? [];
        if (texts.Count == 0)
            texts = remittance?.All("Strd").SelectMany(s => s.All("AddtlRmtInf")).Select(a => a.Text).ToList() ?? [];
        return string.Join(' ', texts.Where(t => t is not null)) is { Length: > 0 } text ? text : null;
    }

    private static string? ReferenceOf(XmlPiece? remittance) => remittance?.All("Strd")
        .Select(s => s.TextAt("CdtrRefInf", "Ref") ?? s.TextAt("CdtrRefInf", "CdtrRef"))
        .FirstOrDefault(r => r is not null);

    private string? Fit(string? text, string field) => notes.Fit(text, BankNotes.Reference, field);
}
