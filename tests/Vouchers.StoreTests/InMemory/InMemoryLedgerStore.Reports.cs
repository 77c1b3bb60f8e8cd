using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.StoreTests;

/// <content>The finance reports, said anew and without SQL.</content>
internal sealed partial class InMemoryLedgerStore
{
    public Task<IReadOnlyList<RemittanceLine>> ListRemittanceAsync(
        Id<PayoutItem> item, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RemittanceLine>>(database.Read(d => RedemptionsOf(d, item)
            .OrderBy(r => r.BranchId.Value, StringComparer.Ordinal).ThenBy(r => r.RedeemedAt)
            .ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => LineOf(d, r)).ToList()));

    public Task<IReadOnlyList<RemittanceDeduction>> ListDeductionsAsync(
        Id<PayoutItem> item, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RemittanceDeduction>>(database.Read(d => All<Netting>(d)
            .Where(n => n.ItemId == item).OrderBy(n => n.Key, StringComparer.Ordinal)
            .Select(n => (Netting: n, ClawBack: All<ClawBack>(d).Single(c => c.Id == n.ClawBackId)))
            .Select(x => (x.Netting, x.ClawBack, Redemption: All<Redemption>(d)
                .SingleOrDefault(r => r.Id == x.ClawBack.RedemptionId)))
            .Select(x => new RemittanceDeduction(x.ClawBack.Id, x.Redemption?.Id, x.ClawBack.PaymentId,
                x.Redemption?.Receipt ?? "", x.Redemption?.VoucherId, x.ClawBack.Reason,
                x.Netting.AmountMinorUnits)).ToList()));

    public Task<IReadOnlyList<AgeingRow>> ListAgeingAsync(Timestamp now, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AgeingRow>>(database.Read(d => Owed(d)
            .Select(o => (o.Row, Bucket: AgeingRow.BucketOf(o.Since, now)))
            .GroupBy(o => (o.Row.Kind, o.Row.InstitutionId, o.Row.Currency, o.Bucket))
            .Select(g => new AgeingRow(g.Key.Kind, g.Key.InstitutionId, g.Key.Currency, g.Key.Bucket, g.Count(),
                g.Sum(o => o.Row.AmountMinorUnits)))
            .Concat(OwedByAccounts(d))
            .OrderBy(r => r.InstitutionId.Value, StringComparer.Ordinal)
            .ThenBy(r => r.Currency.ToString(), StringComparer.Ordinal).ThenBy(r => r.Kind).ThenBy(r => r.Bucket)
            .ToList()));

    public Task<IReadOnlyList<ProgrammeBalance>> ListProgrammeBalancesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ProgrammeBalance>>(database.Read(d => Accounts(d)
            .Where(a => a.Id.Programme > 0)
            .GroupBy(a => (All<Programme>(d).Single(p => p.Number == a.Id.Programme).Id, a.Id.Kind))
            .Select(g => new ProgrammeBalance(g.Key.Item1, g.Key.Kind, g.Sum(a => a.Balance)))
            .OrderBy(b => b.ProgrammeId.Value, StringComparer.Ordinal).ThenBy(b => b.Kind).ToList()));

    public Task<IReadOnlyList<TrialBalanceRow>> ListTrialBalanceAsync(
        Timestamp until, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TrialBalanceRow>>(database.Read(d =>
        {
            var lines = d.Lanes.SelectMany(lane => lane.Rows).Select(r => r.Row).Where(r => r.At < until)
                .Select(r => r.Line).ToList();
            return Accounts(d).OrderBy(a => a.Id.Packed).Select(a => new TrialBalanceRow(
                a.Id, lines.Where(l => l.Debit == a.Id).Sum(l => l.AmountMinorUnits),
                lines.Where(l => l.Credit == a.Id).Sum(l => l.AmountMinorUnits), a.Balance)).ToList();
        }));

    private static IEnumerable<(AccountId Id, long Balance)> Accounts(InMemoryDatabase database) =>
        database.Accounts.Select(a => (AccountId.FromPacked(a.Key), a.Value.Balance));

    // What a payment that came to nothing was of: each line of its undoing names the voucher.
    private static IEnumerable<Redemption> RedemptionsOf(InMemoryDatabase database, Id<PayoutItem> item)
    {
        var undone = database.Lanes.SelectMany(lane => lane.Rows).Select(r => r.Row)
            .Where(r => r.Line.Event == JournalEvent.PayoutUndone && r.Line.Note == item.Value).ToList();
        var ended = All<PayoutItem>(database).Any(i =>
            i.Id == item && i.HasFailed);
        return All<Redemption>(database).Where(r => r.PayoutItemId == item || (ended && undone.Exists(u =>
            u.Line.Subject == r.VoucherId.Value && r.RedeemedAt <= u.At && !(r.VoidedAt < u.At))));
    }

    private static RemittanceLine LineOf(InMemoryDatabase database, Redemption redemption)
    {
        var session = All<Session>(database).Single(s => s.Id == redemption.SessionId);
        return new RemittanceLine(
            redemption.Id, redemption.Receipt, redemption.VoucherId, redemption.BranchId,
            All<Branch>(database).SingleOrDefault(b => b.Id == redemption.BranchId)?.Name ?? redemption.BranchId.Value,
            session.Id, session.CourseId,
            All<Course>(database).SingleOrDefault(c => c.Id == session.CourseId)?.Title ?? session.CourseId.Value,
            redemption.RedeemedAt, redemption.Amount.MinorUnits, redemption.State,
            All<ForceMajeure>(database).SingleOrDefault(f => f.RedemptionId == redemption.Id
                && f.State == ForceMajeureState.Approved)?.Reason ?? "");
    }

    private static IEnumerable<(AgeingRow Row, Timestamp Since)> Owed(InMemoryDatabase database)
    {
        var items = All<PayoutItem>(database).ToDictionary(i => i.Id);
        foreach (var r in All<Redemption>(database))
        {
            var isPending = r.PayoutItemId is { } id && items[id].State == PayoutItemState.Pending;
            if (r.State == RedemptionState.Earned || isPending)
                yield return (Row(isPending ? AgeingKind.InBatch : AgeingKind.Payable, r.InstitutionId, r.Amount),
                    r.EarnedAt ?? r.RedeemedAt);
        }

        foreach (var i in items.Values.Where(i => i.State is PayoutItemState.Sent or PayoutItemState.Accepted))
            yield return (Row(AgeingKind.Clearing, i.InstitutionId, i.Net),
                All<PayoutBatch>(database).Single(b => b.Id == i.BatchId).ExportedAt!.Value);
        foreach (var c in All<ClawBack>(database).Where(c => c.OpenMinorUnits > 0))
            yield return (Row(AgeingKind.Receivable, c.InstitutionId, new Money(c.OpenMinorUnits, c.Amount.Currency)),
                c.DecidedAt!.Value);

        static AgeingRow Row(AgeingKind kind, Id<Institution> institution, Money amount) =>
            new(kind, institution, amount.Currency, 0, 1, amount.MinorUnits);
    }

    private static IEnumerable<AgeingRow> OwedByAccounts(InMemoryDatabase database) => Accounts(database)
        .Where(a => a.Id.Kind is AccountKind.Payable or AccountKind.Clearing or AccountKind.Receivable)
        .Select(a => (a.Id.Kind, a.Balance,
            Institution: All<Institution>(database).Single(i => i.Number == a.Id.Institution).Id,
            All<Programme>(database).Single(p => p.Number == a.Id.Programme).Currency))
        .GroupBy(a => (a.Kind, a.Institution, a.Currency))
        .Select(g => new AgeingRow((AgeingKind)(10 + (int)g.Key.Kind), g.Key.Institution, g.Key.Currency, 0, 0,
            g.Sum(a => a.Balance)));
}
