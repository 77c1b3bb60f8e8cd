using System.Data.Common;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// Reads the columns of one row from left to right. A table's description lists its columns in the order in
/// which its record is made, so neither names nor positions are repeated.
/// </summary>
internal sealed class RowReader(DbDataReader reader)
{
    private int next;

    /// <summary>Moves to the next row; false after the last one.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        next = 0;
        return await reader.ReadAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Moves to the next row without giving up the thread, where the engine runs in this process.</summary>
    public bool Next()
    {
        next = 0;
        return reader.Read();
    }

    public void Skip() => next++;

    /// <summary>Goes back to the first column.</summary>
    public void Restart() => next = 0;

    public string Text() => reader.GetString(next++);

    public string? OptionalText() => IsNull() ? null : Text();

    public long Long() => reader.GetInt64(next++);

    public long? OptionalLong() => IsNull() ? null : Long();

    public int Int() => reader.GetInt32(next++);

    public bool Bool() => Int() != 0;

    public byte[] Bytes() => reader.GetFieldValue<byte[]>(next++);

    public byte[]? OptionalBytes() => IsNull() ? null : Bytes();

    public Id<T> Id<T>()
        where T : Entity => Ledger.Id<T>.Parse(Text());

    public Id<T>? OptionalId<T>()
        where T : Entity => IsNull() ? null : Id<T>();

    public Timestamp Time() => new(Long());

    public Timestamp? OptionalTime() => IsNull() ? null : Time();

    public Currency Currency() => Ledger.Currency.Parse(Text());

    private bool IsNull()
    {
        if (!reader.IsDBNull(next))
            return false;
        next++;
        return true;
    }
}
