using System.Data.Common;
using Dapper;
using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <content>Reads. Each takes a connection of its own and sees what was last committed.</content>
public sealed partial class SqlLedgerStore
{
    /// <inheritdoc/>
    public async Task<T?> FindAsync<T>(Id<T> id, CancellationToken cancellation)
        where T : Entity
    {
        var rows = await ListAsync<T>(new RowQuery([("id", id)], null, 1), cancellation).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> ListAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit);
        var table = EntityTables.Of(typeof(T));
        var parameters = Filters(table, query);
        parameters.Add("limit", query.Limit);
        if (query.AfterKey is not null)
            parameters.Add("after", query.AfterKey, SqlDialect.TypeOf(table.Key));
        var sql = statements.List(table, [.. query.Where.Select(w => w.Column)], query.AfterKey is not null);
        return ReadAsync(sql, parameters, row => (T)table.Read(row).Row, cancellation);
    }

    /// <inheritdoc/>
    public async Task<long> CountAsync<T>(RowQuery query, CancellationToken cancellation)
        where T : Entity
    {
        var table = EntityTables.Of(typeof(T));
        var sql = Statements.Count(table, [.. query.Where.Select(w => w.Column)]);
        var counts = await ReadAsync(sql, Filters(table, query), row => row.Long(), cancellation)
            .ConfigureAwait(false);
        return counts[0];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Id<Voucher>>> ListLapsedAsync(
        Timestamp now, int limit, CancellationToken cancellation) =>
        ReadAsync(statements.Lapsed, new { now = now.Microseconds, limit }, row => row.Id<Voucher>(), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Id<Redemption>>> ListPayableAsync(
        string afterKey, int limit, CancellationToken cancellation) =>
        ReadAsync(statements.Payable, new { after = afterKey, limit }, row => row.Id<Redemption>(), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PayoutBatch>> ListUnfreedBatchesAsync(int limit, CancellationToken cancellation) =>
        ReadAsync(
            statements.UnfreedBatches, new { limit }, row => (PayoutBatch)FinanceTables.PayoutBatches.Read(row).Row,
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StatementLine>> ListOpenLinesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation) => ReadAsync(
        statements.OpenLines, new { funding = Ansi(funding.Value), after = Ansi(afterKey), limit },
        row => (StatementLine)ReconciliationTables.Lines.Read(row).Row, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PayoutItem>> ListExpectedPaymentsAsync(
        Id<FundingAccount> funding, Timestamp endedSince, string afterKey, int limit, CancellationToken cancellation)
    {
        var parameters = new
        {
            funding = Ansi(funding.Value), since = endedSince.Microseconds, after = Ansi(afterKey), limit,
        };
        return ReadAsync(statements.ExpectedPayments, parameters,
            row => (PayoutItem)FinanceTables.PayoutItems.Read(row).Row, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Discrepancy>> ListOpenDiscrepanciesAsync(
        Id<FundingAccount> funding, string afterKey, int limit, CancellationToken cancellation) => ReadAsync(
        statements.OpenDiscrepancies, new { funding = Ansi(funding.Value), after = Ansi(afterKey), limit },
        row => (Discrepancy)ReconciliationTables.Discrepancies.Read(row).Row, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StatusPlace>> ListStatusAsync(int statusList, CancellationToken cancellation) =>
        ReadAsync(
            Statements.StatusPlaces, new { statusList }, row => new StatusPlace(row.Int(), row.Int()), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FunnelRow>> FunnelAsync(
        Id<Programme> programme, Timestamp now, CancellationToken cancellation)
    {
        if (await FindAsync(programme, cancellation).ConfigureAwait(false) is not { } found)
            return [];
        var eligible = await ReadAsync(
            Statements.Eligible, new { now = now.Microseconds }, row => (Group: row.Text(), Count: row.Long()),
            cancellation).ConfigureAwait(false);
        var steps = await ReadAsync(
            Statements.Funnel, new { programme = Ansi(programme.Value) },
            row => new FunnelRow(row.Text(), 0, row.Long(), row.Long(), row.Long(), row.Long(), row.Long()),
            cancellation).ConfigureAwait(false);
        return Funnel.Join(found, eligible, steps);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Voucher>> ListTakeUpAsync(TakeUpQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var table = EntityTables.Vouchers;
        List<(string, object)> where = [("programme_id", query.ProgrammeId)];
        if (query.TargetGroup is { } group)
            where.Add(("target_group", group));
        var parameters = Filters(table, new(where, null, query.Limit));
        parameters.Add("after", query.AfterKey ?? "", SqlDialect.TypeOf(table.Key));
        parameters.Add("limit", query.Limit);
        return ReadAsync(statements.TakeUpPage(query.Step, query.TargetGroup is not null), parameters,
            row => (Voucher)table.Read(row).Row, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Citizen>> ListEligibleAsync(
        string targetGroup, Timestamp now, Id<Citizen>? after, int limit, CancellationToken cancellation)
    {
        var table = EntityTables.Memberships;
        var parameters = Filters(table, new([("target_group", targetGroup)], null, limit));
        parameters.Add("now", now.Microseconds);
        parameters.Add("after", after is { } last ? Membership.KeyOf(last, targetGroup) : "",
            SqlDialect.TypeOf(table.Key));
        parameters.Add("limit", limit);
        return ReadAsync(statements.EligiblePage, parameters, row => (Citizen)EntityTables.Citizens.Read(row).Row,
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountBalance>> ListBalancesAsync(CancellationToken cancellation) =>
        ReadAsync(
            Statements.Balances, null, row => new AccountBalance(AccountId.FromPacked(row.Long()), row.Long()),
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ListJournalAsync(JournalQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var parameters = new
        {
            afterLane = query.AfterLane,
            afterSequence = query.AfterSequence,
            lane = query.Lane,
            subject = query.Subject,
            account = query.Account?.Packed,
            limit = query.Limit,
        };
        return ReadAsync(statements.JournalPage(query), parameters, BookTables.ReadJournal, cancellation);
    }

    /// <inheritdoc/>
    public async Task<JournalReport> VerifyAsync(
        IReadOnlyCollection<SignedHead> heads, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await dialect.OpenReadAsync(cancellation).ConfigureAwait(false);
            await using var snapshot = await dialect.BeginSnapshotAsync(connection, cancellation)
                .ConfigureAwait(false);
            return await new JournalAudit(new SqlAuditSource(connection, snapshot, statements), heads)
                .RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbException error) when (dialect.UnavailableIn(error) is { } unavailable)
        {
            throw unavailable;
        }
    }

    private static DbString Ansi(string text) => new() { Value = text, IsAnsi = true };

    private static DynamicParameters Filters(EntityTable table, RowQuery query)
    {
        var parameters = new DynamicParameters();
        for (var i = 0; i < query.Where.Count; i++)
        {
            var column = table[query.Where[i].Column];
            parameters.Add($"w{i}", FilterValue.Of(column, query.Where[i].Value), SqlDialect.TypeOf(column));
        }

        return parameters;
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql, object? parameters, Func<RowReader, T> read, CancellationToken cancellation,
        int? timeoutSeconds = null)
    {
        try
        {
            await using var connection = await dialect.OpenReadAsync(cancellation).ConfigureAwait(false);
            await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
                sql, parameters, commandTimeout: timeoutSeconds, cancellationToken: cancellation))
                .ConfigureAwait(false);
            var rows = new List<T>();
            var row = new RowReader(reader);
            while (await row.NextAsync(cancellation).ConfigureAwait(false))
                rows.Add(read(row));
            return rows;
        }
        catch (DbException error) when (dialect.UnavailableIn(error) is { } unavailable)
        {
            throw unavailable;
        }
    }
}
