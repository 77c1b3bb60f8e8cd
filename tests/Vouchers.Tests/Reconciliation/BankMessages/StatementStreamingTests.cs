using NUnit.Framework;
using Vouchers.Reconciliation.BankMessages;
using static Vouchers.Tests.Reconciliation.BankMessages.StatementFixture;

namespace Vouchers.Tests.Reconciliation.BankMessages;

public sealed class StatementStreamingTests
{
    private const int Entries = 200_000;

    [Test]
    public async Task Read_LargeStatement_YieldsLinesBeforeItsEnd()
    {
        var made = 0;
        await using var stream = new GeneratedStream(Pieces(() => made++));
        var (read, mostAhead) = (0, 0);
        StatementPart? last = null;
        StatementVerdict? verdict = null;
        await foreach (var part in Camt053.ReadAsync(stream))
        {
            last = part;
            verdict = (part as StatementPart.Closed)?.End.Verdict ?? verdict;
            if (part is not StatementPart.Line line)
                continue;
            read++;
            if (line.Value.Transaction.EndToEndId != $"V-{read}")
                Assert.Fail($"Line {read} is {line.Value.Transaction.EndToEndId}.");
            mostAhead = Math.Max(mostAhead, made - read);
            if (read == Entries / 2)
                Assert.That(stream.IsAtEnd, Is.False);
        }

        Assert.That(read, Is.EqualTo(Entries));
        // As many entries as a buffer holds, and never more: nothing is collected.
        Assert.That(mostAhead, Is.LessThan(2_000));
        Assert.That(verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That(last, Is.InstanceOf<StatementPart.FileRead>());
    }

    [Test]
    public async Task Read_LeftEarly_ReadsNoFurther()
    {
        var made = 0;
        await using var stream = new GeneratedStream(Pieces(() => made++));
        await foreach (var part in Camt053.ReadAsync(stream))
        {
            if (part is StatementPart.Line)
                break;
        }

        Assert.That(made, Is.LessThan(2_000));
    }

    [Test]
    public void Read_ByteByByte_GivesTheSame()
    {
        var file = File(Statement(Entry("1.00", details: Details("1.00", "培-1")), "1001.00"));
        var whole = Read(file);
        var dripped = Read(Camt053.ReadAsync(new DrippingStream(file)));
        Assert.That(dripped.Lines.Single().Fingerprint, Is.EqualTo(whole.Lines.Single().Fingerprint));
        Assert.That(dripped.Whole.Digest, Is.EqualTo(whole.Whole.Digest));
    }

    private static IEnumerable<string> Pieces(Action made)
    {
        yield return $"<Document xmlns='{Version8}'><BkToCstmrStmt><Stmt><Id>S</Id>{Account}";
        yield return Balance("OPBD", "0.00") + Balance("CLBD", "2000.00");
        for (var i = 1; i <= Entries; i++)
        {
            made();
            yield return Entry("0.01", details: Details("0.01", $"V-{i}"), more: $"<AcctSvcrRef>R-{i}</AcctSvcrRef>");
        }

        yield return "</Stmt></BkToCstmrStmt></Document>";
    }
}

/// <summary>One byte at a time, as a slow line gives them.</summary>
internal sealed class DrippingStream(byte[] bytes) : ForwardStream
{
    private int position;

    protected override int Fill(Span<byte> buffer)
    {
        if (position == bytes.Length || buffer.IsEmpty)
            return 0;
        buffer[0] = bytes[position++];
        return 1;
    }
}
