namespace Vouchers.Ledger;

/// <summary>
/// The lines before people that name payments: what moves money on a payment's word asks here first. An open
/// discrepancy keeps an open month, so that those of the open months are all there are.
/// </summary>
internal static class BookedLines
{
    /// <summary>True of a discrepancy that may show money for a payment that had come to its end.</summary>
    public static bool MayShowArrival(DiscrepancyType type) => type
        is DiscrepancyType.MissingInLedger or DiscrepancyType.DuplicatePayment or DiscrepancyType.AmountDifference;

    /// <summary>The rows that asking reads.</summary>
    public static IEnumerable<Need> Needs(ILedgerState known, IReadOnlyList<Id<FundingAccount>> accounts)
    {
        foreach (var account in accounts)
            yield return Need.PeriodsOf(account);
        foreach (var period in Loaded(known, accounts))
        {
            var found = Need.DiscrepanciesOf(period.Id);
            yield return found;
            foreach (var open in WithBoth(known.AllLoaded<Discrepancy>(found)))
            {
                foreach (var payment in open.PaymentIds)
                    yield return Need.Of(payment);
                foreach (var line in open.LineIds)
                    yield return Need.Of(line);
            }
        }
    }

    /// <summary>The rows that <see cref="Undecided"/> reads beside the months.</summary>
    public static IEnumerable<Need> StatementNeeds(ILedgerState known, IReadOnlyList<Id<FundingAccount>> accounts) =>
        Loaded(known, accounts).Select(p => Need.StatementsOf(p.Id));

    /// <summary>
    /// The open months. Whoever asked writes them unchanged: a run that files a line at the same moment on another node
    /// fails on the month's version.
    /// </summary>
    public static IReadOnlyList<Period> Months(ILedgerState state, IReadOnlyList<Id<FundingAccount>> accounts) =>
        [.. Open(accounts.SelectMany(a => state.All<Period>(Need.PeriodsOf(a))))];

    /// <summary>The open discrepancies that have a line and a payment.</summary>
    public static IEnumerable<Discrepancy> Of(ILedgerState state, IEnumerable<Period> months) =>
        WithBoth(months.SelectMany(p => state.All<Discrepancy>(Need.DiscrepanciesOf(p.Id))));

    /// <summary>
    /// Why a batch must wait: a line shows money for a payment of the same programme to the same institution that had
    /// failed, whose redemptions this batch may pay once more. Null where none does.
    /// </summary>
    public static Refusal? Holds(
        ILedgerState state, IEnumerable<Period> months, PayoutBatch batch, IReadOnlyList<PayoutItem> items)
    {
        var paid = items.Select(i => Suffix(i.Key)).ToHashSet(StringComparer.Ordinal);
        var shown = Of(state, months)
            .Where(d => MayShowArrival(d.Type) && MatchBooks.Moved(state, d.LineIds) < 0)
            .SelectMany(d => d.PaymentIds.Where(p => state.Find(p)!.HasFailed).Select(p => (Found: d, Payment: p)));
        foreach (var (found, payment) in shown.Where(s => paid.Contains(Suffix(s.Payment.Value))))
            return Refusal.Of(RefusalCode.BankContradiction,
                $"Payment {PayoutItem.EndToEndIdOf(payment)} had failed, and the bank's statement shows money for it: "
                + $"discrepancy '{found.Id}' is open, and batch '{batch.Id}' pays the same institution. Resolve that "
                + "first: by claw-back where the money did arrive.",
                ("batch", batch.Key), ("discrepancy", found.Key), ("payment", payment.Value));
        return null;
    }

    /// <summary>
    /// Why a batch must wait: nobody decided yet whether the lines of a statement count, any of which may show money
    /// that the batch would pay again. Null where all are decided.
    /// </summary>
    public static Refusal? Undecided(ILedgerState state, IEnumerable<Period> months, PayoutBatch batch) =>
        months.SelectMany(p => state.All<Statement>(Need.StatementsOf(p.Id)))
            .Where(s => s.State is StatementState.Importing or StatementState.Held)
            .MinBy(s => s.Key, StringComparer.Ordinal) is { } statement
            ? Refusal.Of(RefusalCode.StatementOutOfOrder,
                $"Statement '{statement.Id}' of account '{statement.FundingAccountId}' "
                + $"({statement.From:yyyy-MM-dd} to {statement.To:yyyy-MM-dd}) is "
                + $"{statement.State}: its lines may show money that batch '{batch.Id}' would pay again. "
                + (statement.State == StatementState.Held
                    ? "Let a second person accept it, or discard it for a corrected file."
                    : "Import its file again to finish it, or discard it."),
                ("batch", batch.Key), ("statement", statement.Key), ("state", statement.State.ToString()))
            : null;

    /// <summary>Why payments to an institution are held while a discrepancy, or the match of it, is decided.</summary>
    public static string WhyHeld(Id<Match> decision) =>
        $"a statement shows money for a payment that had failed; see discrepancy {decision}";

    /// <summary>Lets payments flow again to those whose accounts the discrepancy had held.</summary>
    public static void Release(
        ILedgerState state, IEnumerable<Id<PayoutItem>> payments, Id<Match> decision, List<Entity> puts,
        List<JournalLine> lines)
    {
        foreach (var payee in payments.Select(p => PayeeAccount.IdOf(state.Find(p)!.InstitutionId)).Distinct()
            .Select(p => state.Find(p)))
        {
            if (payee?.HeldReason != WhyHeld(decision))
                continue;
            var released = payee with { HeldReason = "" };
            puts.Add(released);
            lines.Add(released.HoldLine());
        }
    }

    private static IEnumerable<Period> Loaded(ILedgerState known, IReadOnlyList<Id<FundingAccount>> accounts) =>
        Open(accounts.SelectMany(a => known.AllLoaded<Period>(Need.PeriodsOf(a))));

    private static IEnumerable<Discrepancy> WithBoth(IEnumerable<Discrepancy> found) =>
        found.Where(d => d.IsOpen && d.LineIds.Count > 0 && d.PaymentIds.Count > 0);

    private static IEnumerable<Period> Open(IEnumerable<Period> periods) =>
        periods.Where(p => p.State == PeriodState.Open);

    // A payment's id names its batch, its programme and its institution.
    private static string Suffix(string payment) => payment[payment.IndexOf('.', StringComparison.Ordinal)..];
}
