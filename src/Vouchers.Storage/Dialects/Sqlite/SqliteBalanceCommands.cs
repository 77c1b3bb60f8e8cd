using Microsoft.Data.Sqlite;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>Loads accounts and applies their net changes.</summary>
internal sealed class SqliteBalanceCommands(SqliteDialect dialect, SqliteConnection connection) : IDisposable
{
    private readonly SqliteQuery load = new(connection, dialect.LoadBalances, ["k"]);
    private readonly SqliteRowCommand change = new(connection, dialect.ApplyBalances[0], ["id", "delta"]);

    private readonly SqliteRowCommand changeExpected =
        new(connection, dialect.ApplyBalances[1], ["id", "delta", "expected"]);

    private readonly SqliteRowCommand open = new(connection, dialect.ApplyBalances[2], ["id", "delta"]);

    public Loaded Load(Need need)
    {
        load.Set(0, need.Account);
        using var reader = load.Run();
        return reader.Read()
            ? new Loaded(need, [], reader.GetInt64(0), reader.GetInt64(1))
            : new Loaded(need, []);
    }

    /// <summary>Null, or in words the account that changed meanwhile.</summary>
    public string? Apply(IReadOnlyList<BalanceChange> changes)
    {
        foreach (var (account, delta, expected) in changes)
        {
            // Version 0 is an account that was never used, whose row must not be there yet.
            var changed = expected switch
            {
                null => Run(change, account, delta),
                0 => 0,
                _ => Run(changeExpected, account, delta, expected),
            };
            if (changed == 0 && expected is null or 0)
                changed = Run(open, account, delta);
            if (changed == 0)
                return $"account {account} no longer has version {expected}";
        }

        return null;
    }

    public void Dispose()
    {
        load.Dispose();
        change.Dispose();
        changeExpected.Dispose();
        open.Dispose();
    }

    private static int Run(SqliteRowCommand command, AccountId account, long delta, long? expected = null)
    {
        command.Set(0, account.Packed);
        command.Set(1, delta);
        if (expected is not null)
            command.Set(2, expected);
        return command.Execute();
    }
}
