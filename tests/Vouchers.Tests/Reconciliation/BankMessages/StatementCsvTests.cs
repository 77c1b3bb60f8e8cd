using System.Security.Cryptography;
using System.Text;
using CsCheck;
using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Reconciliation;
using Vouchers.Reconciliation.BankMessages;

namespace Vouchers.Tests.Reconciliation.BankMessages;

public sealed class StatementCsvTests
{
    private const string Header = "日期,收入,支出,余额,流水号,对方户名,对方账号,摘要,客户号\n";

    private const string Rows =
        "2026-03-15,\"1,000.00\",,\"3,000.00\",R-1,财政局,\t6200001,拨款,NOTPROVIDED\n"
        + "2026-03-15,,250.50,2749.50,R-2,甲培训学校,\"=\"\"6217000099990000001\"\"\",培训补贴,V-1\n"
        + "2026-03-16,,49.5,2700.00,R-3,乙培训学校,'6218,\"a, \"\"b\"\"\",V-2\n";

    private static readonly StatementTableMapping Mapping = new()
    {
        Account = "6222000012345678901",
        Currency = Currency.Cny,
        DateColumn = "日期",
        Amounts = new AmountColumns.DebitAndCredit("支出", "收入"),
        BalanceColumn = "余额",
        ReferenceColumn = "流水号",
        CounterpartyColumn = "对方户名",
        CounterpartyAccountColumn = "对方账号",
        TextColumn = "摘要",
        EndToEndIdColumn = "客户号",
    };

    [Test]
    public void Read_ChineseExport_TiesByItsRunningBalance()
    {
        var read = Read(Header + Rows);
        var end = read.Ends.Single();
        Assert.Multiple(() =>
        {
            Assert.That(end.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
            Assert.That((end.Opening, end.Closing), Is.EqualTo((Cny(200_000), Cny(270_000))));
            Assert.That((end.BookedCredits, end.BookedDebits, end.Entries),
                Is.EqualTo((Cny(100_000), Cny(30_000), 3L)));
            Assert.That((end.Header.From, end.Header.To, end.Header.Version),
                Is.EqualTo((new DateOnly(2026, 3, 15), new DateOnly(2026, 3, 16), "CSV")));
            Assert.That(read.Lines.Select(l => (l.Entry, l.FileLine, l.Amount.MinorUnits, l.Direction)), Is.EqualTo(
            [
                (1L, 2L, 100_000L, BankDirection.Credit), (2L, 3L, 25_050L, BankDirection.Debit),
                (3L, 4L, 4_950L, BankDirection.Debit),
            ]));
            Assert.That(read.Lines.Select(l => l.Transaction.EndToEndId), Is.EqualTo([null, "V-1", "V-2"]));
            Assert.That(read.Lines.Select(l => l.Transaction.Counterparty!.Account),
                Is.EqualTo(["6200001", "6217000099990000001", "6218"]));
            Assert.That((read.Lines[2].Transaction.RemittanceText, read.Lines[2].ServicerReference),
                Is.EqualTo(("a, \"b\"", "R-3")));
        });
    }

    [Test]
    public void Read_Gb18030_IsTheSameStatement()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var bytes = gb.GetBytes(Header + Rows);
        var read = Read(bytes, Mapping with { Encoding = StatementTableEncoding.Gb18030 });
        var utf8 = Read(Header + Rows);
        Assert.That(read.Lines.Select(l => l.Fingerprint), Is.EqualTo(utf8.Lines.Select(l => l.Fingerprint)));
        Assert.That(read.Lines[1].Transaction.Counterparty!.Name, Is.EqualTo("甲培训学校"));
        Assert.That(read.Whole.Digest, Is.EqualTo(
            new BankFileDigest(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length)));
    }

    [Test]
    public void Read_WrongEncoding_SaysWhichToChoose()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var fault = Read(gb.GetBytes(Header + Rows), Mapping).Fault;
        Assert.That((fault.Code, fault.Message), Is.EqualTo((BankFileFaultCode.BadEncoding,
            "The file is not UTF-8 and looks like GB18030, which Chinese banks often export; say so in the table: "
            + "\"encoding\": \"ENCODING_GB18030\".")));
        var marked = Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Header + Rows)],
            Mapping with { Encoding = StatementTableEncoding.Gb18030 });
        Assert.That(marked.Verdict, Is.InstanceOf<StatementVerdict.Ties>(), "The mark is believed.");
    }

    [Test]
    public void Read_NewestFirst_TiesBackwards()
    {
        var rows = Rows.TrimEnd('\n').Split('\n');
        var turned = Read(Header + string.Join('\n', rows.Reverse()), Mapping with { IsNewestFirst = true });
        Assert.That(turned.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That((turned.Ends[0].Opening, turned.Ends[0].Closing), Is.EqualTo((Cny(200_000), Cny(270_000))));
        Assert.That(turned.Lines.Select(l => l.Fingerprint),
            Is.EquivalentTo(Read(Header + Rows).Lines.Select(l => l.Fingerprint)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Read_TheOtherOrderThanSaid_IsBelievedWhereEachBalanceFollows(bool isNewestFirst)
    {
        var rows = Rows.TrimEnd('\n').Split('\n');
        var read = Read(Header + string.Join('\n', isNewestFirst ? rows.Reverse() : rows),
            Mapping with { IsNewestFirst = !isNewestFirst });
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That((read.Ends[0].Opening, read.Ends[0].Closing), Is.EqualTo((Cny(200_000), Cny(270_000))));
        Assert.That(read.Ends[0].Notes.Single().Message,
            Does.Contain(isNewestFirst ? "newest row comes first" : "oldest row comes first"));
    }

    [Test]
    public void Read_RowsThatFollowInNeitherOrder_DoNotTie()
    {
        var rows = Rows.TrimEnd('\n').Split('\n').Reverse().ToArray();
        var read = Read(Header + string.Join('\n', rows.Take(1).Concat(rows.Skip(2))));
        Assert.That(((StatementVerdict.DoesNotTie)read.Verdict).Checks[0].Check,
            Is.EqualTo(StatementCheck.RunningBalance));
    }

    [Test]
    public void Read_RowThatDoesNotFollow_SaysWhere()
    {
        // A row is missing in the middle, so that both its balance and the sum are off.
        var read = Read(Header + Rows.Replace("2749.50", "2749.40", StringComparison.Ordinal));
        var checks = ((StatementVerdict.DoesNotTie)read.Verdict).Checks;
        Assert.That(checks.Select(c => (c.Check, c.Found)), Is.EqualTo([(StatementCheck.RunningBalance, 2L)]));
        Assert.That(checks[0].Message, Is.EqualTo("The balance does not follow from the row before in 2 rows, "
            + "the first at line 3, where the balance should be CNY 2,749.50 and is CNY 2,749.40."));
    }

    [Test]
    public void Read_RowLeftOut_DoesNotTie()
    {
        var rows = Rows.Split('\n');
        var read = Read(Header + rows[0] + "\n" + rows[2]);
        var checks = ((StatementVerdict.DoesNotTie)read.Verdict).Checks;
        Assert.That(checks.Select(c => (c.Check, c.Difference)), Is.EqualTo(
            [(StatementCheck.RunningBalance, 1L), (StatementCheck.Balance, 25_050L)]));
    }

    [TestCase(200_000L, 270_000L, null)]
    [TestCase(200_000L, 270_001L, StatementCheck.Balance)]
    [TestCase(null, 270_000L, null)]
    public void Read_GivenBalances_AreChecked(long? opening, long? closing, StatementCheck? failed)
    {
        var mapping = Mapping with
        {
            Opening = opening is { } o ? Cny(o) : null,
            Closing = closing is { } c ? Cny(c) : null,
        };
        var without = Read(Header + Rows, mapping with { BalanceColumn = null }).Verdict;
        var with = Read(Header + Rows, mapping).Verdict;
        if (failed is null)
        {
            Assert.That(with, Is.InstanceOf<StatementVerdict.Ties>());
            Assert.That(without, opening is null
                ? Is.EqualTo(new StatementVerdict.CannotBeChecked(
                    "The opening balance was not given, and no column of balances was named."))
                : Is.InstanceOf<StatementVerdict.Ties>());
        }
        else
        {
            Assert.That(((StatementVerdict.DoesNotTie)without).Checks.Single().Difference, Is.EqualTo(-1));
            Assert.That(((StatementVerdict.DoesNotTie)with).Checks.Select(c => c.Check), Is.All.EqualTo(failed));
        }
    }

    [TestCase("-12.34", 1_234, BankDirection.Debit)]
    [TestCase("+12.34", 1_234, BankDirection.Credit)]
    [TestCase("1,234,567.8", 123_456_780, BankDirection.Credit)]
    [TestCase("0.00", 0, BankDirection.Credit)]
    public void Read_SignedColumn_IsDebitWhereNegative(string cell, long units, BankDirection direction)
    {
        var line = Read($"d,a\n2026-03-15,\"{cell}\"", Signed).Lines.Single();
        Assert.That((line.Amount.MinorUnits, line.Direction), Is.EqualTo((units, direction)));
    }

    [TestCase("12.345", "'12.345' has more decimals than the 2 of CNY")]
    [TestCase("1,5", "'1,5' is not an amount")]
    [TestCase("1,2345", "'1,2345' is not an amount")]
    [TestCase(",123", "',123' is not an amount")]
    [TestCase("-+1", "'-+1' is not an amount")]
    [TestCase("--1", "'--1' is not an amount")]
    [TestCase("1e5", "'1e5' is not an amount")]
    [TestCase("", "'' is not an amount")]
    public void Read_BadAmount_IsAFaultOnThatRow(string cell, string why)
    {
        var read = Read($"d,a\n2026-03-15,\"{cell}\"\n2026-03-15,1", Signed);
        Assert.That(read.Unreadable.Single().Message, Is.EqualTo($"The row at line 2 cannot be counted: {why}."));
        var failed = ((StatementVerdict.DoesNotTie)read.Verdict).Checks;
        Assert.That(failed[0].Check, Is.EqualTo(StatementCheck.UnreadableEntries));
        Assert.That(read.Lines.Single().Entry, Is.EqualTo(2));
    }

    [TestCase("1.234,50", 123_450)]
    [TestCase("0,05", 5)]
    [TestCase("1234", 123_400)]
    public void Read_EuropeanAmounts_ByTheirSeparators(string cell, long units)
    {
        var mapping = Signed with { Separator = ';', DecimalSeparator = ',', GroupSeparator = '.' };
        Assert.That(Read($"d;a\n2026-03-15;{cell}", mapping).Lines.Single().Amount.MinorUnits, Is.EqualTo(units));
    }

    [TestCase("12.50")]
    [TestCase("1.2")]
    public void Read_PointWhereACommaIsMeant_IsNoAmount(string cell)
    {
        var mapping = Signed with { Separator = ';', DecimalSeparator = ',', GroupSeparator = null };
        Assert.That(Read($"d;a\n2026-03-15;{cell}", mapping).Unreadable, Has.Count.EqualTo(1));
    }

    [TestCase("借", BankDirection.Debit)]
    [TestCase("贷", BankDirection.Credit)]
    [TestCase("dr", BankDirection.Debit)]
    [TestCase("?", BankDirection.None)]
    public void Read_DirectionColumn_IsByWords(string word, BankDirection direction)
    {
        var read = Read($"d,a,w\n2026-03-15,1,{word}",
            Signed with { Amounts = new AmountColumns.WithDirection("a", "w") });
        if (direction == BankDirection.None)
            Assert.That(read.Unreadable[0].Message, Does.Contain("says neither credit nor debit"));
        else
            Assert.That(read.Lines.Single().Direction, Is.EqualTo(direction));
    }

    [TestCase("2026-03-15,1.00,2.00,,,,,,", "it has both a debit and a credit")]
    [TestCase("2026-03-15,,,,,,,,", "it has neither a debit nor a credit")]
    [TestCase("2026-03-15,-1.00,,,,,,,", "'-1.00' is negative where the column tells the direction")]
    [TestCase("2026-03-32,1.00,,,,,,,", "'2026-03-32' is not a date of the form yyyy-MM-dd")]
    [TestCase("2026-03-15,1.00,,x,,,,,", "its balance 'x' is not an amount")]
    [TestCase("2026-03-15,1.00,,,,,,a,b,c", "it has 10 fields where the header has 9")]
    [TestCase("2026-03-15,1.00,,,,,,a\"b,c", "a quotation mark stands inside of a field")]
    [TestCase("2026-03-15,1.00,,,,,,\"a,c", "a quotation mark is opened and never closed")]
    public void Read_BadRow_SaysWhy(string row, string why)
    {
        var read = Read(Header + row);
        Assert.That(read.Unreadable.Single().Message, Is.EqualTo($"The row at line 2 cannot be counted: {why}."));
    }

    [Test]
    public void Read_PreliminariesAndTotals_ArePassedOver()
    {
        var read = Read("账户明细\n账号：,6222\n\n" + Header + Rows + "合计,1000.00,300.00,,,,,,\n");
        Assert.That(read.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
        Assert.That(read.Lines[0].FileLine, Is.EqualTo(5));
        Assert.That(read.Ends[0].Notes.Select(n => n.Message), Is.EqualTo(["1 row of totals passed over."]));
    }

    [TestCase("日期,收入\n", "'支出', '客户号', '流水号', '对方户名', '对方账号', '摘要', '余额'")]
    [TestCase("日期,收入,支出,余额,流水号,对方户名,对方账号,摘要\n", "'客户号'")]
    public void Read_MissingColumns_AreNamed(string header, string columns)
    {
        var fault = Read(header + "1,2").Fault;
        Assert.That(fault.Code, Is.EqualTo(BankFileFaultCode.MissingColumn));
        Assert.That(fault.Message, Does.Contain(columns));
    }

    [Test]
    public void Read_ColumnTwice_IsRefused() =>
        Assert.That(Read("d,a,a\n", Signed).Fault.Message, Does.StartWith("The column 'a' is there twice"));

    [Test]
    public void Read_HostileFiles_AreRefused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read("").Fault.Code, Is.EqualTo(BankFileFaultCode.Empty));
            Assert.That(Read("PK\u0003\u0004").Fault.Code, Is.EqualTo(BankFileFaultCode.NotWellFormed));
            Assert.That(Read($"d,a\n\"{new string('x', 100_000)}\n", Signed).Fault.Code,
                Is.EqualTo(BankFileFaultCode.TextTooLong));
            Assert.That(Read("d,a\n1,1\n1,1\n1,1", Signed, new() { MaxLines = 2 }).Fault.Code,
                Is.EqualTo(BankFileFaultCode.TooMany));
            Assert.That(Read(Header + Rows, Mapping, new() { MaxBytes = 100 }).Fault.Code,
                Is.EqualTo(BankFileFaultCode.TooLarge));
            Assert.That(Read(StatementCsv.ReadAsync(
                new EndlessStream("d,a\n"u8.ToArray(), (byte)'y'), Signed)).Fault.Code,
                Is.EqualTo(BankFileFaultCode.TextTooLong));
            var gold = Signed with { Currency = Currency.Parse("XAU") };
            Assert.That(() => StatementCsv.ReadAsync(new MemoryStream(), gold), Throws.ArgumentException);
        });
    }

    [Test]
    public void Read_OverlappingExports_TellTheSameLines()
    {
        var (first, second) = (Read("d,a\n2026-03-14,1\n2026-03-15,5\n2026-03-15,5", Signed),
            Read("d,a\n2026-03-15,5\n2026-03-15,5\n2026-03-15,5\n2026-03-16,9", Signed));
        Assert.That(second.Lines.Select(l => first.Lines.Any(f => f.Fingerprint == l.Fingerprint)),
            Is.EqualTo([true, true, false, false]));
    }

    [Test]
    public void Read_AnyMovements_TieByEitherOrder() => Gen.Select(
        Gen.Long[-1_000_000, 1_000_000].Array[1, 30], Gen.Long[0, 1_000_000], Gen.Bool, Gen.Bool).Sample(
        (movements, opening, isNewestFirst, isSparse) =>
        {
            var balance = opening;
            var rows = movements.Select((m, i) =>
            {
                balance += m;
                return $"2026-03-15,{Format(m)},{(isSparse && i % 3 == 1 ? "" : Format(balance))}";
            }).ToList();
            if (isNewestFirst)
                rows.Reverse();
            var mapping = Signed with { BalanceColumn = "b", IsNewestFirst = isNewestFirst };
            var end = Read("d,a,b\n" + string.Join('\n', rows), mapping).Ends.Single();
            Assert.That(end.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
            Assert.That((end.Opening, end.Closing), Is.EqualTo((Cny(opening), Cny(balance))));
        }, iter: 300);

    [Test]
    public async Task Read_LargeTable_YieldsLinesBeforeItsEnd()
    {
        var made = 0;
        IEnumerable<string> Pieces()
        {
            yield return "d,a,b\n";
            for (var i = 1; i <= 200_000; i++)
            {
                made++;
                yield return $"2026-03-15,0.01,{Format(i)}\n";
            }
        }

        await using var stream = new GeneratedStream(Pieces());
        var (read, mostAhead) = (0, 0);
        StatementEnd? end = null;
        await foreach (var part in StatementCsv.ReadAsync(stream, Signed with { BalanceColumn = "b" }))
        {
            end = (part as StatementPart.Closed)?.End ?? end;
            if (part is StatementPart.Line)
                mostAhead = Math.Max(mostAhead, made - ++read);
        }

        Assert.That((read, mostAhead < 20_000), Is.EqualTo((200_000, true)), $"{mostAhead} rows ahead.");
        Assert.That(end!.Verdict, Is.InstanceOf<StatementVerdict.Ties>());
    }

    private static StatementTableMapping Signed => new()
    {
        Account = "1",
        Currency = Currency.Cny,
        DateColumn = "d",
        Amounts = new AmountColumns.OneSigned("a"),
    };

    private static string Format(long minorUnits) => AmountText.Format(Cny(minorUnits));

    private static Money Cny(long fen) => new(fen, Currency.Cny);

    private static StatementRead Read(
        string text, StatementTableMapping? mapping = null, BankFileLimits? limits = null) =>
        Read(Encoding.UTF8.GetBytes(text), mapping ?? Mapping, limits);

    private static StatementRead Read(byte[] bytes, StatementTableMapping mapping, BankFileLimits? limits = null) =>
        Read(StatementCsv.ReadAsync(new MemoryStream(bytes), mapping, limits));

    private static StatementRead Read(IAsyncEnumerable<StatementPart> parts) => StatementFixture.Read(parts);
}
