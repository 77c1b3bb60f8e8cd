namespace Vouchers.Storage;

/// <summary>
/// Replays the journal of one state of the database and compares it with everything else that is stored.
/// </summary>
internal sealed class JournalAudit(IAuditSource source, IReadOnlyCollection<SignedHead> heads)
{
    private readonly Finding seats = new(
        "seats", "A session's seats taken are its enrolments that count, and no more than its capacity.");

    public async Task<JournalReport> RunAsync(CancellationToken cancellation)
    {
        var chain = new ChainAudit(source, heads);
        await chain.RunAsync(cancellation).ConfigureAwait(false);
        var books = new BooksAudit(await source.BalancesAsync(cancellation).ConfigureAwait(false));
        books.Compare(chain.Sums);
        var vouchers = new VoucherAudit();
        await foreach (var trace in source.TracesAsync(cancellation).ConfigureAwait(false))
            vouchers.Add(trace);
        vouchers.End();
        var payouts = new PayoutAudit(vouchers.Money);
        await payouts.RunAsync(source, cancellation).ConfigureAwait(false);
        books.Compare(
            vouchers.Money,
            await source.ProgrammesAsync(cancellation).ConfigureAwait(false),
            await source.InstitutionsAsync(cancellation).ConfigureAwait(false));
        await foreach (var sums in source.FundingSumsAsync(cancellation).ConfigureAwait(false))
            books.Compare(sums);
        var reconciliation = new ReconciliationAudit();
        await reconciliation.RunAsync(source, cancellation).ConfigureAwait(false);
        await foreach (var session in source.SeatsAsync(cancellation).ConfigureAwait(false))
            Judge(session);

        return new JournalReport(
            [
                .. chain.Checks, .. books.Checks, .. vouchers.Checks, payouts.Check, .. reconciliation.Checks,
                seats.ToCheck(),
            ],
            chain.Batches,
            chain.Rows);
    }

    private void Judge(SessionSeats session)
    {
        if (session.Enrolled != session.Counted)
            seats.Add($"session {session.Session} says {session.Enrolled} and has {session.Counted} enrolments");
        if (session.Counted > session.Capacity)
            seats.Add($"session {session.Session} has {session.Counted} enrolments for {session.Capacity} seats");
    }
}
