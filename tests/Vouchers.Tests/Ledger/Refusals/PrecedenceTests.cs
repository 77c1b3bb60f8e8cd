using NUnit.Framework;
using Vouchers.Ledger;
using Vouchers.Testing;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// Walks every command's refusals: first everything is wrong at once, then each row fixes exactly one fault more
/// and the next refusal appears, until the command is accepted.
/// </summary>
public sealed class PrecedenceTests
{
    private static readonly PrecedenceTable[] Tables =
    [
        .. CounterTables.All, .. VoucherTables.All, .. EnrolmentTables.All, .. TakeBackTables.All,
        .. ProgrammeTables.All, .. CatalogueTables.All, .. CitizenTables.All, .. PayeeTables.All, .. PayoutTables.All,
        .. ClawBackTables.All, .. StatementTables.All, .. MatchTables.All, .. DiscrepancyTables.All,
        .. PeriodTables.All, .. OfflineTables.All,
    ];

    // Refusals that only the service can judge, before or around the ledger.
    private static readonly Dictionary<RefusalCode, string> AtTheEdge = new()
    {
        [RefusalCode.None] = "no refusal",
        [RefusalCode.RequestIdReused] = "the pipeline compares a repeat with the stored answer",
        [RefusalCode.CredentialUnreadable] = "the endpoint reads the QR code",
        [RefusalCode.CredentialKeyUnknown] = "the endpoint verifies the signature",
        [RefusalCode.CredentialKeyRevoked] = "the endpoint verifies the signature",
        [RefusalCode.CredentialWrongType] = "the endpoint verifies the signature",
        [RefusalCode.VoucherCodeUnknown] = "the endpoint looks the typed code up",
        [RefusalCode.TooManyAttempts] = "the endpoint limits the rate of attempts",
    };

    public static IEnumerable<TestCaseData> Rows =>
        from table in Tables
        from done in Enumerable.Range(0, table.Faults.Length + 1)
        let answer = done < table.Faults.Length ? table.Faults[done] : "Accepted"
        select new TestCaseData(table.Name, done).SetArgDisplayNames(table.Name, $"{done:00}", answer);

    public static IEnumerable<TestCaseData> SingleFaults =>
        from table in Tables
        from fault in table.Faults
        select new TestCaseData(table.Name, fault);

    public static IEnumerable<string> Names => Tables.Select(t => t.Name);

    [TestCaseSource(nameof(Rows))]
    public void Decide_AllFaultsButTheFirst_IsRefusedByTheNext(string name, int done)
    {
        var table = Tables.Single(t => t.Name == name);
        RefusalCode? expected = done < table.Faults.Length ? PrecedenceTable.CodeOf(table.Faults[done]) : null;
        Assert.That(table.Answer(table.Faults.Skip(done)), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(SingleFaults))]
    public void Decide_OneFaultAlone_IsRefusedByIt(string name, string fault) =>
        Assert.That(Tables.Single(t => t.Name == name).Answer([fault]), Is.EqualTo(PrecedenceTable.CodeOf(fault)));

    [TestCaseSource(nameof(Names))]
    public void Table_Codes_AscendAsDocumented(string name) =>
        Assert.That(Tables.Single(t => t.Name == name).Codes, Is.Ordered);

    [Test]
    public void Tables_Commands_AreAllOfTheLedgers()
    {
        var commands = typeof(Command).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Command)) && !t.IsAbstract);
        var walked = Tables.Select(t => t.Build(new Wrong(t.Faults, [])).Command.GetType());
        Assert.That(commands, Is.SubsetOf(walked));
    }

    [Test]
    public void RefusalCode_EachOne_IsWalkedOrJudgedAtTheEdge()
    {
        var walked = Tables.SelectMany(t => t.Codes).ToHashSet();
        Assert.That(walked, Has.None.Matches<RefusalCode>(AtTheEdge.ContainsKey));
        Assert.That(walked.Concat(AtTheEdge.Keys), Is.EquivalentTo(Enum.GetValues<RefusalCode>()));
    }

    [Test]
    public void RefusalCode_NamedByTheLedger_IsWalked()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Vouchers.Ledger"), "*.cs",
            SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal));
        var text = string.Concat(sources.Select(File.ReadAllText));
        var named = Enum.GetValues<RefusalCode>()
            .Where(c => text.Contains($"RefusalCode.{c},", StringComparison.Ordinal));
        Assert.That(named, Is.EquivalentTo(Tables.SelectMany(t => t.Codes).Distinct()));
    }
}
