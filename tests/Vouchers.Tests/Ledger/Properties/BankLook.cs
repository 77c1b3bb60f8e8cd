using System.Globalization;
using Vouchers.Ledger;

namespace Vouchers.Tests.Ledger;

/// <summary>
/// What a bank and a run of the matching see when a round begins. It guesses like a run does, by amounts, and is wrong
/// now and then: the ledger refuses what does not fit.
/// </summary>
internal sealed class BankLook
{
    private readonly List<StatementLine> open;
    private readonly List<(PayoutItem Item, Id<FundingAccount> FundingId)> sent;
    private readonly List<(PayoutItem Item, Id<FundingAccount> FundingId)> paid;
    private readonly List<(PayoutItem Item, Id<FundingAccount> FundingId)> failed;
    private readonly List<ClawBack> clawBacks;
    private readonly List<(PayoutItem Item, Id<FundingAccount> FundingId, long Amount)> beyond;
    private readonly List<Period> months;

    public BankLook(LedgerHarness ledger)
    {
        open = [.. ledger.All<StatementLine>().Where(l => l.IsOpen)];
        var items = ledger.All<PayoutItem>().Select(i => (i, ledger.Row(i.BatchId).FundingAccountId)).ToList();
        sent = [.. items.Where(i => i.i.State is PayoutItemState.Sent or PayoutItemState.Accepted)];
        paid = [.. items.Where(i => i.i.State == PayoutItemState.Paid)];
        failed = [.. items.Where(i => i.i.State is PayoutItemState.Rejected or PayoutItemState.GivenUp)];
        clawBacks = [.. ledger.All<ClawBack>().Where(c => c is { State: ClawBackState.Open, OpenMinorUnits: > 0 })];
        beyond =
        [
            .. ledger.All<ClawBack>().Where(c => c.PaymentId is not null).Select(c => (c, ledger.Row(c.PaymentId!.Value)))
                .Select(c => (c.Item2, ledger.Row(c.Item2.BatchId).FundingAccountId, c.c.Amount.MinorUnits)),
        ];
        months = [.. ledger.All<Period>()];
    }

    /// <summary>A day of the first month that is not closed.</summary>
    public DateOnly OpenDay(FundingAccount funding, DateOnly first) => months
        .LastOrDefault(p => p.FundingAccountId == funding.Id && p.State != PeriodState.Open) is { } last
        ? last.FirstDay.AddMonths(1).AddDays(9)
        : first;

    /// <summary>What the bank books: payments in every shape, returns, repayments, and what is none of ours.</summary>
    public List<NewStatementLine> Booked(FundingAccount funding, string file, Move move, NewStatementLine? earlier)
    {
        var (mine, back) = (Of(sent, funding), Of(paid, funding));
        var net = mine.Count > 0 ? mine[move.B % mine.Count].Net.MinorUnits : 0;
        var next = mine.Count > 1 ? mine[(move.B + 1) % mine.Count].Net.MinorUnits : 0;
        long[] amounts = (move.A % 10) switch
        {
            0 or 1 when net > 0 => [-net, -next],
            2 when net > 0 => [-net],
            3 when net > 1 => [-net / 2, net / 2 - net],
            4 when net > 0 => [-net - next],
            5 when net > 0 => [-net - 3],
            6 when net > 0 => [-net, -40],
            7 when back.Count > 0 => [back[move.B % back.Count].Net.MinorUnits - (move.C % 3 == 0 ? 2 : 0)],
            7 or 8 when beyond.Count > 0 => [beyond[move.B % beyond.Count].Amount],
            8 or 9 when clawBacks.Count > 0 => [1 + clawBacks[move.B % clawBacks.Count].FreeMinorUnits / 2],
            _ => [(move.C % 3) switch { 0 => -40, 1 => 15, _ => 0 }],
        };
        var lines = amounts.Where(a => a != 0).Select((a, i) => BankWorld.New(
            string.Create(CultureInfo.InvariantCulture, $"{funding.Id} {file} {i}"), a)).ToList();
        return earlier is null ? lines : [.. lines, earlier];
    }

    /// <summary>Lines that a run gives up on.</summary>
    public List<UnmatchedLine> Unmatched(FundingAccount funding, Move move) =>
        [.. Lines(funding).Skip(move.B % 4).Take(1 + move.C % 3).Select(l => new UnmatchedLine(l.Id, move.A % 3 == 0))];

    /// <summary>What may explain an open line.</summary>
    public MatchContent Explain(FundingAccount funding, Move move)
    {
        var lines = Lines(funding);
        if (lines.Count == 0)
            return new MatchContent(MatchKind.Payment, [Id<StatementLine>.Parse("none-yet")],
                [Id<PayoutItem>.Parse("none-yet")], []);
        var line = lines[move.C % lines.Count];
        return line.Details.AmountMinorUnits < 0
            ? Payment(funding, line, lines) ?? Payment([line], Of(sent, funding).Take(1))
            : Back(funding, line, move) ?? Repayment(line, move);
    }

    /// <summary>What the lines are beyond payments that a person says they are; zero for all else.</summary>
    public long Difference(MatchContent content) => content.Kind != MatchKind.Payment
        ? 0
        : open.Where(l => content.Lines.Contains(l.Id)).Sum(l => l.Details.AmountMinorUnits)
            + sent.Where(i => content.Payments.Contains(i.Item.Id)).Sum(i => i.Item.Net.MinorUnits);

    /// <summary>What a person is to look at.</summary>
    public OpenDiscrepancy Discrepancy(FundingAccount funding, Id<Discrepancy> id, DateOnly day, Move move)
    {
        var (lines, mine) = (Lines(funding), Of(sent, funding));
        var item = mine.Count > 0 ? mine[move.B % mine.Count] : null;
        if (move.C % 9 == 0 && item is not null)
            return Found(move.C % 2 == 0 ? DiscrepancyType.Timing : DiscrepancyType.MissingInBank, [], [item]);
        if (lines.Count == 0)
            return Found(DiscrepancyType.MissingInBank, [], item is null || move.C % 5 > 0 ? [] : [item]);
        var line = lines[move.C % lines.Count];
        var amount = line.Details.AmountMinorUnits;
        if (amount < 0 && mine.Find(i => i.Net.MinorUnits == -amount) is { } wrongly && move.C % 2 == 0)
            return Found(DiscrepancyType.WrongPayee, [line], [wrongly]);
        if (amount < 0 && mine.Find(i => Math.Abs(i.Net.MinorUnits + amount) is > 0 and < 9) is { } near)
            return Found(DiscrepancyType.AmountDifference, [line], [near]);
        if (amount > 0 && beyond.Find(b => b.FundingId == funding.Id && b.Amount == amount).Item is { } sentBack)
            return Found(
                move.A % 2 == 0 ? DiscrepancyType.Returned : DiscrepancyType.MissingInLedger, [line], [sentBack]);
        if (amount > 0 && Of(paid, funding).Find(i => Math.Abs(i.Net.MinorUnits - amount) < 9) is { } back)
            return Found(DiscrepancyType.Returned, [line], [back]);
        return Found(DiscrepancyType.MissingInLedger, [line],
            amount < 0 && move.A % 2 == 0 ? [.. Of(failed, funding).Take(1)] : []);

        OpenDiscrepancy Found(DiscrepancyType type, List<StatementLine> which, List<PayoutItem> payments) => new(
            Actor.Clock, id, funding.Id, day, type, [.. which.Select(l => l.Id)], [.. payments.Select(i => i.Id)],
            0, "by amounts");
    }

    private static MatchContent? Payment(FundingAccount funding, StatementLine line, List<StatementLine> lines,
        List<PayoutItem> mine)
    {
        var due = -line.Details.AmountMinorUnits;
        if (mine.Find(i => i.Net.MinorUnits == due) is { } one)
            return Payment([line], [one]);
        foreach (var first in mine)
        {
            if (mine.Find(i => i.Id != first.Id && i.Net.MinorUnits + first.Net.MinorUnits == due) is { } second)
                return Payment([line], [first, second]);
            var left = due - first.Net.MinorUnits;
            if (lines.Find(l => l.Id != line.Id && l.Details.AmountMinorUnits == left) is { } rest)
                return Payment([line, rest], [first]);
        }

        return null;
    }

    private MatchContent? Payment(FundingAccount funding, StatementLine line, List<StatementLine> lines) =>
        Payment(funding, line, lines, Of(sent, funding));

    private MatchContent? Back(FundingAccount funding, StatementLine line, Move move) =>
        Of(paid, funding).Find(i => i.Net.MinorUnits == line.Details.AmountMinorUnits) is { } item && move.A % 4 > 0
            ? BankWorld.Back(line, item)
            : null;

    private MatchContent Repayment(StatementLine line, Move move)
    {
        var fitting = clawBacks.Where(c => c.FreeMinorUnits >= line.Details.AmountMinorUnits).ToList();
        var clawBack = fitting.Count > 0 ? fitting[move.B % fitting.Count].Id : Id<ClawBack>.Parse("none-yet");
        return new MatchContent(MatchKind.Repayment, [line.Id], [],
            [new RepaidAmount(clawBack, line.Details.AmountMinorUnits)]);
    }

    private static MatchContent Payment(IEnumerable<StatementLine> lines, IEnumerable<PayoutItem> items) =>
        BankWorld.Pay(lines, items);

    private List<StatementLine> Lines(FundingAccount funding) =>
        [.. open.Where(l => l.FundingAccountId == funding.Id)];

    private static List<PayoutItem> Of(
        List<(PayoutItem Item, Id<FundingAccount> FundingId)> items, FundingAccount funding) =>
        [.. items.Where(i => i.FundingId == funding.Id).Select(i => i.Item)];
}
