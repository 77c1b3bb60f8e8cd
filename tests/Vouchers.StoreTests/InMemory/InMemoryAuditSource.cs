using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <summary>A copy of an in-memory database, taken under its lock.</summary>
internal sealed class InMemoryAuditSource(InMemoryDatabase database) : IAuditSource
{
    private readonly List<(List<BatchLink> Links, List<JournalEntry> Rows)> lanes =
        [.. database.Lanes.Select(lane => (lane.Links.ToList(), lane.Rows.ToList()))];

    private readonly List<(long, long)> balances = [.. database.Accounts.Select(a => (a.Key, a.Value.Balance))];
    private readonly List<Programme> programmes = Copy<Programme>(database);
    private readonly List<Institution> institutions = Copy<Institution>(database);
    private readonly List<Voucher> vouchers = Copy<Voucher>(database);
    private readonly List<Redemption> redemptions = Copy<Redemption>(database);
    private readonly List<Session> sessions = Copy<Session>(database);
    private readonly List<Enrolment> enrolments = Copy<Enrolment>(database);
    private readonly List<PayoutItem> payments = Copy<PayoutItem>(database);
    private readonly List<ClawBack> clawBacks = Copy<ClawBack>(database);
    private readonly List<FundingAccount> fundings = Copy<FundingAccount>(database);
    private readonly List<StatementLine> lines = Copy<StatementLine>(database);
    private readonly List<Match> matches = Copy<Match>(database);
    private readonly List<MatchPart> parts = Copy<MatchPart>(database);
    private readonly List<Statement> statements = Copy<Statement>(database);

    public Task<IReadOnlyList<int>> LanesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<int>>([.. Enumerable.Range(1, lanes.Count)]);

    public Task<IReadOnlyList<BatchLink>> LinksAsync(
        int lane, long after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<BatchLink>>(
            [.. lanes[lane - 1].Links.Where(link => link.Number > after).Take(limit)]);

    public IAsyncEnumerable<AuditRow> RowsAsync(int lane, long from, long to, CancellationToken cancellation) =>
        lanes[lane - 1].Rows.Where(row => row.Sequence >= from && row.Sequence < to)
            .Select(row => new AuditRow(row.Sequence, row.BatchNumber, row.Row)).ToAsyncEnumerable();

    public Task<long> StrayRowsAsync(CancellationToken cancellation) => Task.FromResult(0L);

    public Task<IReadOnlyList<(long Account, long Balance)>> BalancesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<(long, long)>>(balances);

    public Task<IReadOnlyDictionary<string, int>> ProgrammesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(programmes.ToDictionary(p => p.Key, p => p.Number));

    public Task<IReadOnlyDictionary<string, int>> InstitutionsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(institutions.ToDictionary(i => i.Key, i => i.Number));

    public IAsyncEnumerable<VoucherTrace> TracesAsync(CancellationToken cancellation) =>
        vouchers.Select(TraceOf).Concat(redemptions.Select(TraceOf)).Concat(Lines())
            .OrderBy(trace => trace.Voucher, StringComparer.Ordinal).ThenBy(trace => trace.Kind).ToAsyncEnumerable();

    public IAsyncEnumerable<SessionSeats> SeatsAsync(CancellationToken cancellation)
    {
        var counted = enrolments.Where(e => e.Counts).GroupBy(e => e.SessionId)
            .ToDictionary(group => group.Key, group => group.LongCount());
        return sessions.Select(s => new SessionSeats(s.Key, s.Capacity, s.Enrolled, counted.GetValueOrDefault(s.Id)))
            .ToAsyncEnumerable();
    }

    public IAsyncEnumerable<PaymentTrace> PaymentsAsync(CancellationToken cancellation)
    {
        var named = redemptions.Where(r => r.PayoutItemId is not null).ToLookup(r => r.PayoutItemId!.Value);
        return payments.Select(i => new PaymentTrace(
            i.Key, i.ProgrammeId.Value, i.InstitutionId.Value, (int)i.State, i.Gross.MinorUnits, i.NettedMinorUnits,
            i.Redemptions, named[i.Id].LongCount(), named[i.Id].Sum(r => r.Amount.MinorUnits),
            named[i.Id].LongCount(r => r.State == RedemptionState.InPayout),
            named[i.Id].LongCount(r => r.State is RedemptionState.Paid or RedemptionState.ClawedBack)))
            .ToAsyncEnumerable();
    }

    public Task<long> StrayRedemptionsAsync(CancellationToken cancellation) => Task.FromResult(redemptions.LongCount(
        r => r.State is RedemptionState.InPayout or RedemptionState.Paid && r.PayoutItemId is null));

    public IAsyncEnumerable<OpenClawBack> OpenClawBacksAsync(CancellationToken cancellation) =>
        clawBacks.Where(c => c.OpenMinorUnits > 0).GroupBy(c => (c.ProgrammeId, c.InstitutionId))
            .Select(g => new OpenClawBack(
                g.Key.ProgrammeId.Value, g.Key.InstitutionId.Value, g.Sum(c => c.OpenMinorUnits)))
            .ToAsyncEnumerable();

    public IAsyncEnumerable<FundingSums> FundingSumsAsync(CancellationToken cancellation) =>
        fundings.Select(f => new FundingSums(
            f.Number,
            lines.Where(l => l.FundingAccountId == f.Id && l.IsInSuspense).Sum(l => l.Details.AmountMinorUnits),
            matches.Where(m => m.FundingAccountId == f.Id && m.IsBooked).Sum(m => m.DifferenceMinorUnits)))
            .ToAsyncEnumerable();

    public IAsyncEnumerable<StatementTrace> StatementsAsync(CancellationToken cancellation) =>
        statements.Where(s => s.State != StatementState.Discarded).Select(s => new StatementTrace(
            s.Key, s.Unexplained, lines.LongCount(l => l.StatementId == s.Id && l.IsOpen), s.OwnMinorUnits,
            lines.Where(l => l.StatementId == s.Id).Sum(l => l.Details.AmountMinorUnits))).ToAsyncEnumerable();

    public IAsyncEnumerable<MatchTrace> MatchesAsync(CancellationToken cancellation) =>
        matches.Where(m => m.IsBooked).Select(m => new MatchTrace(
            m.Key, m.DifferenceMinorUnits, parts.Where(p => p.MatchId == m.Id)
                .Sum(p => p.Kind == MatchPartKind.Line ? p.AmountMinorUnits : -p.AmountMinorUnits)))
            .ToAsyncEnumerable();

    private static List<T> Copy<T>(InMemoryDatabase database)
        where T : Entity => [.. database.Table(EntityTables.Of(typeof(T))).Rows.Select(row => (T)row.Row)];

    private static VoucherTrace TraceOf(Voucher v) => new(
        v.Key, TraceKind.Voucher, (int)v.State, v.Suspended ? 1 : 0, 0, v.Face.MinorUnits, 1, v.ProgrammeId.Value,
        null, v.RedemptionId?.Value);

    private static VoucherTrace TraceOf(Redemption r) => new(
        r.VoucherId.Value, TraceKind.Redemption, (int)r.State, 0, 0, r.Amount.MinorUnits, 1, r.ProgrammeId.Value,
        r.InstitutionId.Value, r.Key);

    private IEnumerable<VoucherTrace> Lines() => lanes.SelectMany(lane => lane.Rows)
        .Select(row => row.Row.Line)
        .Where(line => line.Event is (>= JournalEvent.VoucherIssued and <= JournalEvent.ForceMajeureEarned)
            or JournalEvent.ClawedBack)
        .Select(line => new VoucherTrace(
            line.Subject, TraceKind.Lines, (int)line.Event, (int)(line.Debit?.Kind ?? 0),
            (int)(line.Credit?.Kind ?? 0), line.AmountMinorUnits, 1, null, null, null));
}
