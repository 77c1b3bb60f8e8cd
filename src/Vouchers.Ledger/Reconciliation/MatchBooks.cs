namespace Vouchers.Ledger;

/// <summary>What confirming and undoing a match share: its rows, its refusals, its entries.</summary>
internal static class MatchBooks
{
    /// <summary>The rows that judging and booking read.</summary>
    public static IEnumerable<Need> Needs(ILedgerState known, Id<FundingAccount> fundingId, MatchContent content)
    {
        foreach (var need in LineNeeds(known, fundingId, content.Lines))
            yield return need;
        foreach (var id in content.Payments)
        {
            yield return Need.Of(id);
            if (known.Peek(id) is not { } item)
                continue;
            yield return Need.Of(item.BatchId);
            foreach (var need in PayoutBooks.EndNeeds(known, item))
                yield return need;
        }

        foreach (var (id, _) in content.Repayments)
        {
            yield return Need.Of(id);
            if (known.Peek(id) is not { } clawBack)
                continue;
            yield return Need.Of(clawBack.ProgrammeId);
            yield return Need.Of(clawBack.InstitutionId);
            if (known.Peek(clawBack.ProgrammeId) is not { } programme
                || known.Peek(clawBack.InstitutionId) is not { } institution)
                continue;
            yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Paid));
            yield return Need.Balance(AccountId.Of(programme, institution, AccountKind.Receivable));
        }
    }

    /// <summary>The rows that moving lines into suspense or out of it reads.</summary>
    public static IEnumerable<Need> LineNeeds(
        ILedgerState known, Id<FundingAccount> fundingId, IEnumerable<Id<StatementLine>> lines)
    {
        yield return Need.Of(fundingId);
        if (known.Peek(fundingId) is { } funding)
        {
            foreach (var kind in (AccountKind[])[AccountKind.Bank, AccountKind.Suspense, AccountKind.Adjustment])
                yield return Need.Balance(AccountId.Of(funding, kind));
        }

        foreach (var id in lines)
        {
            yield return Need.Of(id);
            if (known.Peek(id) is not { } line)
                continue;
            yield return Need.Of(line.StatementId);
            yield return Need.Of(line.PeriodId);
        }
    }

    /// <summary>The parts with their signed amounts, of rows that are all there.</summary>
    public static List<MatchPart> Parts(ILedgerState state, Id<Match> match, MatchContent content)
    {
        // A payment that is paid again was expected to move nothing, and one that had failed neither.
        int Sign(PayoutItem item) => content.Kind switch
        {
            MatchKind.Payment => -1,
            MatchKind.Return => 1,
            MatchKind.Arrival when item.IsOpen => -1,
            _ => 0,
        };
        return
        [
            .. content.Lines.Select(l => new MatchPart(
                match, MatchPartKind.Line, l.Value, state.Find(l)!.Details.AmountMinorUnits)),
            .. content.Payments.Select(p => new MatchPart(
                match, MatchPartKind.Payment, p.Value, Sign(state.Find(p)!) * state.Find(p)!.Net.MinorUnits)),
            .. content.Repayments.Select(r => new MatchPart(
                match, MatchPartKind.ClawBack, r.ClawBackId.Value, r.AmountMinorUnits)),
            .. content.Kind != MatchKind.Arrival ? [] : Arrived(state, content).Select((a, n) => new MatchPart(
                match, MatchPartKind.ClawBack, ClawBack.IdOf(match, n).Value, -a.MinorUnits)),
        ];
    }

    /// <summary>
    /// What arrived for each payment of an arrival that had come to its end: of one alone all that moved, of several
    /// what each was.
    /// </summary>
    public static IEnumerable<(PayoutItem Item, long MinorUnits)> Arrived(ILedgerState state, MatchContent content) =>
        content.Payments is [var only]
            ? [(state.Find(only)!, checked(-Moved(state, content.Lines)))]
            : content.Payments.Select(p => state.Find(p)!).Where(i => !i.IsOpen).Select(i => (i, i.Net.MinorUnits));

    /// <summary>
    /// True where lines show money out for payments some of which had failed or were paid before, and of which it is the
    /// sum. Of one alone it may be less; more is the institution's only where it went to that one's account.
    /// </summary>
    public static bool HasArrived(ILedgerState state, MatchContent content)
    {
        var payments = content.Payments.Select(p => state.Find(p)!).ToList();
        var moved = checked(-Moved(state, content.Lines));
        if (moved <= 0 || payments.TrueForAll(p => p.IsOpen)
            || payments.Exists(p => !p.IsOpen && !p.HasFailed && p.State != PayoutItemState.Paid))
            return false;
        return payments.Sum(p => p.Net.MinorUnits) == moved || (payments is [var only] && (moved < only.Net.MinorUnits
            || content.Lines.All(l => ImportStatement.Plain(state.Find(l)!.Details.CounterpartyAccount)
                == ImportStatement.Plain(only.Payee.AccountNumber))));
    }

    /// <summary>Why people cannot match an arrival so; null where they can, and for every other match.</summary>
    public static Refusal? NotArrived(ILedgerState state, MatchContent content) =>
        content.Kind != MatchKind.Arrival || HasArrived(state, content)
            ? null
            : Refusal.Of(RefusalCode.MatchDiffers,
                "An arrival is money out for payments of which one at least had failed or was paid before, and it is "
                + "their sum; of one payment it is at most its sum, unless it went to its own account. Name each "
                + "payment that the line shows.");

    /// <summary>What lines moved, signed.</summary>
    public static long Moved(ILedgerState state, IEnumerable<Id<StatementLine>> lines) =>
        lines.Aggregate(0L, (sum, line) => checked(sum + state.Find(line)!.Details.AmountMinorUnits));

    /// <summary>The lines less what explains them, signed.</summary>
    public static long Difference(IEnumerable<MatchPart> parts) => parts.Aggregate(0L, (sum, part) =>
        checked(part.Kind == MatchPartKind.Line ? sum + part.AmountMinorUnits : sum - part.AmountMinorUnits));

    /// <summary>
    /// Why a match of parts that are all there cannot be booked as things are; null where it can. The difference is
    /// what the lines are said to be beyond what explains them; null for any.
    /// </summary>
    public static Refusal? Refuses(
        ILedgerState state, Id<FundingAccount> fundingId, MatchContent content, long? difference) =>
        content.Repayments.Select(r => OtherCurrency(state, fundingId, state.Find(r.ClawBackId)!)).Worst()
        ?? content.Payments.Select(p => OutOfOrder(state, state.Find(p)!, content)).Worst()
        ?? content.Repayments.Where(_ => !content.IsSentBack)
            .Select(r => TooMuch(state.Find(r.ClawBackId)!, r.AmountMinorUnits)).Worst()
        ?? OtherAccount(state, fundingId, content)
        ?? content.Lines.Select(l => NotOpen(state, state.Find(l)!)).Worst()
        ?? (difference is { } stated ? Differs(state, fundingId, content, stated) : null)
        ?? content.Lines.Select(l => state.Find(state.Find(l)!.PeriodId)!.Refuses()).Worst();

    /// <summary>The refusal that is answered where several rules refuse.</summary>
    public static Refusal? Worst(this IEnumerable<Refusal?> refusals) =>
        refusals.OfType<Refusal>().MinBy(r => r.Code);

    /// <summary>The refusal of a part that is not there.</summary>
    public static Refusal? Missing(ILedgerState state, MatchContent content)
    {
        foreach (var id in content.Lines.Where(l => state.Find(l) is null))
            return Refusal.NotFound(id);
        foreach (var id in content.Payments.Where(p => state.Find(p) is null))
            return Refusal.NotFound(id);
        foreach (var (id, _) in content.Repayments.Where(r => state.Find(r.ClawBackId) is null))
            return Refusal.NotFound(id);
        return null;
    }

    private static Refusal? OutOfOrder(ILedgerState state, PayoutItem item, MatchContent content)
    {
        // Beside what had come to its end, a line may show payments that are on their way.
        if (content.Kind == MatchKind.Arrival)
            return item.State != PayoutItemState.Pending && content.Payments.Any(p => !state.Find(p)!.IsOpen)
                ? null
                : PayoutItemStep.OutOfOrder(item, "clawed back", "at its end");
        if (content.Kind != MatchKind.Return)
            return item.State is PayoutItemState.Sent or PayoutItemState.Accepted
                ? null
                : PayoutItemStep.OutOfOrder(item, "matched", "Sent or Accepted");
        return item.State != PayoutItemState.Paid
            ? PayoutItemStep.OutOfOrder(item, "returned", "Paid")
            : PayoutBooks.MayNotReturn(state, item);
    }

    // Amounts are minor units of the funding account's currency: a claw-back in another one is paid back elsewhere.
    private static Refusal? OtherCurrency(ILedgerState state, Id<FundingAccount> fundingId, ClawBack clawBack) =>
        clawBack.Amount.Currency == state.Find(fundingId)!.Currency
            ? null
            : Refusal.Of(RefusalCode.CurrencyMismatch,
                $"The claw-back is in {clawBack.Amount.Currency}; '{fundingId}' is in "
                + $"{state.Find(fundingId)!.Currency}.",
                ("claw_back", clawBack.Key), ("currency", clawBack.Amount.Currency.ToString()));

    private static Refusal? TooMuch(ClawBack clawBack, long amount) =>
        clawBack.State == ClawBackState.Open && amount <= clawBack.FreeMinorUnits
            ? null
            : Refusal.Of(RefusalCode.ClawBackOutOfOrder,
                $"{clawBack.FreeMinorUnits} minor units of the claw-back are open and in no payment's plan; {amount} "
                + "cannot be paid back to it.", ("claw_back", clawBack.Key), ("amount", $"{amount}"));

    private static Refusal? OtherAccount(ILedgerState state, Id<FundingAccount> fundingId, MatchContent content)
    {
        var others = content.Lines.Select(l => state.Find(l)!).Where(l => l.FundingAccountId != fundingId)
            .Select(l => l.Key)
            .Concat(content.Payments.Select(p => state.Find(p)!)
                .Where(p => state.Find(p.BatchId)!.FundingAccountId != fundingId).Select(p => p.Key));
        return others.FirstOrDefault() is { } other
            ? Refusal.Of(RefusalCode.OtherFundingAccount,
                $"'{other}' belongs to another account than '{fundingId}'.", ("part", other))
            : null;
    }

    private static Refusal? NotOpen(ILedgerState state, StatementLine line)
    {
        var statement = state.Find(line.StatementId)!;
        if (statement.State != StatementState.Open)
            return statement.OutOfOrder("matched", "Open");
        return line.IsOpen
            ? null
            : Refusal.Of(RefusalCode.LineOutOfOrder,
                $"Line '{line.Id}' is {line.State} by match '{line.MatchId}'; undo that first.",
                ("line", line.Key), ("state", line.State.ToString()), ("match", $"{line.MatchId}"));
    }

    private static Refusal? Differs(
        ILedgerState state, Id<FundingAccount> fundingId, MatchContent content, long stated)
    {
        var difference = Difference(Parts(state, Id<Match>.Parse("m"), content));
        if (difference == stated)
            return null;
        var currency = state.Find(fundingId)!.Currency;
        var differ = $"The lines are {new Money(difference, currency)} more than what should explain them";
        return Refusal.Of(RefusalCode.MatchDiffers,
            content.Kind switch
            {
                MatchKind.Return => $"{differ}; a payment comes back whole.",
                MatchKind.Repayment => $"{differ}; say of each claw-back how much of it they pay back.",
                _ => $"{differ}, and {new Money(stated, currency)} was stated. Add the line or payment that is "
                    + "missing; only what a fee or the like explains is a difference to state.",
            },
            ("difference", $"{difference}"), ("stated", $"{stated}"));
    }
}
