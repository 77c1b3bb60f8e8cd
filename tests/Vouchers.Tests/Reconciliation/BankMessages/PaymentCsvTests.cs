using CsvHelper;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation.BankMessages;
using static Vouchers.Tests.Reconciliation.BankMessages.PaymentSample;

namespace Vouchers.Tests.Reconciliation.BankMessages;

public sealed class PaymentCsvTests
{
    [Test]
    public void Write_Batch_IsARowAPayment()
    {
        var text = TextOf(PaymentCsv.Write(Message));
        Assert.That(text, Is.EqualTo(
            "\uFEFFmessage_id,batch_id,execution_date,end_to_end_id,amount,currency,creditor_name,creditor_account,"
            + "creditor_agent,remittance,debtor_name,debtor_account,debtor_agent\r\n"
            + "PAY-20260314-01,PAY-20260314-01-1,2026-03-16,V-000000101,2500.00,CNY,甲培训学校,6217000099990000001,"
            + "102333001014,培训补贴 2026-03,示例市公共就业服务中心,6222000012345678901,ZZZZCNBJXXX\r\n"
            + "PAY-20260314-01,PAY-20260314-01-1,2026-03-16,V-000000102,2200.05,CNY,甲培训学校,6217000099990000001,"
            + "102333001014,培训补贴 2026-03,示例市公共就业服务中心,6222000012345678901,ZZZZCNBJXXX\r\n"));
    }

    [Test]
    public void Write_Batch_HasTheSameTotalsAsXml()
    {
        var csv = Written(PaymentCsv.Write(Message));
        var xml = Written(Pain001.Write(Message));
        Assert.That((csv.Count, csv.Total), Is.EqualTo((xml.Count, xml.Total)));
        Assert.That(Written(PaymentCsv.Write(Message)).Content, Is.EqualTo(csv.Content));
    }

    [TestCase("=HYPERLINK(\"http://x\")")]
    [TestCase("+1")]
    [TestCase("-1")]
    [TestCase("@SUM(A1)")]
    [TestCase("＝1+1")]
    public void Write_CellLikeAFormula_IsDefused(string text)
    {
        var item = Item with { Remittance = text, Creditor = Item.Creditor with { Name = text } };
        var row = RowsOf(PaymentCsv.Write(With(item)))[1];
        Assert.That((row[6], row[9]), Is.EqualTo(("'" + text, "'" + text)));
    }

    [Test]
    public void Write_CommaAndQuote_RoundTrip()
    {
        var row = RowsOf(PaymentCsv.Write(With(Item with { Remittance = "a,\"b\";c" })))[1];
        Assert.That(row[9], Is.EqualTo("a,\"b\";c"));
        Assert.That(row, Has.Length.EqualTo(13));
    }

    [Test]
    public void Write_Yen_HasNoDecimals() => Assert.That(
        RowsOf(PaymentCsv.Write(With(Item with { Amount = new(1200, Currency.Parse("JPY")) })))[1][4],
        Is.EqualTo("1200"));

    private static List<string[]> RowsOf(PaymentFile file)
    {
        using var csv = CsvReader.Create([.. Written(file).Content], new() { HasHeader = false, Separator = ',' });
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        return rows;
    }
}
