using System.Globalization;
using System.Runtime.CompilerServices;
using Vouchers.Ledger;
using Vouchers.Reconciliation;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>
/// Reads what became of a funding account's lines and payments. It walks the lines of the statements once and keeps of
/// each only what its match needs, because a match itself does not say of which month it is.
/// </summary>
internal sealed class ReconciliationReading
{
    private const int PageSize = 1_000;

    private readonly ILedgerStore store;
    private readonly FundingAccount funding;
    private readonly DateOnly? month;
    private readonly Dictionary<Id<Match>, List<StatementLine>> explained = [];
    private readonly HashSet<string> resolved = new(StringComparer.Ordinal);
    private readonly V1.ReconciliationHead head;
    private long openLines;
    private long openPayments;

    private ReconciliationReading(ILedgerStore store, FundingAccount funding, DateOnly? month)
    {
        (this.store, this.funding, this.month) = (store, funding, month);
        head = new() { FundingAccountId = funding.Key, HolderName = funding.Bank.HolderName };
    }

    /// <summary>Reads the lines.</summary>
    /// <param name="store">The ledger.</param>
    /// <param name="funding">Whose lines.</param>
    /// <param name="month">A day of the month that is asked for; null for everything.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ReconciliationReading> OpenAsync(
        ILedgerStore store, FundingAccount funding, DateOnly? month, CancellationToken cancellation)
    {
        var reading = new ReconciliationReading(store, funding, month);
        var statements = (await store.AllAsync<Statement>(reading.OfMonth(), cancellation))
            .FindAll(s => s.State == StatementState.Open);
        reading.head.Statements = statements.Count;
        if (statements.Count > 0)
            (reading.head.FromDate, reading.head.ToDate) = (Day(statements.Min(s => s.From)), Day(statements.Max(
                s => s.To)));
        foreach (var statement in statements)
        {
            await foreach (var line in reading.PagesAsync<StatementLine>(
                [("statement_id", statement.Key)], cancellation))
                reading.Add(line);
        }

        return reading;
    }

    /// <summary>Payments that the bank rejected or sent back, by their ids.</summary>
    public async Task<IReadOnlyList<PayoutItem>> FailedAsync(CancellationToken cancellation)
    {
        var failed = new List<PayoutItem>();
        for (var after = ""; ;)
        {
            var page = await store.ListExpectedPaymentsAsync(
                funding.Id, month is { } day ? Begin(day) : default, after, PageSize, cancellation);
            foreach (var item in page)
            {
                after = item.Key;
                if (item.IsOpen)
                    (head.OpenPayments, openPayments) = (
                        head.OpenPayments + 1, checked(openPayments + item.Net.MinorUnits));
                else if (item.State != PayoutItemState.Paid && (month is not { } asked || item.EndedAt < End(asked)))
                    failed.Add(item);
            }

            if (page.Count < PageSize)
                return failed;
        }
    }

    /// <summary>The head, once lines and payments were read.</summary>
    public V1.ReconciliationHead Head(DateTimeOffset now)
    {
        head.OpenLinesAmount = new Money(openLines, funding.Currency).ToProto();
        head.OpenPaymentsAmount = new Money(openPayments, funding.Currency).ToProto();
        head.AsOf = Timestamp.From(now).ToProto();
        return head;
    }

    /// <summary>
    /// What people work on and what two people resolved. What a later run explained is told by its match.
    /// </summary>
    public async IAsyncEnumerable<Discrepancy> DiscrepanciesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var found in PagesAsync<Discrepancy>(OfMonth(), cancellation))
        {
            if (found.State == DiscrepancyState.Explained)
                continue;
            if (found.State == DiscrepancyState.Resolved)
                resolved.Add(found.MatchId.Value);
            yield return found;
        }
    }

    /// <summary>Matches that stand, but for those by which discrepancies were resolved.</summary>
    public async IAsyncEnumerable<(Match Match, IReadOnlyList<MatchPart> Parts)> MatchesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var match in PagesAsync<Match>([("funding_account_id", funding.Key)], cancellation))
        {
            if (match.IsBooked && !resolved.Contains(match.Key) && explained.TryGetValue(match.Id, out var lines))
                yield return (match, await PartsAsync(match, lines, cancellation));
        }
    }

    /// <summary>
    /// Of a match by end-to-end id the lines tell all: each names its one payment and has its amount. Asking for parts
    /// match by match is for the few others.
    /// </summary>
    private async Task<IReadOnlyList<MatchPart>> PartsAsync(
        Match match, List<StatementLine> lines, CancellationToken cancellation) =>
        match is not { Kind: MatchKind.Payment, Pass: nameof(MatchPass.EndToEndId) } || lines.Count > 1
            ? await store.AllAsync<MatchPart>([("match_id", match.Key)], cancellation)
            :
            [
                new(match.Id, MatchPartKind.Line, lines[0].Key, lines[0].Details.AmountMinorUnits),
                new(match.Id, MatchPartKind.Payment, lines[0].Details.EndToEndId.ToLowerInvariant(),
                    lines[0].Details.AmountMinorUnits),
            ];

    private void Add(StatementLine line)
    {
        head.Lines++;
        if (line.IsOpen)
            (head.OpenLines, openLines) = (head.OpenLines + 1, checked(openLines + line.Details.AmountMinorUnits));
        if (line.MatchId is { } match)
        {
            if (!explained.TryGetValue(match, out var lines))
                explained.Add(match, lines = new(1));
            lines.Add(line);
        }
    }

    private (string, object)[] OfMonth() => month is { } day
        ? [("funding_account_id", funding.Key), ("period_id", Period.IdOf(funding, day).Value)]
        : [("funding_account_id", funding.Key)];

    private async IAsyncEnumerable<T> PagesAsync<T>(
        IReadOnlyList<(string Column, object Value)> where, [EnumeratorCancellation] CancellationToken cancellation)
        where T : Entity
    {
        for (string? after = null; ;)
        {
            var page = await store.ListAsync<T>(new RowQuery(where, after, PageSize), cancellation);
            foreach (var row in page)
            {
                after = row.Key;
                yield return row;
            }

            if (page.Count < PageSize)
                yield break;
        }
    }

    private static Timestamp Begin(DateOnly day) => Timestamp.From(
        new DateTimeOffset(new DateOnly(day.Year, day.Month, 1).ToDateTime(TimeOnly.MinValue), Timestamp.CityOffset));

    private static Timestamp End(DateOnly day) => Begin(day.AddMonths(1));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
