using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>The migrations of both dialects make the tables that the descriptors describe.</summary>
public sealed partial class SchemaTests
{
    private static SqlDialect[] Both => [Dialects.Sqlite, Dialects.SqlServer];

    [Test]
    public void Descriptors_CoverEveryEntity() => Assert.That(
        EntityTables.All.Select(t => t.Type),
        Is.EquivalentTo(typeof(Entity).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Entity)))));

    [Test]
    public void Migrations_HaveEqualNames() => Assert.That(
        SchemaUpgrade.Scripts(Dialects.Sqlite).Select(s => s.Name),
        Is.EqualTo(SchemaUpgrade.Scripts(Dialects.SqlServer).Select(s => s.Name)).And.Not.Empty);

    [TestCaseSource(nameof(Both))]
    public void Migrations_MakeEveryColumnOfTheDescriptors(SqlDialect dialect)
    {
        var tables = TablesOf(dialect);
        Assert.Multiple(() =>
        {
            foreach (var table in EntityTables.All.Concat(BookTables.All))
                Assert.That(
                    tables.GetValueOrDefault(table.Name, []),
                    Is.EquivalentTo(table.Columns.Select(c =>
                        $"{c.Name} {TypeOf(dialect, c)} {(c.Nullable ? "NULL" : "NOT NULL")}")),
                    table.Name);
        });
    }

    [Test]
    public async Task Migrations_AddUpWhatStatementsBroughtBefore()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        foreach (var script in SchemaUpgrade.Scripts(Dialects.Sqlite))
        {
            if (script.Name.Contains("0006-statement-sums", StringComparison.Ordinal))
                await connection.ExecuteAsync(
                    """
                    INSERT INTO statement VALUES ('st-1', 'city', 'f1.2026-11', 'a', 1, '', 1, 2, NULL, NULL, 'CNY', 2, 2, 0,
                        2, '', 2, 'li', 1, '', NULL, 1), ('st-2', 'city', 'f1.2026-11', 'b', 1, '', 1, 2, NULL, NULL,
                        'CNY', 0, 0, 0, 0, '', 2, 'li', 1, '', NULL, 1);
                    INSERT INTO statement_line VALUES
                        ('l1', 'city', 'st-1', 'f1.2026-11', 1, 500, 1, NULL, '', '', '', 1, '', '', '', 0, '', '', 1,
                            NULL, 1),
                        ('l2', 'city', 'st-1', 'f1.2026-11', 2, -40, 1, NULL, '', '', '', 1, '', '', '', 0, '', '', 1,
                            NULL, 1);
                    """);
            await connection.ExecuteAsync(script.Contents);
        }

        Assert.That(await connection.QueryAsync<(string, long)>("SELECT id, own_minor FROM statement ORDER BY id"),
            Is.EqualTo(new[] { ("st-1", 460L), ("st-2", 0L) }));
    }

    [Test]
    public async Task Migrations_KeepClawBacksWhereTheirTableIsMadeAnew()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        foreach (var script in SchemaUpgrade.Scripts(Dialects.Sqlite))
        {
            if (script.Name.Contains("0008-arrived-payments", StringComparison.Ordinal))
                await connection.ExecuteAsync(
                    "INSERT INTO claw_back VALUES ('c', 'r', 'p', 'i', 1, 'CNY', 2, 3, 4, 'why', 'ada', 5, 'ben', 6, 7)");
            await connection.ExecuteAsync(script.Contents);
        }

        var row = (IDictionary<string, object?>)await connection.QuerySingleAsync("SELECT * FROM claw_back");
        Assert.That(row.Values, Is.EqualTo(new object?[]
        {
            "c", "r", null, "p", "i", 1L, "CNY", 2L, 3L, 4L, "why", "ada", 5L, "ben", 6L, 7L, 0L,
        }));
    }

    [Test]
    public async Task Migrations_KeepConflictsOfBeforeFactsWereKept()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        foreach (var script in SchemaUpgrade.Scripts(Dialects.Sqlite))
        {
            if (script.Name.Contains("0010-conflict-facts", StringComparison.Ordinal))
                await connection.ExecuteAsync(
                    """
                    INSERT INTO offline_record VALUES ('r', 'd', 'l', 1, 'p', 'h', 'v', 's', 5, 'CNY', 1, 1, 2, 'i', 'b', 3,
                        2, NULL, 50, 'The voucher was used; receipt R-1.', '', NULL, '', 1)
                    """);
            await connection.ExecuteAsync(script.Contents);
        }

        var table = OfflineTables.Records;
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => c.Name))} FROM {table.Name}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new RowReader(reader);
        Assert.That(await rows.NextAsync(default), Is.True);
        Assert.That(((OfflineRecord)table.Read(rows).Row).Conflict,
            Is.EqualTo(Refusal.Of(RefusalCode.VoucherRedeemed, "The voucher was used; receipt R-1.")));
    }

    [TestCaseSource(nameof(Both))]
    public void Migrations_RepeatEveryRuleOfUniqueness(SqlDialect dialect)
    {
        var sql = TextOf(dialect);
        foreach (var table in EntityTables.All)
        {
            foreach (var rule in table.Uniques)
                Assert.That(sql, Does.Contain($"CREATE UNIQUE INDEX {rule.Name} ON {table.Name} ("));
        }
    }

    [Test]
    public void Migrations_MakeTheSameIndexesInBothDialects() => Assert.That(
        IndexesOf(Dialects.Sqlite), Is.EqualTo(IndexesOf(Dialects.SqlServer)).And.Not.Empty);

    [Test]
    public void Updates_RewriteNoIndexThatNeedNotChange()
    {
        // Each column that an index of voucher or redemption holds is fixed, or is one that the index is about.
        var mayChange = new[] { "valid_until", "reserved_until", "payout_item_id", "id" };
        foreach (var table in new EntityTable[] { EntityTables.Vouchers, EntityTables.Redemptions })
        {
            var indexed = IndexPattern().Matches(TextOf(Dialects.Sqlite))
                .Where(m => m.Groups["table"].Value == table.Name)
                .SelectMany(m => m.Groups["columns"].Value.Split(", "));
            Assert.That(indexed.Except(mayChange).Where(name => !table[name].Fixed), Is.Empty);
        }
    }

    [Test]
    public async Task SqliteStatements_AllCompile()
    {
        await using var database = new SqliteTestDatabase();
        await using (await database.OpenAsync())
        {
        }

        await using var connection = new SqliteConnection($"Data Source={database.File};Pooling=false");
        await connection.OpenAsync();
        foreach (var (name, sql) in Dialects.StatementsOf(Dialects.Sqlite))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.That(command.Prepare, Throws.Nothing, name);
        }
    }

    [TestCase("Load voucher", "SEARCH voucher USING INDEX sqlite_autoindex_voucher_1 (id=?)")]
    [TestCase("LoadByCitizen voucher", "SEARCH voucher USING INDEX voucher_citizen (citizen_id=?)")]
    [TestCase("Lapsed", "SEARCH voucher USING INDEX voucher_lapse (valid_until<?)")]
    [TestCase("Lapsed", "SEARCH voucher USING INDEX voucher_timeout (reserved_until<?)")]
    [TestCase("StatusPlaces", "SEARCH voucher USING INDEX voucher_status (status_list=?)")]
    [TestCase("LoadAnswers", "SEARCH r USING PRIMARY KEY (request_id=?)")]
    [TestCase("Funnel", "SEARCH e USING INDEX enrolment_session (session_id=? AND citizen_id=?) LEFT-JOIN")]
    [TestCase("Eligible", "SCAN membership USING INDEX membership_group")]
    [TestCase("UnsignedHeads", "SEARCH b USING PRIMARY KEY (lane=? AND number=?)")]
    [TestCase("UnsignedHeads", "SEARCH x USING PRIMARY KEY (lane=?)")]
    [TestCase("OpenLines", "SEARCH l USING INDEX statement_line_open (funding_account_id=? AND id>?)")]
    [TestCase("OpenDiscrepancies", "SEARCH discrepancy USING INDEX discrepancy_open (funding_account_id=? AND id>?)")]
    [TestCase("ExpectedPayments", "SEARCH i USING INDEX payout_item_batch (batch_id=? AND id>?)")]
    [TestCase("Remittance", "SEARCH n USING INDEX redemption_payout_item (payout_item_id=?)")]
    [TestCase("Remittance", "SEARCH e USING INDEX journal_subject (subject=?)")]
    [TestCase("Remittance", "SEARCH u USING PRIMARY KEY (lane=? AND sequence>? AND sequence<?)")]
    [TestCase("Remittance", "SEARCH x USING INDEX redemption_citizen (citizen_id=?)")]
    [TestCase("Remittance", "SEARCH f USING INDEX force_majeure_redemption (redemption_id=?) LEFT-JOIN")]
    [TestCase("Deductions", "SEARCH n USING INDEX netting_batch (batch_id=?)")]
    [TestCase("Ageing", "SCAN r USING INDEX redemption_payable")]
    [TestCase("Ageing", "SEARCH r USING INDEX redemption_payout_item (payout_item_id=?)")]
    [TestCase("ForgetAnswers", "SEARCH answer USING INDEX answer_at (at<?)")]
    public async Task SqlitePlans_UseTheirIndexes(string statement, string step)
    {
        await using var database = new SqliteTestDatabase();
        await using (await database.OpenAsync())
        {
        }

        await using var connection = new SqliteConnection($"Data Source={database.File};Pooling=false");
        var sql = Dialects.StatementsOf(Dialects.Sqlite).Single(s => s.Name == statement).Sql.Split(";\n")[0];
        var parameters = new DynamicParameters();
        foreach (var name in ParameterPattern().Matches(sql).Select(m => m.Value).Distinct())
            parameters.Add(name, 1);
        var plan = await connection.QueryAsync<(long, long, long, string)>($"EXPLAIN QUERY PLAN {sql}", parameters);
        Assert.That(plan.Select(p => p.Item4), Does.Contain(step));
    }

    private static string TextOf(SqlDialect dialect) =>
        string.Join('\n', SchemaUpgrade.Scripts(dialect).Select(s => s.Contents));

    // The last of each name: an index that changes is dropped and made again, or goes with its table.
    private static string[] IndexesOf(SqlDialect dialect) =>
    [
        .. IndexPattern().Matches(TextOf(dialect)).GroupBy(m => m.Groups["name"].Value)
            .Select(made => made.Last().Value).Order(StringComparer.Ordinal),
    ];

    private static Dictionary<string, string[]> TablesOf(SqlDialect dialect)
    {
        var tables = new Dictionary<string, Dictionary<string, string>>();
        foreach (var script in SchemaUpgrade.Scripts(dialect).Select(s => s.Contents))
        {
            foreach (var made in TablePattern().Matches(script).AsEnumerable())
                tables.Add(made.Groups["table"].Value, ColumnPattern().Matches(made.Groups["body"].Value)
                    .ToDictionary(c => c.Groups["name"].Value, Told));
            foreach (var changed in ChangedPattern().Matches(script).AsEnumerable())
                tables[changed.Groups["table"].Value][changed.Groups["name"].Value] = Told(changed);
            // SQLite changes a column by making its table anew.
            foreach (var renamed in RenamedPattern().Matches(script).AsEnumerable())
            {
                tables.Remove(renamed.Groups["made"].Value, out var columns);
                tables[renamed.Groups["table"].Value] = columns!;
            }
        }

        return tables.ToDictionary(t => t.Key, t => t.Value.Values.ToArray());

        static string Told(System.Text.RegularExpressions.Match column) =>
            $"{column.Groups["name"].Value} {column.Groups["type"].Value} {column.Groups["null"].Value}";
    }

    private static string TypeOf(SqlDialect dialect, Column column) => (dialect.Name, column.Type) switch
    {
        ("Sqlite", ColumnType.Ascii or ColumnType.Text or ColumnType.Json) => "text",
        ("Sqlite", ColumnType.Long or ColumnType.Int) => "integer",
        ("Sqlite", _) => "blob",
        (_, ColumnType.Long) => "bigint",
        (_, ColumnType.Int) => "int",
        (_, ColumnType.Ascii) when column.Name == "currency" => "char(3)",
        (_, ColumnType.Ascii) => $"varchar({column.Length})",
        (_, ColumnType.Text) => $"nvarchar({column.Length})",
        (_, ColumnType.Json) => "nvarchar(max)",
        (_, _) when column.Length is 16 or 32 => $"binary({column.Length})",
        (_, _) => column.Length == 0 ? "varbinary(max)" : $"varbinary({column.Length})",
    };

    [GeneratedRegex(@"CREATE TABLE (?<table>\w+) \((?<body>.*?)\n\)", RegexOptions.Singleline)]
    private static partial Regex TablePattern();

    [GeneratedRegex(
        @"^    (?<name>[a-z_0-9]+) (?<type>\w+(\(\w+\))?)( COLLATE Latin1_General_BIN2)? (?<null>NOT NULL|NULL)",
        RegexOptions.Multiline)]
    private static partial Regex ColumnPattern();

    [GeneratedRegex(
        @"^ALTER TABLE (?<table>\w+) (ADD|ALTER)( COLUMN)? (?<name>[a-z_0-9]+) (?<type>\w+(\(\w+\))?)"
            + "( COLLATE Latin1_General_BIN2)? (?<null>NOT NULL|NULL)",
        RegexOptions.Multiline)]
    private static partial Regex ChangedPattern();

    [GeneratedRegex(@"^ALTER TABLE (?<made>\w+) RENAME TO (?<table>\w+)", RegexOptions.Multiline)]
    private static partial Regex RenamedPattern();

    [GeneratedRegex(@"CREATE (UNIQUE )?INDEX (?<name>\w+) ON (?<table>\w+) \((?<columns>[^)]*)\).*;")]
    private static partial Regex IndexPattern();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex ParameterPattern();
}
