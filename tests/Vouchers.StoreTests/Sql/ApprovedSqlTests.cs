using Vouchers.Storage;
using Vouchers.Testing;

namespace Vouchers.StoreTests;

/// <summary>The SQL is generated, so a review sees a change of it here.</summary>
public sealed class ApprovedSqlTests
{
    private const string Accept = "VOUCHERS_APPROVE";

    private static SqlDialect[] Both => [Dialects.Sqlite, Dialects.SqlServer];

    [TestCaseSource(nameof(Both))]
    public async Task Statements_AreAsApproved(SqlDialect dialect)
    {
        var file = Repository.TestFile("Vouchers.StoreTests", "Approved", $"{dialect.Name}.sql");
        var text = Dialects.TextOf(dialect);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            await File.WriteAllTextAsync(file, text);

        var approved = File.Exists(file) ? (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") : "";

        Assert.That(
            text.Split('\n'), Is.EqualTo(approved.Split('\n')),
            $"The SQL of {dialect.Name} changed. To accept it, run this test with {Accept}=1 and commit "
            + $"tests/Vouchers.StoreTests/Approved/{dialect.Name}.sql.");
    }
}
