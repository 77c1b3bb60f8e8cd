using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <content>The finance reports: each is one statement, and so one state of the database.</content>
public sealed partial class SqlLedgerStore
{
    /// <summary>The journal may be long; who waits for its sums gives up by the token.</summary>
    private const int NoTimeout = 0;

    /// <inheritdoc/>
    public Task<IReadOnlyList<RemittanceLine>> ListRemittanceAsync(
        Id<PayoutItem> item, CancellationToken cancellation) => ReadAsync(
        ReportStatements.Remittance, new { item = Ansi(item.Value) },
        row => new RemittanceLine(
            row.Id<Redemption>(), row.Text(), row.Id<Voucher>(), row.Id<Branch>(), row.Text(), row.Id<Session>(),
            row.Id<Course>(), row.Text(), row.Time(), row.Long(), (RedemptionState)row.Int(),
            row.Text()),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RemittanceDeduction>> ListDeductionsAsync(
        Id<PayoutItem> item, CancellationToken cancellation) => ReadAsync(
        ReportStatements.Deductions, new { item = Ansi(item.Value) },
        row => new RemittanceDeduction(
            row.Id<ClawBack>(), row.OptionalId<Redemption>(), row.OptionalId<PayoutItem>(), row.Text(),
            row.OptionalId<Voucher>(), row.Text(), row.Long()),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AgeingRow>> ListAgeingAsync(Timestamp now, CancellationToken cancellation)
    {
        var (first, second, third, fourth) = (AgeingRow.LastDays[0], AgeingRow.LastDays[1], AgeingRow.LastDays[2],
            AgeingRow.LastDays[3]);
        var parameters = new
        {
            after7 = AgeingRow.Reaches(first, now).Microseconds,
            after30 = AgeingRow.Reaches(second, now).Microseconds,
            after60 = AgeingRow.Reaches(third, now).Microseconds,
            after90 = AgeingRow.Reaches(fourth, now).Microseconds,
        };
        return ReadAsync(ReportStatements.Ageing, parameters,
            row => new AgeingRow(
                (AgeingKind)row.Int(), row.Id<Institution>(), row.Currency(), row.Int(), row.Long(), row.Long()),
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProgrammeBalance>> ListProgrammeBalancesAsync(CancellationToken cancellation) =>
        ReadAsync(ReportStatements.ProgrammeBalances, null,
            row => new ProgrammeBalance(row.Id<Programme>(), (AccountKind)row.Int(), row.Long()), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialBalanceRow>> ListTrialBalanceAsync(
        Timestamp until, CancellationToken cancellation) => ReadAsync(
        ReportStatements.TrialBalance, new { until = until.Microseconds },
        row => new TrialBalanceRow(AccountId.FromPacked(row.Long()), row.Long(), row.Long(), row.Long()),
        cancellation, NoTimeout);
}
