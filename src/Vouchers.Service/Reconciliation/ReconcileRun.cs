using System.Security.Cryptography;
using System.Text;
using Vouchers.Ledger;
using Vouchers.Reconciliation;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>What a run did.</summary>
/// <param name="Input">What it looked at.</param>
/// <param name="Booked">The matches that it booked.</param>
/// <param name="Discrepancies">What is before people now.</param>
/// <param name="Settled">How many discrepancies of earlier runs it explained or filed anew.</param>
/// <param name="Balance">Both sides before the run, and what its outcomes explain of their difference.</param>
internal sealed record ReconcileOutcome(
    ReconcileInput Input, IReadOnlyList<PaymentMatch> Booked, IReadOnlyList<Discrepancy> Discrepancies, int Settled,
    MatchingBalance Balance);

/// <summary>
/// Runs the matching and books its outcome, each match in a transaction of its own: broken off, a run has done a part,
/// and the next one does the rest. Runs at the same time are harmless, since each line is explained once.
/// </summary>
internal sealed class ReconcileRun(LedgerPipeline pipeline, ILedgerStore store)
{
    private const int AtOnce = 100;

    /// <summary>Reconciles a funding account.</summary>
    /// <param name="fundingId">The account.</param>
    /// <param name="progress">Told of the steps done, and of how many there are.</param>
    /// <param name="cancellation">Breaks it off between two steps.</param>
    public async Task<ReconcileOutcome> RunAsync(
        Id<FundingAccount> fundingId, Func<long, long, Task> progress, CancellationToken cancellation)
    {
        var input = await ReconcileInput.ReadAsync(store, fundingId, cancellation);
        var result = Reconciler.Match(input.Expected(), input.BankLines(), input.End);
        var steps = new Steps(pipeline, progress, result.Matches.Count, cancellation);

        var answers = await steps.AllAsync([.. result.Matches.Select(m => Confirm(input, m))]);
        var booked = result.Matches.Where((_, i) => answers[i] is Decision.Accepted).ToList();
        input.Settled.UnionWith(booked.SelectMany(m => m.ItemIds));
        var wanted = WantedDiscrepancy.Of(result, input);
        for (var i = 0; i < answers.Count; i++)
        {
            // Whatever else refuses a match was explained by somebody else meanwhile.
            if (answers[i] is Decision.Refused { Refusal.Code: RefusalCode.AlreadyExists })
                wanted.AddRange(WantedDiscrepancy.OfUndone(result.Matches[i], input));
        }

        var suggested = result.Suggestions.Select(s => s.LineId).ToHashSet(StringComparer.Ordinal);
        await steps.AllAsync([.. wanted.SelectMany(w => w.Lines).Distinct()
            .Select(l => new UnmatchedLine(Id<StatementLine>.Parse(l), suggested.Contains(l)))
            .Chunk(AddStatementLines.MaxLines).Select(lines => new SuspendLines(Actor.Clock, fundingId, lines))]);
        var settled = await FileAsync(input, wanted, steps, cancellation);
        return new ReconcileOutcome(
            input, booked, await OpenAsync(fundingId, cancellation), settled, BalanceOf(result, input));
    }

    // A claw-back that is not paid back yet is owed, and missing on no statement.
    private static MatchingBalance BalanceOf(MatchingResult result, ReconcileInput input)
    {
        var none = new Money(0, input.Funding.Currency);
        var balance = result.Balances.FirstOrDefault(b => b.BankSide.Currency == input.Funding.Currency)
            ?? new MatchingBalance(none, none, none);
        var repaid = result.Matches.SelectMany(m => m.ItemIds).ToHashSet(StringComparer.Ordinal);
        var owed = new Money(
            input.ClawBacks.Keys.Where(c => !repaid.Contains(c)).Sum(input.AmountOf), input.Funding.Currency);
        return balance with { LedgerSide = balance.LedgerSide - owed, Explained = balance.Explained + owed };
    }

    private static ConfirmMatch Confirm(ReconcileInput input, PaymentMatch match)
    {
        var funding = input.Funding;
        Id<StatementLine>[] lines = [.. match.LineIds.Select(Id<StatementLine>.Parse)];
        // Money out is payments, money in is claw-backs that are paid back: no match has both.
        var content = input.Payments.ContainsKey(match.ItemIds[0])
            ? new MatchContent(MatchKind.Payment, lines, [.. match.ItemIds.Select(Id<PayoutItem>.Parse)], [])
            : new MatchContent(MatchKind.Repayment, lines, [],
                [.. match.ItemIds.Select(i => new RepaidAmount(Id<ClawBack>.Parse(i), input.AmountOf(i)))]);
        var text = $"{string.Join(' ', match.LineIds)}\n{string.Join(' ', match.ItemIds)}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        return new ConfirmMatch(Actor.Clock, Id<Match>.Parse($"m{funding.Number}-{Uid.Format(hash)}"), funding.Id,
            content, match.Pass.ToString(), 100,
            WantedDiscrepancy.Both(language => MatchingTexts.Explain(match, language)));
    }

    /// <summary>
    /// Opens what is new, then closes what was found before and is gone or stands under another type now. A discrepancy
    /// whose resolution waits for its second person keeps its lines and payments.
    /// </summary>
    private async Task<int> FileAsync(
        ReconcileInput input, List<WantedDiscrepancy> wanted, Steps steps, CancellationToken cancellation)
    {
        var before = await OpenAsync(input.Funding.Id, cancellation);
        var proposed = before.Where(d => d.State == DiscrepancyState.Proposed).SelectMany(PartsOf)
            .ToHashSet(StringComparer.Ordinal);
        var filed = new List<(Id<Discrepancy> Id, WantedDiscrepancy Wanted)>();
        var opens = new List<Command>();
        foreach (var one in wanted.Where(w => !w.Parts.Any(proposed.Contains)))
        {
            var (id, isThere) = await FindAsync(input.Funding, one, cancellation);
            filed.Add((id, one));
            if (!isThere)
                opens.Add(new OpenDiscrepancy(
                    Actor.Clock, id, input.Funding.Id, await DayAsync(input, one, cancellation), one.Type,
                    [.. one.Lines.Select(Id<StatementLine>.Parse)],
                    [.. one.Payments.Select(Id<PayoutItem>.Parse)], one.DifferenceMinorUnits, one.Signals));
        }

        await steps.AllAsync(opens);
        var stands = filed.Select(f => f.Id).ToHashSet();
        var byPart = filed.SelectMany(f => f.Wanted.Parts.Select(part => (Part: part, f.Id)))
            .ToLookup(f => f.Part, f => f.Id, StringComparer.Ordinal);
        Command[] ends =
        [
            .. before.Where(d => d.State == DiscrepancyState.Open && !stands.Contains(d.Id)).Select(d =>
                new ExplainDiscrepancy(Actor.Clock, d.Id)
                {
                    FiledAs = [.. PartsOf(d).SelectMany(part => byPart[part]).Distinct()],
                }),
        ];
        var answers = await steps.AllAsync(ends);
        return answers.Count(a => a is Decision.Accepted { Answer: Discrepancy { IsOpen: false } });
    }

    private static IEnumerable<string> PartsOf(Discrepancy found) =>
        found.LineIds.Select(l => l.Value).Concat(found.PaymentIds.Select(p => p.Value));

    // The same lines and payments may have come up, and been resolved, before.
    private async Task<(Id<Discrepancy> Id, bool IsThere)> FindAsync(
        FundingAccount funding, WantedDiscrepancy wanted, CancellationToken cancellation)
    {
        for (var time = 1; ; time++)
        {
            var id = wanted.IdOf(funding, time);
            if (await store.FindAsync(id, cancellation) is not { } there)
                return (id, false);
            if (there.IsOpen)
                return (id, true);
        }
    }

    /// <summary>A day of the month that it keeps open: its lines' month, else the first open one at the end.</summary>
    private async Task<DateOnly> DayAsync(
        ReconcileInput input, WantedDiscrepancy wanted, CancellationToken cancellation)
    {
        if (wanted.Lines.Count > 0)
            return wanted.Lines.Max(l => input.Statements[input.Lines[l].StatementId].To);
        var day = input.End;
        while (await store.FindAsync(Period.IdOf(input.Funding, day), cancellation) is { State: not PeriodState.Open })
            day = day.AddMonths(1);
        return day;
    }

    private async Task<List<Discrepancy>> OpenAsync(Id<FundingAccount> fundingId, CancellationToken cancellation)
    {
        const int Limit = 1_000;
        var all = new List<Discrepancy>();
        while (true)
        {
            var page = await store.ListOpenDiscrepanciesAsync(
                fundingId, all.Count == 0 ? "" : all[^1].Key, Limit, cancellation);
            all.AddRange(page);
            if (page.Count < Limit)
                return all;
        }
    }

    /// <summary>Steps of the service, many at a time.</summary>
    private sealed class Steps(
        LedgerPipeline pipeline, Func<long, long, Task> progress, long total, CancellationToken cancellation)
    {
        private long done;

        public async Task<IReadOnlyList<Decision>> AllAsync(IReadOnlyList<Command> commands)
        {
            var decisions = new List<Decision>(commands.Count);
            foreach (var chunk in commands.Chunk(AtOnce))
            {
                var answers = await pipeline.SubmitAllAsync(
                    [.. chunk.Select(c => new Submission(c, null, IsTrial: false, cancellation))], cancellation);
                decisions.AddRange(answers.Select(a => a.Decision!));
                done += chunk.Length;
                await progress(done, Math.Max(done, total));
            }

            return decisions;
        }
    }
}
