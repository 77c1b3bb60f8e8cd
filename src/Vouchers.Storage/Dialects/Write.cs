using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>One step of writing a batch. How the rows of a step reach the engine belongs to the dialect.</summary>
internal abstract record Write
{
    private Write()
    {
    }

    /// <summary>Rows that must not be there yet.</summary>
    public sealed record Insert(Table Table, IReadOnlyList<object> Rows) : Write;

    /// <summary>Rows to replace, each of which must still have its expected version.</summary>
    public sealed record Update(EntityTable Table, IReadOnlyList<RowWrite> Rows) : Write;

    /// <summary>Net changes of accounts.</summary>
    public sealed record Balances(IReadOnlyList<BalanceChange> Changes) : Write;
}
