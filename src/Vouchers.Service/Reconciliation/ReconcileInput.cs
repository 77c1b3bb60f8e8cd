using Vouchers.Ledger;
using Vouchers.Reconciliation;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>What a run of the matching looks at: all that is open, and what ended lately.</summary>
internal sealed class ReconcileInput
{
    // A payment that came back, or that was paid twice, is told within half a year; later it is a line of its own.
    private const int PaidDays = 180;
    private const int PageSize = 1_000;

    private readonly Dictionary<string, IReadOnlyList<string>> matchedWith = new(StringComparer.Ordinal);
    private readonly Dictionary<Id<PayoutBatch>, (DateOnly PayOn, DateOnly Exported)> days = [];

    // Few beside all payments.
    private List<PayoutItem>? failed;

    private ReconcileInput(FundingAccount funding, List<Statement> statements)
    {
        Funding = funding;
        Statements = statements.ToDictionary(s => s.Id);
        End = statements.Max(s => s.To);
    }

    public FundingAccount Funding { get; }

    public IReadOnlyDictionary<Id<Statement>, Statement> Statements { get; }

    /// <summary>The last day that the statements cover.</summary>
    public DateOnly End { get; }

    public Dictionary<string, StatementLine> Lines { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PayoutItem> Payments { get; } = new(StringComparer.Ordinal);

    /// <summary>Payments that the run booked as paid.</summary>
    public HashSet<string> Settled { get; } = new(StringComparer.Ordinal);

    /// <summary>Claw-backs that institutions owe; none where no money came in.</summary>
    public Dictionary<string, OwedClawBack> ClawBacks { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads what there is.</summary>
    /// <exception cref="Grpc.Core.RpcException">No statement may be matched.</exception>
    public static async Task<ReconcileInput> ReadAsync(
        ILedgerStore store, Id<FundingAccount> fundingId, CancellationToken cancellation)
    {
        var funding = await store.GetAsync(fundingId, cancellation);
        var all = await store.AllAsync<Statement>([("funding_account_id", funding.Key)], cancellation);
        var statements = all.FindAll(s => s.State == StatementState.Open);
        if (statements.Count == 0)
            throw Refusal.Of(RefusalCode.StatementOutOfOrder,
                all.Exists(s => s.State == StatementState.Held)
                    ? $"Every statement of '{fundingId}' is held, because it does not tie; a second person accepts it "
                        + "first, or discards it for a corrected file."
                    : $"No statement of '{fundingId}' was imported; import one first.",
                ("funding_account", funding.Key)).ToRpcException();
        var input = new ReconcileInput(funding, statements);
        await input.ReadLinesAsync(store, cancellation);
        await input.ReadPaymentsAsync(store, cancellation);
        await input.ReadClawBacksAsync(store, cancellation);
        return input;
    }

    /// <summary>True where a statement may be matched: without one there is nothing to run on.</summary>
    public static async Task<bool> HasStatementsAsync(
        ILedgerStore store, Id<FundingAccount> fundingId, CancellationToken cancellation) =>
        await store.CountAsync<Statement>(
            new RowQuery([("funding_account_id", fundingId), ("state", (int)StatementState.Open)], null, 1),
            cancellation) > 0;

    public IEnumerable<BankLine> BankLines() => Lines.Values.Select(line => new BankLine(line.Key,
        line.Details.AmountMinorUnits > 0 ? BankDirection.Credit : BankDirection.Debit,
        new Money(Math.Abs(line.Details.AmountMinorUnits), Funding.Currency), line.Details.BookingDate)
    {
        ValueDate = line.Details.ValueDate,
        EndToEndId = line.Details.EndToEndId,
        References = line.Details.References.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        BatchReference = line.Details.BatchReference,
        TransactionCount = line.Details.TransactionCount,
        CounterpartyName = line.Details.CounterpartyName,
        CounterpartyAccount = line.Details.CounterpartyAccount,
        RemittanceText = line.Details.Text,
        IsReversal = line.Details.IsReversal,
        ReturnReason = line.Details.ReturnReason,
        OriginalEndToEndId = line.Details.OriginalEndToEndId,
    });

    /// <summary>What a payment or a claw-back moves, without a sign.</summary>
    public long AmountOf(string id) =>
        Payments.TryGetValue(id, out var item) ? item.Net.MinorUnits : ClawBacks[id].ClawBack.FreeMinorUnits;

    /// <summary>A payment by its id, and a claw-back by its id and what it is about.</summary>
    public string NameOf(string id) =>
        ClawBacks.TryGetValue(id, out var owed) ? $"{owed.Name} ({id})" : id;

    public IEnumerable<ExpectedPayment> Expected() => ExpectedOut().Concat(ClawBacks.Values.Select(o => o.Expected()));

    private IEnumerable<ExpectedPayment> ExpectedOut() => Payments.Values.Select(item => new ExpectedPayment(
        item.Key, BankDirection.Debit, item.Net, days[item.BatchId].PayOn)
    {
        NotBefore = days[item.BatchId].Exported,
        EndToEndId = item.EndToEndId,
        BatchReference = item.BatchId.Value.ToUpperInvariant(),
        PayeeName = item.Payee.HolderName,
        PayeeAccount = item.Payee.AccountNumber,
        State = item.State switch
        {
            PayoutItemState.Paid => ExpectedState.Paid,
            PayoutItemState.Returned => ExpectedState.Returned,
            PayoutItemState.Rejected or PayoutItemState.GivenUp => ExpectedState.Rejected,
            _ => ExpectedState.Sent,
        },
        MatchedWith = matchedWith.GetValueOrDefault(item.Key, []),
    });

    private async Task ReadLinesAsync(ILedgerStore store, CancellationToken cancellation)
    {
        for (var after = ""; ;)
        {
            var page = await store.ListOpenLinesAsync(Funding.Id, after, PageSize, cancellation);
            foreach (var line in page)
                Lines.Add(after = line.Key, line);
            if (page.Count < PageSize)
                return;
        }
    }

    private async Task ReadPaymentsAsync(ILedgerStore store, CancellationToken cancellation)
    {
        foreach (var batch in await store.AllAsync<PayoutBatch>([("funding_account_id", Funding.Key)], cancellation))
            days.Add(batch.Id, (DateOnly.FromDateTime(batch.PayOn.ToDateTimeOffset().UtcDateTime),
                batch.ExportedAt?.CityDay ?? DateOnly.MinValue));
        var since = Timestamp.From(new DateTimeOffset(
            End.AddDays(-PaidDays).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        for (var after = ""; ;)
        {
            var page = await store.ListExpectedPaymentsAsync(Funding.Id, since, after, PageSize, cancellation);
            foreach (var item in page)
            {
                after = item.Key;
                if (item.Net.MinorUnits > 0)
                    Payments.Add(item.Key, item);
            }

            if (page.Count < PageSize)
                break;
        }

        await ReadEarlierAsync(store, cancellation);
    }

    /// <summary>
    /// What institutions owe and no payment takes off. An institution is asked to name the receipt or the payment;
    /// where it does not, its account and the amount tell.
    /// </summary>
    private async Task ReadClawBacksAsync(ILedgerStore store, CancellationToken cancellation)
    {
        if (!Lines.Values.Any(l => l.Details.AmountMinorUnits > 0))
            return;
        var open = await store.AllAsync<ClawBack>([("state", ClawBackState.Open)], cancellation);
        foreach (var ofOne in open.Where(c => c.Amount.Currency == Funding.Currency && c.FreeMinorUnits > 0)
            .GroupBy(c => c.InstitutionId))
        {
            var payee = await store.FindAsync(PayeeAccount.IdOf(ofOne.Key), cancellation);
            foreach (var clawBack in ofOne)
            {
                var name = clawBack.RedemptionId is { } redemption
                    ? (await store.GetAsync(redemption, cancellation)).Receipt
                    : PayoutItem.EndToEndIdOf(clawBack.PaymentId!.Value);
                ClawBacks.Add(clawBack.Key, new OwedClawBack(clawBack, name, payee?.Bank));
            }
        }
    }

    /// <summary>What paid the payments that open lines name once more: few, so that each may be asked for.</summary>
    private async Task ReadEarlierAsync(ILedgerStore store, CancellationToken cancellation)
    {
        var words = Lines.Values.SelectMany(l => Words(l.Details)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // One line may have paid a whole batch: its match is asked for once.
        var linesOf = new Dictionary<Id<Match>, IReadOnlyList<string>>();
        foreach (var item in Payments.Values.Where(i => i.State is PayoutItemState.Paid or PayoutItemState.Returned))
        {
            if (!words.Contains(item.EndToEndId) && !words.Contains(item.BatchId.Value))
                continue;
            var lines = new List<string>();
            foreach (var part in await store.AllAsync<MatchPart>([("reference", item.Key)], cancellation))
            {
                if (!linesOf.TryGetValue(part.MatchId, out var those))
                    linesOf.Add(part.MatchId, those = await LinesOfAsync(store, part.MatchId, cancellation));
                lines.AddRange(those);
            }

            matchedWith[item.Key] = lines;
        }
    }

    /// <summary>The lines of a match that stands; none where it does not.</summary>
    private static async Task<IReadOnlyList<string>> LinesOfAsync(
        ILedgerStore store, Id<Match> id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not
            { IsBooked: true, Kind: MatchKind.Payment or MatchKind.Return or MatchKind.Arrival })
            return [];
        var parts = await store.AllAsync<MatchPart>([("match_id", id.Value)], cancellation);
        return [.. parts.Where(p => p.Kind == MatchPartKind.Line).Select(p => p.Reference)];
    }

    /// <summary>True of a payment that came to an end, before the run or by it.</summary>
    public bool HasEnded(string payment) =>
        Payments.TryGetValue(payment, out var item) && (!item.IsOpen || Settled.Contains(payment));

    /// <summary>
    /// Payments that a debit is of, some of which had failed: those that it is said to be of and others with them,
    /// where that is its sum; else, where it is said to be of none, those of which it may be.
    /// </summary>
    public IReadOnlyList<string> WithFailed(IReadOnlyList<string> lines, IReadOnlyList<string> payments)
    {
        var moved = -lines.Sum(l => Lines[l].Details.AmountMinorUnits);
        var alike = lines.SelectMany(FailedLike).Distinct().ToList();
        if (moved <= 0 || alike.Count == 0)
            return payments;
        // A payment's name is its id, in upper case.
        var named = lines.SelectMany(l => Words(Lines[l].Details)).Select(w => w.ToLowerInvariant())
            .Where(w => Payments.TryGetValue(w, out var item) && item.IsOpen);
        string[] all = [.. (payments.Count > 0 ? payments : named).Union(alike).Order(StringComparer.Ordinal)];
        return all.Sum(AmountOf) == moved ? all : payments.Count > 0 ? payments : alike;
    }

    /// <summary>
    /// Failed payments that a debit may be of all the same: it names them or their batch, or went to their account with
    /// their sum.
    /// </summary>
    public IEnumerable<string> FailedLike(string line)
    {
        var details = Lines[line].Details;
        if (details.AmountMinorUnits >= 0)
            return [];
        var words = Words(details).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var account = ImportStatement.Plain(details.CounterpartyAccount);
        return (failed ??= [.. Payments.Values.Where(i => i.HasFailed)]).Where(i =>
            words.Contains(i.EndToEndId) || words.Contains(i.BatchId.Value)
                || (i.Net.MinorUnits == -details.AmountMinorUnits
                    && ImportStatement.Plain(i.Payee.AccountNumber) == account)).Select(i => i.Key);
    }

    private static IEnumerable<string> Words(LineDetails line) =>
        new[] { line.EndToEndId, line.OriginalEndToEndId, line.BatchReference, line.References, line.Text }
            .SelectMany(t => t.Split([' ', '\n', ',', ';', '/'], StringSplitOptions.RemoveEmptyEntries));
}
