using Vouchers.Ledger;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>Everything that the journal says of one voucher's money, from the budget line on.</summary>
internal sealed class VoucherTrail(ILedgerStore store)
{
    private const int PageSize = 500;

    /// <summary>Follows the voucher.</summary>
    /// <exception cref="Grpc.Core.RpcException">There is no such voucher.</exception>
    public async Task<V1.TraceVoucherResponse> FollowAsync(Id<Voucher> id, CancellationToken cancellation)
    {
        var voucher = await store.GetAsync(id, cancellation);
        var programme = await store.GetAsync(voucher.ProgrammeId, cancellation);
        var redemption = voucher.RedemptionId is { } redeemed ? await store.GetAsync(redeemed, cancellation) : null;
        var institution = redemption is null ? null : await store.GetAsync(redemption.InstitutionId, cancellation);
        var entries = (await LinesAsync(programme.Key, cancellation))
            .Where(e => e.Row.Line.Event == JournalEvent.ProgrammeFunded).ToList();
        var own = await LinesAsync(voucher.Key, cancellation);
        entries.AddRange(own);
        // What proved the service, and what of it was taken back, says why the money is owed.
        if (redemption is not null)
            entries.AddRange(await LinesAsync(
                Enrolment.IdOf(redemption.SessionId, redemption.CitizenId).Value, cancellation));
        // A payment that came to nothing belongs to the story as well as the one that arrived.
        var payments = own.Where(e => e.Row.Line.Event == JournalEvent.PayoutCollected)
            .Select(e => e.Row.Line.Note!).Distinct(StringComparer.Ordinal).ToList();
        foreach (var subject in payments.Concat(payments.Select(BatchOf).Distinct(StringComparer.Ordinal)))
            entries.AddRange(await LinesAsync(subject, cancellation));
        var traced = new List<V1.TracedPayment>();
        var matches = new HashSet<string>(StringComparer.Ordinal);
        foreach (var payment in payments)
            traced.Add(await PaymentAsync(Id<PayoutItem>.Parse(payment), matches, cancellation));
        foreach (var match in matches)
            entries.AddRange(await LinesAsync(match, cancellation));
        return new V1.TraceVoucherResponse
        {
            VoucherId = voucher.Key,
            CitizenId = voucher.CitizenId.Value,
            ProgrammeId = programme.Key,
            ProgrammeTitle = programme.Title,
            InstitutionId = institution?.Key ?? "",
            InstitutionName = institution?.Name ?? "",
            Receipt = redemption?.Receipt ?? "",
            PayoutItemId = redemption?.PayoutItemId.Text() ?? "",
            Payments = { traced },
            Entries =
            {
                entries.OrderBy(e => e.Row.At).ThenBy(e => e.Lane).ThenBy(e => e.Sequence).Select(e => e.ToProto()),
            },
        };
    }

    /// <summary>A payment with what it took off, and the bank's lines in its matches that stand.</summary>
    private async Task<V1.TracedPayment> PaymentAsync(
        Id<PayoutItem> paymentId, HashSet<string> matches, CancellationToken cancellation)
    {
        var payment = await store.GetAsync(paymentId, cancellation);
        var traced = new V1.TracedPayment
        {
            Payment = payment.ToProto(),
            Deductions =
            {
                (await store.ListDeductionsAsync(paymentId, cancellation)).Select(d => d.ToProto(payment.Gross.Currency)),
            },
        };
        // Money that arrived without being due may have come back in a match of its claw-back.
        var parts = await store.AllAsync<MatchPart>([("reference", payment.Key)], cancellation);
        foreach (var clawBack in await store.ArrivedAsync(payment, cancellation))
            parts.AddRange(await store.AllAsync<MatchPart>([("reference", clawBack.Key)], cancellation));
        foreach (var id in parts.Select(p => p.MatchId).Distinct())
        {
            var match = await store.GetAsync(id, cancellation);
            if (!match.IsBooked)
                continue;
            matches.Add(match.Key);
            var funding = await store.GetAsync(match.FundingAccountId, cancellation);
            foreach (var other in await store.AllAsync<MatchPart>([("match_id", match.Key)], cancellation))
            {
                if (other.Kind != MatchPartKind.Line)
                    continue;
                var line = await store.GetAsync(Id<StatementLine>.Parse(other.Reference), cancellation);
                var period = await store.FindAsync(line.PeriodId, cancellation);
                traced.BankLines.Add(line.ToProto(period, funding.Currency));
            }
        }

        return traced;
    }

    private static string BatchOf(string payment) => payment[..payment.IndexOf('.', StringComparison.Ordinal)];

    private async Task<List<JournalEntry>> LinesAsync(string subject, CancellationToken cancellation)
    {
        var lines = new List<JournalEntry>();
        while (true)
        {
            var (lane, sequence) = lines.Count == 0 ? (0, 0L) : (lines[^1].Lane, lines[^1].Sequence);
            var page = await store.ListJournalAsync(
                new JournalQuery(null, subject, lane, sequence, PageSize), cancellation);
            lines.AddRange(page);
            if (page.Count < PageSize)
                return lines;
        }
    }
}
