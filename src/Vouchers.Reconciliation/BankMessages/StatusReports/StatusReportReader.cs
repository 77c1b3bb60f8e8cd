using System.Collections.Immutable;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The elements of one report.</summary>
internal sealed class StatusReportReader(BankXml xml, BankFileLimits limits)
{
    private const int MostParts = 100;
    private readonly BankNotes notes = new();
    private readonly ImmutableArray<BatchStatus>.Builder batches = ImmutableArray.CreateBuilder<BatchStatus>();
    private readonly ImmutableArray<TransactionStatus>.Builder transactions =
        ImmutableArray.CreateBuilder<TransactionStatus>();

    private XmlPiece? header;
    private XmlPiece? original;

    public async ValueTask<StatusReport> ReadAsync()
    {
        var version = MessageKind.StatusReport.VersionOf(xml.Namespace, notes);
        await foreach (var name in xml.ChildrenAsync().ConfigureAwait(false))
        {
            switch (name)
            {
                case "GrpHdr":
                    header = await xml.TakeAsync().ConfigureAwait(false);
                    break;
                case "OrgnlGrpInfAndSts":
                    original = await xml.TakeAsync().ConfigureAwait(false);
                    break;
                case "OrgnlPmtInfAndSts":
                    await TakeBatchAsync().ConfigureAwait(false);
                    break;
                case "TxInfAndSts":
                    Add(await xml.TakeAsync().ConfigureAwait(false));
                    break;
                default:
                    break;
            }
        }

        var group = StatusOf(original, "GrpSts");
        if (group is null && batches.Count == 0 && transactions.Count == 0)
        {
            throw xml.Fault(BankFileFaultCode.NothingInside,
                "The status report says nothing: it has no status of the file, of a batch or of a payment.");
        }

        NoteContradictions(group);
        return new()
        {
            Version = version,
            MessageId = Fit(header?.TextAt("MsgId"), "MsgId"),
            CreatedAt = Fit(header?.TextAt("CreDtTm"), "CreDtTm"),
            OriginalMessageId = Fit(original?.TextAt("OrgnlMsgId"), "OrgnlMsgId"),
            OriginalMessageName = Fit(original?.TextAt("OrgnlMsgNmId"), "OrgnlMsgNmId"),
            Group = group,
            Batches = batches.ToImmutable(),
            Transactions = transactions.ToImmutable(),
            Notes = notes.ToImmutable(),
        };
    }

    private async ValueTask TakeBatchAsync()
    {
        var fields = new XmlPiece("OrgnlPmtInfAndSts", null, xml.Line, xml.Column);
        var first = transactions.Count;
        await foreach (var name in xml.ChildrenAsync().ConfigureAwait(false))
        {
            var piece = await xml.TakeAsync().ConfigureAwait(false);
            if (name == "TxInfAndSts")
                Add(piece);
            else if (name is "OrgnlPmtInfId" or "PmtInfSts" or "StsRsnInf" && fields.Children.Count < MostParts)
                fields.Add(piece);
        }

        var id = Fit(fields.TextAt("OrgnlPmtInfId"), "OrgnlPmtInfId");
        batches.Add(new(id, StatusOf(fields, "PmtInfSts")));
        // The id may stand behind the transactions.
        for (var i = first; i < transactions.Count; i++)
            transactions[i] = transactions[i] with { BatchId = id };
    }

    private void Add(XmlPiece piece)
    {
        if (transactions.Count == limits.MaxTransactions)
        {
            throw xml.Fault(BankFileFaultCode.TooMany,
                $"The report lists more than {BankWords.Number(limits.MaxTransactions)} payments.");
        }

        var id = BankWords.IdOrNone(piece.TextAt("OrgnlEndToEndId"));
        if (id is null)
        {
            notes.Add(BankNoteCode.ElementMissing,
                $"The payment listed at line {piece.Line} has no end-to-end id, so that it cannot be found by it.");
        }

        var amount = piece.At("OrgnlTxRef", "Amt", "InstdAmt");
        transactions.Add(new()
        {
            EndToEndId = Fit(id, "OrgnlEndToEndId"),
            InstructionId = Fit(BankWords.IdOrNone(piece.TextAt("OrgnlInstrId")), "OrgnlInstrId"),
            Status = StatusOf(piece, "TxSts"),
            ServicerReference = Fit(piece.TextAt("AcctSvcrRef"), "AcctSvcrRef"),
            Amount = Currency.TryParse(amount?.Currency, out var currency)
                && AmountText.TryParse(amount?.Text, currency, out var money, out _)
                ? money
                : null,
        });
    }

    private PaymentStatus? StatusOf(XmlPiece? piece, string element)
    {
        if (piece?.CodeAt(element) is not { } word)
            return null;
        var reasons = piece.All("StsRsnInf").Select(r => new StatusReason(
            Fit(r.TextAt("Rsn", "Cd") ?? r.TextAt("StsRsn", "Cd"), "Rsn/Cd"),
            Fit(r.TextAt("Rsn", "Prtry") ?? r.TextAt("StsRsn", "Prtry"), "Rsn/Prtry"),
            notes.Fit(TextOf(r), BankNotes.LongText, "AddtlInf")));
        return new(PaymentStatusWords.CodeOf(word), Fit(word, element)!, [.. reasons]);
    }

    private static string? TextOf(XmlPiece reason) =>
        string.Join(' ', reason.All("AddtlInf").Concat(reason.All("AddtlStsRsnInf")).Select(i => i.Text))
            is { Length: > 0 } text ? text : null;

    private void NoteContradictions(PaymentStatus? group)
    {
        if (group is not { Code: PaymentStatusCode.Rejected })
            return;
        foreach (var other in transactions.Where(t => t.Status is { Code: not PaymentStatusCode.Rejected }))
        {
            notes.Add(BankNoteCode.Contradiction,
                $"The whole file is rejected, but {other.EndToEndId ?? "a payment"} is listed as {other.Status!.Word}; "
                + "the rejection holds.");
        }
    }

    private string? Fit(string? text, string field) => notes.Fit(text, BankNotes.Reference, field);
}
