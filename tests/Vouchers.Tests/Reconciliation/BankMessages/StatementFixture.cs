using System.Text;
using NUnit.Framework;
using Vouchers.Reconciliation;
using Vouchers.Reconciliation.BankMessages;

namespace Vouchers.Tests.Reconciliation.BankMessages;

/// <summary>Small camt.053 files, and what reading one gives.</summary>
internal static class StatementFixture
{
    public const string Version8 = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
    public const string Account = "<Acct><Id><Othr><Id>6222000012345678901</Id></Othr></Id><Ccy>CNY</Ccy>"
        + "<Ownr><Nm>示例市公共就业服务中心</Nm></Ownr></Acct>";

    /// <summary>A statement's elements in a file.</summary>
    public static byte[] File(params string[] statements) => Bytes(string.Concat(
        statements.Select(s => $"<Stmt>{s}</Stmt>").Prepend("<GrpHdr><MsgId>M-1</MsgId></GrpHdr>")));

    public static byte[] Bytes(string message, string version = Version8) => Encoding.UTF8.GetBytes(
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"{version}\"><BkToCstmrStmt>{message}"
        + "</BkToCstmrStmt></Document>");

    /// <summary>A statement that opens with 1,000.00 CNY and closes with the given balance.</summary>
    public static string Statement(string entries, string closing = "1000.00", string extra = "", string id = "S-1") =>
        $"<Id>{id}</Id>{Account}{Balance("OPBD", "1000.00")}{Balance("CLBD", closing)}{extra}{entries}";

    public static string Balance(string code, string amount, string direction = "CRDT", string currency = "CNY") =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"{currency}\">{amount}</Amt>"
        + $"<CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>2026-03-15</Dt></Dt></Bal>";

    public static string Entry(
        string amount, string direction = "CRDT", string status = "BOOK", string details = "", string more = "",
        string currency = "CNY") =>
        $"<Ntry><Amt Ccy=\"{currency}\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>{status}</Cd></Sts>"
        + $"<BookgDt><Dt>2026-03-15</Dt></BookgDt>{more}"
        + (details.Length > 0 ? $"<NtryDtls>{details}</NtryDtls>" : "") + "</Ntry>";

    public static string Details(string? amount, string endToEndId, string more = "", string currency = "CNY") =>
        $"<TxDtls><Refs><EndToEndId>{endToEndId}</EndToEndId></Refs>"
        + (amount is null ? "" : $"<Amt Ccy=\"{currency}\">{amount}</Amt>") + $"{more}</TxDtls>";

    public static StatementRead Read(byte[] file, BankFileLimits? limits = null) =>
        Read(Camt053.ReadAsync(new MemoryStream(file), limits));

    public static StatementRead Read(IAsyncEnumerable<StatementPart> parts) =>
        new(parts.ToBlockingEnumerable().ToList());

    public static StatementRead ReadStatement(string statement) => Read(File(statement));

    public static StatementLine LineOf(string entry, string closing = "1000.00") =>
        ReadStatement(Statement(entry, closing)).Lines.Single();
}

/// <summary>All parts of a file, which must come in their order.</summary>
internal sealed class StatementRead
{
    public StatementRead(IReadOnlyList<StatementPart> parts)
    {
        Parts = parts;
        var isOpen = false;
        foreach (var part in parts.SkipLast(1))
        {
            Assert.That(part is StatementPart.Opened, Is.Not.EqualTo(isOpen));
            Assert.That(part is StatementPart.FileRead or StatementPart.FileRefused, Is.False);
            isOpen = part is not StatementPart.Closed;
        }

        if (parts[^1] is StatementPart.FileRead read)
            Assert.That((isOpen, read.Statements), Is.EqualTo((false, Ends.Count)));
        else
            Assert.That(parts[^1], Is.InstanceOf<StatementPart.FileRefused>());
        foreach (var end in Ends)
            AssertLinesAddUp(end);
    }

    public IReadOnlyList<StatementPart> Parts { get; }

    public IReadOnlyList<StatementHeader> Opened => Of<StatementPart.Opened, StatementHeader>(p => p.Header);

    public IReadOnlyList<StatementLine> Lines => Of<StatementPart.Line, StatementLine>(p => p.Value);

    public IReadOnlyList<UnreadableEntry> Unreadable => Of<StatementPart.Unreadable, UnreadableEntry>(p => p.Entry);

    public IReadOnlyList<StatementEnd> Ends => Of<StatementPart.Closed, StatementEnd>(p => p.End);

    public StatementVerdict Verdict => Ends.Single().Verdict;

    public FailedCheck OnlyFailure => ((StatementVerdict.DoesNotTie)Verdict).Checks.Single();

    public BankFileFault Fault => ((StatementPart.FileRefused)Parts[^1]).Fault;

    public StatementPart.FileRead Whole => (StatementPart.FileRead)Parts[^1];

    private List<TValue> Of<TPart, TValue>(Func<TPart, TValue> value) => [.. Parts.OfType<TPart>().Select(value)];

    // What is always so: the booked lines are the booked entries, whatever the details say.
    private void AssertLinesAddUp(StatementEnd end)
    {
        if (Opened.Count > 1 || end.BookedCredits is not { } credits || end.BookedDebits is not { } debits)
            return;
        var net = Lines.Where(l => l.Counts && l.Amount.Currency == credits.Currency).Sum(l =>
            l.Direction == BankDirection.Credit ? l.Amount.MinorUnits : -l.Amount.MinorUnits);
        Assert.That(net, Is.EqualTo(credits.MinorUnits - debits.MinorUnits));
        Assert.That(Lines.Select(l => l.Fingerprint), Is.Unique);
    }
}
