using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;

namespace Vouchers.Storage;

/// <summary>Reads one snapshot of a SQL database.</summary>
internal sealed class SqlAuditSource(DbConnection connection, DbTransaction snapshot, Statements statements)
    : IAuditSource
{
    /// <summary>A verification reads everything, however long that takes; its caller may give it up.</summary>
    private const int NoTimeout = 0;

    public Task<IReadOnlyList<int>> LanesAsync(CancellationToken cancellation) =>
        ListAsync(Statements.LaneNumbers, null, row => row.Int(), cancellation);

    public Task<IReadOnlyList<BatchLink>> LinksAsync(
        int lane, long after, int limit, CancellationToken cancellation) =>
        ListAsync(statements.ChainPage, new { lane, after, limit }, BookTables.ReadBatch, cancellation);

    public IAsyncEnumerable<AuditRow> RowsAsync(int lane, long from, long to, CancellationToken cancellation) =>
        StreamAsync(Statements.LaneRows, new { lane, from, to }, ReadRow, cancellation);

    public async Task<long> StrayRowsAsync(CancellationToken cancellation) =>
        (await ListAsync(Statements.StrayRows, null, row => row.Long(), cancellation).ConfigureAwait(false))[0];

    public Task<IReadOnlyList<(long Account, long Balance)>> BalancesAsync(CancellationToken cancellation) =>
        ListAsync(Statements.Balances, null, row => (row.Long(), row.Long()), cancellation);

    public Task<IReadOnlyDictionary<string, int>> ProgrammesAsync(CancellationToken cancellation) =>
        NumbersAsync(Statements.ProgrammeNumbers, cancellation);

    public Task<IReadOnlyDictionary<string, int>> InstitutionsAsync(CancellationToken cancellation) =>
        NumbersAsync(Statements.InstitutionNumbers, cancellation);

    public IAsyncEnumerable<VoucherTrace> TracesAsync(CancellationToken cancellation) =>
        StreamAsync(
            Statements.VoucherTraces, null,
            row => new VoucherTrace(
                row.Text(), (TraceKind)row.Int(), row.Int(), row.Long(), row.Long(), row.Long(), row.Long(),
                row.OptionalText(), row.OptionalText(), row.OptionalText()),
            cancellation);

    public IAsyncEnumerable<SessionSeats> SeatsAsync(CancellationToken cancellation) =>
        StreamAsync(
            Statements.SessionSeats, null,
            row => new SessionSeats(row.Text(), row.Int(), row.Int(), row.Long()), cancellation);

    public IAsyncEnumerable<PaymentTrace> PaymentsAsync(CancellationToken cancellation) =>
        StreamAsync(
            Statements.Payments, null,
            row => new PaymentTrace(
                row.Text(), row.Text(), row.Text(), row.Int(), row.Long(), row.Long(), row.Long(), row.Long(),
                row.Long(), row.Long(), row.Long()),
            cancellation);

    public async Task<long> StrayRedemptionsAsync(CancellationToken cancellation) =>
        (await ListAsync(Statements.StrayRedemptions, null, row => row.Long(), cancellation).ConfigureAwait(false))[0];

    public IAsyncEnumerable<OpenClawBack> OpenClawBacksAsync(CancellationToken cancellation) =>
        StreamAsync(
            Statements.OpenClawBacks, null, row => new OpenClawBack(row.Text(), row.Text(), row.Long()),
            cancellation);

    public IAsyncEnumerable<FundingSums> FundingSumsAsync(CancellationToken cancellation) =>
        StreamAsync(
            Statements.FundingSums, null, row => new FundingSums(row.Int(), row.Long(), row.Long()), cancellation);

    public IAsyncEnumerable<StatementTrace> StatementsAsync(CancellationToken cancellation) =>
        StreamAsync(
            Statements.StatementLines, null, row => new StatementTrace(
                row.Text(), row.Long(), row.Long(), row.Long(), row.Long()),
            cancellation);

    public IAsyncEnumerable<MatchTrace> MatchesAsync(CancellationToken cancellation) =>
        StreamAsync(
            Statements.MatchSums, null, row => new MatchTrace(row.Text(), row.Long(), row.Long()), cancellation);

    private static AuditRow ReadRow(RowReader row)
    {
        row.Skip();
        var (sequence, batch) = (row.Long(), row.Long());
        row.Restart();
        try
        {
            return new AuditRow(sequence, batch, BookTables.ReadJournal(row).Row);
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            // An altered row, such as one whose account is none.
            return new AuditRow(sequence, batch, null);
        }
    }

    private async Task<IReadOnlyDictionary<string, int>> NumbersAsync(string sql, CancellationToken cancellation)
    {
        var rows = await ListAsync(sql, null, row => KeyValuePair.Create(row.Text(), row.Int()), cancellation)
            .ConfigureAwait(false);
        return rows.ToDictionary(StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, object? parameters, Func<RowReader, T> read, CancellationToken cancellation)
    {
        var rows = new List<T>();
        await foreach (var row in StreamAsync(sql, parameters, read, cancellation).ConfigureAwait(false))
            rows.Add(row);
        return rows;
    }

    private async IAsyncEnumerable<T> StreamAsync<T>(
        string sql, object? parameters, Func<RowReader, T> read,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            sql, parameters, snapshot, NoTimeout, cancellationToken: cancellation)).ConfigureAwait(false);
        var row = new RowReader(reader);
        while (await row.NextAsync(cancellation).ConfigureAwait(false))
            yield return read(row);
    }
}
