using System.Globalization;
using System.Xml.Linq;

namespace Vouchers.Cli.Demo.Bank;

/// <summary>A payment as the bank found it in the order.</summary>
internal sealed record OrderedPayment(string EndToEndId, long Fen, string Name, string Account);

/// <summary>
/// What the bank makes of an order: its account statement, with everything that goes wrong at real banks.
/// </summary>
internal static class BankStatement
{
    /// <summary>The fewest payments of which each kind of trouble finds one of its own.</summary>
    public const int FewestForTrouble = 9;

    private const long OpeningFen = 5_000_000_000;
    private const long FeeFen = 5_000;
    private const long UnknownFen = 88_800;

    private static readonly XNamespace Order = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static readonly XNamespace Space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    /// <summary>Books an order two days long, and writes the statement of those days.</summary>
    /// <param name="order">The file, ISO 20022 <c>pain.001</c>.</param>
    /// <param name="refused">The end-to-end id of the payment that the bank refused before.</param>
    /// <returns>The statement, ISO 20022 <c>camt.053</c>, and whether it holds the trouble.</returns>
    public static (byte[] Statement, bool HasTrouble) Of(byte[] order, string refused)
    {
        using var stream = new MemoryStream(order);
        var asked = XDocument.Load(stream);
        var day = DateOnly.ParseExact(
            (string)asked.Descendants(Order + "ReqdExctnDt").First().Descendants(Order + "Dt").First(), "yyyy-MM-dd",
            CultureInfo.InvariantCulture);
        var account = (string)asked.Descendants(Order + "DbtrAcct").First().Descendants(Order + "Id").Last();
        var payments = asked.Descendants(Order + "CdtTrfTxInf").Select(Read)
            .Where(p => p.EndToEndId != refused).ToArray();
        var hasTrouble = payments.Length >= FewestForTrouble;
        var entries = (hasTrouble ? Trouble(payments, day) : payments.Select(p => Debit(p, day))).ToList();
        return (Write(account, day, entries), hasTrouble);
    }

    private static OrderedPayment Read(XElement payment) => new(
        (string)payment.Descendants(Order + "EndToEndId").Single(),
        (long)(decimal.Parse((string)payment.Descendants(Order + "InstdAmt").Single(), CultureInfo.InvariantCulture)
            * 100),
        (string)payment.Element(Order + "Cdtr")!.Element(Order + "Nm")!,
        (string)payment.Element(Order + "CdtrAcct")!.Descendants(Order + "Id").Last());

    /// <summary>One of each kind, and everything else as it should be.</summary>
    private static IEnumerable<XElement> Trouble(OrderedPayment[] payments, DateOnly day)
    {
        yield return Debit(payments[0] with { Fen = payments[0].Fen - FeeFen }, day);
        yield return Debit(payments[1], day);
        yield return Debit(payments[1], day.AddDays(1));
        var together = payments[2..5];
        yield return Entry(together.Sum(p => p.Fen), isDebit: true, day, "TOGETHER",
            Remittance(string.Join(' ', together.Select(p => p.EndToEndId))));
        yield return Entry(payments[5].Fen, isDebit: true, day, "UNNAMED",
            new XElement(Space + "Refs", new XElement(Space + "EndToEndId", "NOTPROVIDED")), Creditor(payments[5]));
        yield return Debit(payments[6], day);
        yield return Entry(payments[6].Fen, isDebit: false, day.AddDays(2), $"R-{payments[6].EndToEndId}",
            new XElement(Space + "Refs", new XElement(Space + "EndToEndId", payments[6].EndToEndId)),
            new XElement(Space + "RtrInf",
                new XElement(Space + "Rsn", new XElement(Space + "Cd", "AC04")),
                new XElement(Space + "AddtlInf", "收款账户已销户，款项退回")));
        // The eighth is not booked: it stands in the next statement.
        foreach (var payment in payments[8..])
            yield return Debit(payment, day);
        yield return Entry(UnknownFen, isDebit: false, day.AddDays(1), "UNKNOWN",
            new XElement(Space + "RltdPties", new XElement(Space + "Dbtr",
                new XElement(Space + "Pty", new XElement(Space + "Nm", "瓯江文化传媒有限公司")))),
            Remittance("往来款"));
    }

    private static XElement Debit(OrderedPayment payment, DateOnly day) => Entry(payment.Fen, isDebit: true, day,
        payment.EndToEndId,
        new XElement(Space + "Refs", new XElement(Space + "EndToEndId", payment.EndToEndId)), Creditor(payment));

    private static XElement Creditor(OrderedPayment payment) => new(Space + "RltdPties",
        new XElement(Space + "Cdtr", new XElement(Space + "Pty", new XElement(Space + "Nm", payment.Name))),
        new XElement(Space + "CdtrAcct", new XElement(Space + "Id",
            new XElement(Space + "Othr", new XElement(Space + "Id", payment.Account)))));

    private static XElement Remittance(string text) => new(Space + "RmtInf", new XElement(Space + "Ustrd", text));

    private static XElement Entry(long fen, bool isDebit, DateOnly day, string reference, params XElement[] details) =>
        new(Space + "Ntry", new XAttribute("fen", isDebit ? -fen : fen),
            Amount(fen),
            new XElement(Space + "CdtDbtInd", isDebit ? "DBIT" : "CRDT"),
            new XElement(Space + "Sts", new XElement(Space + "Cd", "BOOK")),
            Date("BookgDt", day),
            Date("ValDt", day),
            new XElement(Space + "AcctSvcrRef", $"WZ{day:yyyyMMdd}{reference}"[..Math.Min(35, 10 + reference.Length)]),
            new XElement(Space + "BkTxCd", new XElement(Space + "Prtry", new XElement(Space + "Cd", "TRF"))),
            new XElement(Space + "NtryDtls", new XElement(Space + "TxDtls", details)));

    private static XElement Amount(long fen) => new(Space + "Amt", new XAttribute("Ccy", "CNY"),
        (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture));

    private static XElement Date(string name, DateOnly day) => new(Space + name,
        new XElement(Space + "Dt", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static XElement Balance(string code, long fen, DateOnly day) => new(Space + "Bal",
        new XElement(Space + "Tp", new XElement(Space + "CdOrPrtry", new XElement(Space + "Cd", code))),
        Amount(Math.Abs(fen)), new XElement(Space + "CdtDbtInd", fen < 0 ? "DBIT" : "CRDT"), Date("Dt", day));

    private static byte[] Write(string account, DateOnly day, List<XElement> entries)
    {
        var last = day.AddDays(2);
        var moved = entries.Sum(e => (long)e.Attribute("fen")!);
        foreach (var entry in entries)
            entry.Attribute("fen")!.Remove();
        var made = last.ToDateTime(new TimeOnly(20, 0)).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        var root = new XElement(Space + "Document", new XElement(Space + "BkToCstmrStmt",
            new XElement(Space + "GrpHdr",
                new XElement(Space + "MsgId", $"STMT-{last:yyyyMMdd}"), new XElement(Space + "CreDtTm", made)),
            new XElement(Space + "Stmt",
                new XElement(Space + "Id", $"{last:yyyyMMdd}-1"),
                new XElement(Space + "CreDtTm", made),
                new XElement(Space + "FrToDt",
                    new XElement(Space + "FrDtTm", $"{day:yyyy-MM-dd}T00:00:00"),
                    new XElement(Space + "ToDtTm", $"{last:yyyy-MM-dd}T23:59:59")),
                new XElement(Space + "Acct",
                    new XElement(Space + "Id", new XElement(Space + "Othr", new XElement(Space + "Id", account))),
                    new XElement(Space + "Ccy", "CNY")),
                Balance("OPBD", OpeningFen, day),
                Balance("CLBD", OpeningFen + moved, last),
                entries)));
        using var written = new MemoryStream();
        new XDocument(root).Save(written);
        return written.ToArray();
    }
}
