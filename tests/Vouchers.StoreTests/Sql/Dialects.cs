using System.Text;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>Every statement that the program can send to an engine.</summary>
internal static class Dialects
{
    public static readonly SqliteDialect Sqlite = new("unused.db");

    public static readonly SqlServerDialect SqlServer = new("Server=unused;Database=unused");

    public static IEnumerable<(string Name, string Sql)> StatementsOf(SqlDialect dialect)
    {
        foreach (var statement in new Statements(dialect).All())
            yield return statement;
        yield return ("LoadBalances", dialect.LoadBalances);
        yield return ("LoadAnswers", dialect.LoadAnswers);
        yield return ("ForgetAnswers", dialect.ForgetAnswers);
        for (var i = 0; i < dialect.ApplyBalances.Count; i++)
            yield return ($"ApplyBalances {i}", dialect.ApplyBalances[i]);
        foreach (var table in BookTables.All)
            yield return ($"Insert {table.Name}", dialect.Insert(table));
        foreach (var table in EntityTables.All)
        {
            yield return ($"Insert {table.Name}", dialect.Insert(table));
            yield return ($"Update {table.Name}", dialect.Update(table));
            yield return ($"Load {table.Name}", dialect.Load(table, table.Key));
            if (dialect is SqlServerDialect)
                yield return ($"StillThere {table.Name}", SqlServerDialect.StillThere(table));
        }

        foreach (var table in new EntityTable[] { EntityTables.Vouchers, EntityTables.Memberships })
            yield return ($"LoadByCitizen {table.Name}", dialect.Load(table, table["citizen_id"]));
        yield return (
            "LoadByNationalId", dialect.Load(EntityTables.Citizens, EntityTables.Citizens["national_id_hash"]));
    }

    /// <summary>All statements as one text, for people to review.</summary>
    public static string TextOf(SqlDialect dialect)
    {
        var text = new StringBuilder();
        foreach (var (name, sql) in StatementsOf(dialect))
            text.Append("-- ").Append(name).Append('\n').Append(sql.TrimEnd().TrimEnd(';')).Append(";\n\n");
        return text.ToString();
    }
}
