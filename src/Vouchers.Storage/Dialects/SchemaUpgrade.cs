using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using DbUp.Builder;
using DbUp.Engine;

namespace Vouchers.Storage;

/// <summary>
/// Runs the numbered migrations that a database lacks. DbUp keeps the journal of those that ran; beside it the
/// checksum of each is kept, so that a script which was edited after it ran is found out.
/// </summary>
internal static class SchemaUpgrade
{
    /// <summary>DbUp's journal.</summary>
    public const string JournalTable = "schema_version";

    /// <summary>The migrations of a dialect, in their order.</summary>
    public static IReadOnlyList<SqlScript> Scripts(SqlDialect dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"{typeof(SchemaUpgrade).Namespace}.Migrations.{dialect.Name}.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new SqlScript(name[prefix.Length..], Read(assembly, name))),
        ];
    }

    /// <summary>Brings the schema up to date. The caller keeps other nodes out meanwhile.</summary>
    /// <param name="dialect">The engine.</param>
    /// <param name="connection">The connection that checks; on SQLite the one that migrates, too.</param>
    /// <param name="builder">
    /// DbUp, told of the database, of its journal and of its transactions: a script that was cut off must leave nothing
    /// behind, or it could not run again.
    /// </param>
    /// <param name="checksumTables">Counts the tables that keep the checksums: none or one.</param>
    /// <exception cref="StoreUnavailableException">The database and this program do not fit together.</exception>
    public static void Run(
        SqlDialect dialect, DbConnection connection, UpgradeEngineBuilder builder, string checksumTables)
    {
        var scripts = Scripts(dialect);
        var engine = builder.WithScripts([.. scripts]).WithVariablesDisabled().LogToNowhere().Build();
        var applied = engine.GetExecutedScripts();
        var hashes = scripts.ToDictionary(s => s.Name, s => Checksum(s.Contents), StringComparer.Ordinal);
        if (applied.Find(name => !hashes.ContainsKey(name)) is { } unknown)
            throw new StoreUnavailableException(
                $"The database was migrated by a newer program (script {unknown}); start that program instead.");

        var kept = connection.ExecuteScalar<long>(checksumTables) == 0
            ? []
            : connection.Query<(string Script, string Hash)>("SELECT script, sha256 FROM schema_checksum").AsList();
        if (kept.Find(row => hashes[row.Script] != row.Hash.Trim()) is { Script: not null } edited)
            throw new StoreUnavailableException(
                $"The migration {edited.Script} was changed after it ran on this database; restore its text and write "
                + "the change as a new migration.");

        var result = engine.PerformUpgrade();
        if (!result.Successful)
            throw new StoreUnavailableException(
                $"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
        foreach (var script in scripts.Where(s => kept.TrueForAll(row => row.Script != s.Name)))
            connection.Execute(
                "INSERT INTO schema_checksum (script, sha256) VALUES (@Name, @Hash)",
                new { script.Name, Hash = hashes[script.Name] });
    }

    /// <summary>Of the text with plain line ends, so that a checkout on Windows does not change it.</summary>
    private static string Checksum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
