using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>
/// What can be known of the SQL Server dialect without a server: that every text parses as SQL Server 2022 reads it,
/// and that every table, column and type in it is in the migrations.
/// </summary>
public sealed partial class TransactSqlTests
{
    private static IEnumerable<TestCaseData> Statements =>
        Dialects.StatementsOf(Dialects.SqlServer).Select(s => new TestCaseData(s.Sql).SetArgDisplayNames(s.Name));

    private static IEnumerable<TestCaseData> Migrations =>
        SchemaUpgrade.Scripts(Dialects.SqlServer).Select(s => new TestCaseData(s.Contents).SetArgDisplayNames(s.Name));

    [TestCaseSource(nameof(Statements))]
    [TestCaseSource(nameof(Migrations))]
    public void Text_Parses(string sql)
    {
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);

        Assert.That(errors.Select(e => $"{e.Line}:{e.Column} {e.Message}"), Is.Empty);
    }

    [Test]
    public void Statements_NameOnlyWhatTheMigrationsMake()
    {
        using var model = Schema();
        var number = 0;
        foreach (var (name, sql) in Dialects.StatementsOf(Dialects.SqlServer))
            model.AddObjects($"CREATE PROCEDURE p{number++} {Parameters(sql)} AS\n-- {name}\n{sql}");

        Assert.That(FaultsOf(model), Is.Empty);
    }

    [Test]
    public void Statements_UnknownColumn_IsCaught()
    {
        using var model = Schema();
        var sql = Dialects.SqlServer.Update(EntityTables.Vouchers)
            .Replace("pin_failures", "pin_failure", StringComparison.Ordinal);
        model.AddObjects($"CREATE PROCEDURE p {Parameters(sql)} AS\n{sql}");

        Assert.That(FaultsOf(model), Has.Some.Contains("pin_failure"));
    }

    [Test]
    public void Statements_UnknownTable_IsCaught()
    {
        using var model = Schema();
        model.AddObjects("CREATE PROCEDURE p AS SELECT id FROM no_such_table");

        Assert.That(FaultsOf(model), Has.Some.Contains("no_such_table"));
    }

    private static TSqlModel Schema()
    {
        var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var text in Objects().Values)
            model.AddObjects(text);
        Assert.That(FaultsOf(model), Is.Empty, "The migrations themselves");
        return model;
    }

    // The model takes one object a text, as it is in the end: a column that was added later stands in its table, an
    // index is the last one of its name, and what changed rows, or what a column allows, is left out.
    private static Dictionary<string, string> Objects()
    {
        var objects = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var script in SchemaUpgrade.Scripts(Dialects.SqlServer))
        {
            var parsed = (TSqlScript)new TSql160Parser(true).Parse(new StringReader(script.Contents), out _);
            foreach (var statement in parsed.Batches.SelectMany(batch => batch.Statements))
            {
                if (statement is AlterTableAddTableElementStatement added)
                {
                    var table = $"table {added.SchemaObjectName.BaseIdentifier.Value}";
                    objects[table] = objects[table].TrimEnd(';', ')', '\n', '\r') + $",\n{Of(added.Definition)}\n)";
                }
                else if (statement is CreateTableStatement made)
                    objects.Add($"table {made.SchemaObjectName.BaseIdentifier.Value}", Of(statement));
                else if (statement is CreateIndexStatement index)
                    objects[$"index {index.Name.Value}"] = Of(statement);
                else if (statement is not (ExecuteStatement or DropIndexStatement or AlterTableAlterColumnStatement))
                    objects.Add($"{objects.Count}", Of(statement));
            }

            string Of(TSqlFragment part) => script.Contents.Substring(part.StartOffset, part.FragmentLength);
        }

        return objects;
    }

    private static string[] FaultsOf(TSqlModel model) =>
    [
        .. model.Validate().Where(m => m.MessageType != Microsoft.SqlServer.Dac.DacMessageType.Message)
            .Select(m => $"{m.Prefix}{m.Number} {m.Message}"),
    ];

    private static string Parameters(string sql) => string.Join(", ", ParameterPattern().Matches(sql)
        .Select(m => m.Value).Distinct(StringComparer.Ordinal).Select(name => $"{name} {TypeOf(name)}"));

    private static string TypeOf(string parameter) => parameter switch
    {
        "@rows" => "nvarchar(max)",
        "@name" or "@subject" => "nvarchar(200)",
        "@programme" or "@after" or "@w0" or "@item" => "varchar(81)",
        _ => "bigint",
    };

    [GeneratedRegex(@"(?<!@)@\w+")]
    private static partial Regex ParameterPattern();
}
