using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>The tables of bank statements and of their reconciliation.</summary>
internal static class ReconciliationTables
{
    private const int PartIdsLength = Discrepancy.MaxParts * (Id<PayoutItem>.MaxLength + 1);

    public static readonly EntityTable<Statement> Statements = new(
        "statement",
        new ColumnList<Statement>()
            .Id("funding_account_id", r => r.FundingAccountId, isFixed: true)
            .Id("period_id", r => r.PeriodId, isFixed: true)
            .Ascii("file_hash", 64, r => r.FileHash, isFixed: true)
            .Int("ordinal", r => r.Ordinal, isFixed: true)
            .Text("bank_id", LineDetails.MaxId, r => r.BankId)
            .Int("from_day", r => r.From.DayNumber)
            .Int("to_day", r => r.To.DayNumber)
            .OptionalLong("opening_minor", r => r.OpeningMinorUnits)
            .OptionalLong("closing_minor", r => r.ClosingMinorUnits)
            .Currency(r => r.Currency)
            .Int("lines", r => r.Lines)
            .Int("added", r => r.Added)
            .Int("duplicates", r => r.Duplicates)
            .Long("own_minor", r => r.OwnMinorUnits)
            .Int("unexplained", r => r.Unexplained)
            .Text("verdict", Statement.MaxVerdict, r => r.Verdict)
            .Int("state", r => (int)r.State)
            .Text("imported_by", 200, r => r.ImportedBy)
            .Time("imported_at", r => r.ImportedAt)
            .Text("decided_by", 200, r => r.DecidedBy)
            .Time("decided_at", r => r.DecidedAt),
        r => new Statement(
            r.Id<Statement>(), r.Id<FundingAccount>(), r.Id<Period>(), r.Text(), r.Int(), r.Text(), Day(r), Day(r),
            r.OptionalLong(), r.OptionalLong(), r.Currency(), r.Int(), r.Int(), r.Int(), r.Long(), r.Int(), r.Text(),
            (StatementState)r.Int(), r.Text(), r.Time(), r.Text(), r.OptionalTime()));

    public static readonly EntityTable<StatementLine> Lines = new(
        "statement_line",
        new ColumnList<StatementLine>()
            .Id("funding_account_id", r => r.FundingAccountId, isFixed: true)
            .Id("statement_id", r => r.StatementId)
            .Id("period_id", r => r.PeriodId)
            .Int("sequence", r => r.Sequence)
            .Long("amount_minor", r => r.Details.AmountMinorUnits)
            .Int("booking_day", r => r.Details.BookingDate.DayNumber)
            .OptionalLong("value_day", r => r.Details.ValueDate?.DayNumber)
            .Text("end_to_end_id", LineDetails.MaxId, r => r.Details.EndToEndId)
            .Text("reference_texts", LineDetails.MaxReferences, r => r.Details.References)
            .Text("batch_reference", LineDetails.MaxId, r => r.Details.BatchReference)
            .Int("transaction_count", r => r.Details.TransactionCount)
            .Text("counterparty_name", LineDetails.MaxName, r => r.Details.CounterpartyName)
            .Text("counterparty_account", LineDetails.MaxAccount, r => r.Details.CounterpartyAccount)
            .Text("remittance_text", LineDetails.MaxText, r => r.Details.Text)
            .Bool("reversal", r => r.Details.IsReversal)
            .Text("return_reason", LineDetails.MaxId, r => r.Details.ReturnReason)
            .Text("original_end_to_end_id", LineDetails.MaxId, r => r.Details.OriginalEndToEndId)
            .Int("state", r => (int)r.State)
            .Id("match_id", r => r.MatchId),
        r => new StatementLine(
            r.Id<StatementLine>(), r.Id<FundingAccount>(), r.Id<Statement>(), r.Id<Period>(), r.Int(),
            new LineDetails(
                r.Long(), Day(r), OptionalDay(r), r.Text(), r.Text(), r.Text(), r.Int(), r.Text(), r.Text(), r.Text(),
                r.Bool(), r.Text(), r.Text()),
            (StatementLineState)r.Int(), r.OptionalId<Match>()));

    public static readonly EntityTable<Match> Matches = new(
        "payment_match",
        new ColumnList<Match>()
            .Id("funding_account_id", r => r.FundingAccountId, isFixed: true)
            .Int("kind", r => (int)r.Kind, isFixed: true)
            .Ascii("pass", 40, r => r.Pass, isFixed: true)
            .Int("score", r => r.Score)
            .Text("signals", Match.MaxSignals, r => r.Signals)
            .Long("difference_minor", r => r.DifferenceMinorUnits)
            .Int("state", r => (int)r.State)
            .Text("made_by", 200, r => r.MadeBy)
            .Time("made_at", r => r.MadeAt)
            .Text("decided_by", 200, r => r.DecidedBy)
            .Time("decided_at", r => r.DecidedAt)
            .Text("undo_by", 200, r => r.UndoBy)
            .Text("undo_reason", 400, r => r.UndoReason),
        r => new Match(
            r.Id<Match>(), r.Id<FundingAccount>(), (MatchKind)r.Int(), r.Text(), r.Int(), r.Text(), r.Long(),
            (MatchState)r.Int(), r.Text(), r.Time(), r.Text(), r.OptionalTime(), r.Text(), r.Text()));

    public static readonly EntityTable<MatchPart> Parts = new(
        "match_part",
        new ColumnList<MatchPart>()
            .Id("match_id", r => r.MatchId, isFixed: true)
            .Int("kind", r => (int)r.Kind, isFixed: true)
            .Ascii("reference", Id<PayoutItem>.MaxLength, r => r.Reference, isFixed: true)
            .Long("amount_minor", r => r.AmountMinorUnits),
        r =>
        {
            r.Skip();
            return new MatchPart(r.Id<Match>(), (MatchPartKind)r.Int(), r.Text(), r.Long());
        },
        EntityTables.JoinedKey(ColumnType.Ascii));

    public static readonly EntityTable<Discrepancy> Discrepancies = new(
        "discrepancy",
        new ColumnList<Discrepancy>()
            .Id("funding_account_id", r => r.FundingAccountId, isFixed: true)
            .Id("period_id", r => r.PeriodId)
            .Int("type", r => (int)r.Type, isFixed: true)
            .Ascii("lines", PartIdsLength, r => r.Lines, isFixed: true)
            .Ascii("payments", PartIdsLength, r => r.Payments, isFixed: true)
            .Long("difference_minor", r => r.DifferenceMinorUnits)
            .Text("signals", Match.MaxSignals, r => r.Signals)
            .Text("owner", 200, r => r.Owner)
            .Time("opened_at", r => r.OpenedAt)
            .Int("state", r => (int)r.State)
            .Int("resolution", r => (int)r.Resolution)
            .Text("reason", 400, r => r.Reason)
            .Text("proposed_by", 200, r => r.ProposedBy)
            .Time("proposed_at", r => r.ProposedAt)
            .Text("decided_by", 200, r => r.DecidedBy)
            .Time("decided_at", r => r.DecidedAt),
        r => new Discrepancy(
            r.Id<Discrepancy>(), r.Id<FundingAccount>(), r.Id<Period>(), (DiscrepancyType)r.Int(), r.Text(), r.Text(),
            r.Long(), r.Text(), r.Text(), r.Time(), (DiscrepancyState)r.Int(), (Resolution)r.Int(), r.Text(), r.Text(),
            r.OptionalTime(), r.Text(), r.OptionalTime()));

    public static readonly EntityTable<Period> Periods = new(
        "period",
        new ColumnList<Period>()
            .Id("funding_account_id", r => r.FundingAccountId, isFixed: true)
            .Int("first_day", r => r.FirstDay.DayNumber, isFixed: true)
            .Int("state", r => (int)r.State)
            .OptionalLong("closing_minor", r => r.ClosingMinorUnits)
            .Int("carried_over", r => r.CarriedOver)
            .Text("closed_by", 200, r => r.ClosedBy)
            .Time("closed_at", r => r.ClosedAt)
            .Text("requested_by", 200, r => r.RequestedBy)
            .Text("reason", 400, r => r.Reason),
        r => new Period(
            r.Id<Period>(), r.Id<FundingAccount>(), Day(r), (PeriodState)r.Int(), r.OptionalLong(), r.Int(), r.Text(),
            r.OptionalTime(), r.Text(), r.Text()));

    public static readonly IReadOnlyList<EntityTable> All =
        [Statements, Lines, Matches, Parts, Discrepancies, Periods];

    private static DateOnly Day(RowReader r) => DateOnly.FromDayNumber(r.Int());

    private static DateOnly? OptionalDay(RowReader r) =>
        r.OptionalLong() is { } day ? DateOnly.FromDayNumber(checked((int)day)) : null;
}
