using Vouchers.Ledger;

namespace Vouchers.Storage;

/// <summary>
/// The statements that both engines take in the same words, save for how a page of rows ends.
/// </summary>
internal sealed class Statements(SqlDialect dialect)
{
    public const string NextLane = "SELECT COALESCE(MAX(number), 0) + 1 FROM lane";

    public const string OpenLane = "INSERT INTO lane (number, opened_at, name) VALUES (@number, @openedAt, @name)";

    public const string Balances = "SELECT id, balance FROM account ORDER BY id";

    /// <summary>Expired and revoked are for good; a held voucher is told before a redeemed one.</summary>
    public const string StatusPlaces = """
        SELECT status_index,
            CASE WHEN state IN (4, 5) THEN 1 WHEN suspended = 1 THEN 2 WHEN state = 3 THEN 3 ELSE 1 END AS status
        FROM voucher
        WHERE status_list = @statusList AND (state NOT IN (1, 2) OR suspended = 1)
        ORDER BY status_index
        """;

    public const string Eligible = """
        SELECT target_group, CAST(COUNT(*) AS bigint) FROM membership
        WHERE valid_from <= @now AND valid_until > @now
        GROUP BY target_group
        """;

    public static readonly string Funnel = $"""
        SELECT v.target_group,
            CAST(COUNT(*) AS bigint),
            CAST(SUM(CASE WHEN {Counted(TakeUp.Viewed)} THEN 1 ELSE 0 END) AS bigint),
            CAST(SUM(CASE WHEN {Counted(TakeUp.Redeemed)} THEN 1 ELSE 0 END) AS bigint),
            CAST(SUM(CASE WHEN {Counted(TakeUp.Completed)} THEN 1 ELSE 0 END) AS bigint),
            CAST(SUM(CASE WHEN {Counted(TakeUp.Certified)} THEN 1 ELSE 0 END) AS bigint)
        FROM voucher v
        LEFT JOIN enrolment e ON e.session_id = v.session_id AND e.citizen_id = v.citizen_id
        WHERE v.programme_id = @programme
        GROUP BY v.target_group
        """;

    /// <summary>The citizens behind <see cref="Eligible"/> of one group, in the order of its index.</summary>
    public string EligiblePage { get; } = $"""
        SELECT {Columns(EntityTables.Citizens, "c.")} FROM membership m
        INNER JOIN citizen c ON c.id = m.citizen_id
        WHERE m.target_group = @w0 AND m.valid_from <= @now AND m.valid_until > @now AND m.id > @after
        ORDER BY m.id
        {dialect.Page}
        """;

    /// <summary>The chain of one lane, after a batch.</summary>
    public string ChainPage { get; } = $"""
        SELECT {Columns(BookTables.Batches)} FROM journal_batch
        WHERE lane = @lane AND number > @after
        ORDER BY number
        {dialect.Page}
        """;

    public const string LaneNumbers = "SELECT number FROM lane ORDER BY number";

    /// <summary>A stretch of a lane's rows.</summary>
    public static readonly string LaneRows = $"""
        SELECT {Columns(BookTables.Journal)} FROM journal
        WHERE lane = @lane AND sequence >= @from AND sequence < @to
        ORDER BY sequence
        """;

    public const string StrayRows = """
        SELECT CAST(COUNT(*) AS bigint) FROM journal j
        WHERE NOT EXISTS (SELECT 1 FROM lane l WHERE l.number = j.lane)
        """;

    /// <summary>
    /// The last batch of each lane that is not that of its newest checkpoint, with what is now at the checkpoint's
    /// place. The cross join makes SQLite begin with the lanes, which are few, and not with the batches.
    /// </summary>
    public const string UnsignedHeads = """
        SELECT b.lane, b.number, b.hash, c.number, c.at, c.cose, k.hash
        FROM lane l
        CROSS JOIN journal_batch b
        LEFT JOIN journal_checkpoint c ON c.lane = l.number
            AND c.number = (SELECT MAX(y.number) FROM journal_checkpoint y WHERE y.lane = l.number)
        LEFT JOIN journal_batch k ON k.lane = c.lane AND k.number = c.number
        WHERE b.lane = l.number
            AND b.number = (SELECT MAX(x.number) FROM journal_batch x WHERE x.lane = l.number)
            AND (c.number IS NULL OR c.number <> b.number)
        ORDER BY b.lane
        """;

    public const string ProgrammeNumbers = "SELECT id, number FROM programme";

    public const string InstitutionNumbers = "SELECT id, number FROM institution";

    public const string SessionSeats = """
        SELECT s.id, s.capacity, s.enrolled, CAST(COUNT(e.id) AS bigint)
        FROM session s
        LEFT JOIN enrolment e ON e.session_id = s.id AND e.state BETWEEN 1 AND 4
        GROUP BY s.id, s.capacity, s.enrolled
        ORDER BY s.id
        """;

    /// <summary>
    /// All that is known of each voucher, voucher after voucher: its row, its redemptions, and its journal lines
    /// counted by what they are. The last byte of an account's id is its kind.
    /// </summary>
    public const string VoucherTraces = """
        SELECT id AS voucher, 0 AS kind, state, CAST(suspended AS bigint) AS n1, CAST(0 AS bigint) AS n2,
            face_minor AS amount, CAST(1 AS bigint) AS lines, programme_id AS t1, NULL AS t2, redemption_id AS t3
        FROM voucher
        UNION ALL
        SELECT voucher_id, 1, state, CAST(0 AS bigint), CAST(0 AS bigint), amount_minor, CAST(1 AS bigint),
            programme_id, institution_id, id
        FROM redemption
        UNION ALL
        SELECT subject, 2, event, COALESCE(debit, 0) & 255, COALESCE(credit, 0) & 255, amount,
            CAST(COUNT(*) AS bigint), NULL, NULL, NULL
        FROM journal
        WHERE event BETWEEN 40 AND 66 OR event = 103
        GROUP BY subject, event, COALESCE(debit, 0) & 255, COALESCE(credit, 0) & 255, amount
        ORDER BY 1, 2
        """;

    /// <summary>Each payment, with what the redemptions that name it add up to.</summary>
    public const string Payments = """
        SELECT i.id, i.programme_id, i.institution_id, i.state, i.gross_minor, i.netted_minor,
            CAST(i.redemptions AS bigint), CAST(COUNT(r.id) AS bigint),
            CAST(COALESCE(SUM(r.amount_minor), 0) AS bigint),
            CAST(COALESCE(SUM(CASE WHEN r.state = 3 THEN 1 ELSE 0 END), 0) AS bigint),
            CAST(COALESCE(SUM(CASE WHEN r.state IN (4, 6) THEN 1 ELSE 0 END), 0) AS bigint)
        FROM payout_item i LEFT JOIN redemption r ON r.payout_item_id = i.id
        GROUP BY i.id, i.programme_id, i.institution_id, i.state, i.gross_minor, i.netted_minor, i.redemptions
        ORDER BY i.id
        """;

    /// <summary>Redemptions that say that they are in a payment, and name none.</summary>
    public const string StrayRedemptions =
        "SELECT CAST(COUNT(*) AS bigint) FROM redemption WHERE state IN (3, 4) AND payout_item_id IS NULL";

    /// <summary>What institutions are to give back.</summary>
    public const string OpenClawBacks = """
        SELECT programme_id, institution_id, CAST(SUM(open_minor) AS bigint) FROM claw_back
        WHERE open_minor <> 0
        GROUP BY programme_id, institution_id
        """;

    /// <summary>What is in suspense (3, 4), and what stands in the adjustment by booked matches (2, 4).</summary>
    public const string FundingSums = """
        SELECT f.number,
            CAST(COALESCE((SELECT SUM(l.amount_minor) FROM statement_line l
                WHERE l.funding_account_id = f.id AND l.state IN (3, 4)), 0) AS bigint),
            CAST(COALESCE((SELECT SUM(m.difference_minor) FROM payment_match m
                WHERE m.funding_account_id = f.id AND m.state IN (2, 4)), 0) AS bigint)
        FROM funding_account f
        ORDER BY f.number
        """;

    /// <summary>Statements that were not discarded (4), with their open lines (1, 3, 4).</summary>
    public const string StatementLines = """
        SELECT s.id, CAST(s.unexplained AS bigint),
            CAST(COALESCE(SUM(CASE WHEN l.state IN (1, 3, 4) THEN 1 ELSE 0 END), 0) AS bigint),
            s.own_minor, CAST(COALESCE(SUM(l.amount_minor), 0) AS bigint)
        FROM statement s
        LEFT JOIN statement_line l ON l.statement_id = s.id
        WHERE s.state <> 4
        GROUP BY s.id, s.unexplained, s.own_minor
        ORDER BY s.id
        """;

    /// <summary>Booked matches (2, 4), with their lines (1) less what explains them.</summary>
    public const string MatchSums = """
        SELECT m.id, m.difference_minor,
            CAST(COALESCE(SUM(CASE WHEN p.kind = 1 THEN p.amount_minor ELSE -p.amount_minor END), 0) AS bigint)
        FROM payment_match m
        LEFT JOIN match_part p ON p.match_id = m.id
        WHERE m.state IN (2, 4)
        GROUP BY m.id, m.difference_minor
        ORDER BY m.id
        """;

    /// <summary>Where a lane's chain ends.</summary>
    public string LaneHead { get; } = $"""
        SELECT number, hash, first_sequence + row_count FROM journal_batch
        WHERE lane = @lane
        ORDER BY number DESC
        {dialect.Page}
        """;

    /// <summary>The filters are the same as those of the two partial indexes, or they would not be used.</summary>
    public string Lapsed { get; } = $"""
        SELECT id FROM (
            SELECT id FROM voucher WHERE state IN (1, 2) AND valid_until <= @now
            ORDER BY valid_until
            {dialect.Page}) lapsed
        UNION
        SELECT id FROM (
            SELECT id FROM voucher WHERE state = 2 AND reserved_until <= @now
            ORDER BY reserved_until
            {dialect.Page}) timed_out
        ORDER BY id
        {dialect.Page}
        """;

    /// <summary>The filter is the one of the partial index, or it would not be used.</summary>
    public string Payable { get; } = $"""
        SELECT id FROM redemption WHERE state = 2 AND id > @after
        ORDER BY id
        {dialect.Page}
        """;

    /// <summary>Batches are few; those that were cancelled (7) and still hold payments are next to none.</summary>
    public string UnfreedBatches { get; } = $"""
        SELECT {Columns(FinanceTables.PayoutBatches)} FROM payout_batch
        WHERE state = 7 AND open_items > 0
        ORDER BY id
        {dialect.Page}
        """;

    /// <summary>
    /// Lines that nothing explains, of statements that may be matched. The filter is the partial index's.
    /// </summary>
    public string OpenLines { get; } = $"""
        SELECT {Columns(ReconciliationTables.Lines, "l.")} FROM statement_line l
        WHERE l.funding_account_id = @funding AND l.state IN (1, 3, 4) AND l.id > @after
            AND EXISTS (SELECT 1 FROM statement s WHERE s.id = l.statement_id AND s.state = 2)
        ORDER BY l.id
        {dialect.Page}
        """;

    /// <summary>
    /// Payments on their way (2, 3), and those that ended at the bank since a time (4, 5, 6). Ids begin with their
    /// batch's.
    /// </summary>
    public string ExpectedPayments { get; } = $"""
        SELECT {Columns(FinanceTables.PayoutItems, "i.")} FROM payout_batch b
        INNER JOIN payout_item i ON i.batch_id = b.id
        WHERE b.funding_account_id = @funding AND i.id > @after
            AND (i.state IN (2, 3) OR (i.state IN (4, 5, 6, 9) AND i.ended_at >= @since))
        ORDER BY i.id
        {dialect.Page}
        """;

    /// <summary>Discrepancies that people work on. The filter is the partial index's.</summary>
    public string OpenDiscrepancies { get; } = $"""
        SELECT {Columns(ReconciliationTables.Discrepancies)} FROM discrepancy
        WHERE funding_account_id = @funding AND state IN (1, 2) AND id > @after
        ORDER BY id
        {dialect.Page}
        """;

    /// <summary>Every named statement, for the tests that show and parse them.</summary>
    public IEnumerable<(string Name, string Sql)> All() =>
    [
        (nameof(NextLane), NextLane), (nameof(OpenLane), OpenLane), (nameof(LaneHead), LaneHead),
        (nameof(Balances), Balances), (nameof(StatusPlaces), StatusPlaces), (nameof(Eligible), Eligible),
        (nameof(Funnel), Funnel), (nameof(Lapsed), Lapsed), (nameof(ChainPage), ChainPage),
        (nameof(LaneNumbers), LaneNumbers), (nameof(LaneRows), LaneRows), (nameof(StrayRows), StrayRows),
        (nameof(ProgrammeNumbers), ProgrammeNumbers), (nameof(InstitutionNumbers), InstitutionNumbers),
        (nameof(SessionSeats), SessionSeats), (nameof(VoucherTraces), VoucherTraces), (nameof(Payable), Payable),
        (nameof(Payments), Payments), (nameof(StrayRedemptions), StrayRedemptions),
        (nameof(OpenClawBacks), OpenClawBacks), (nameof(FundingSums), FundingSums),
        (nameof(StatementLines), StatementLines), (nameof(MatchSums), MatchSums), (nameof(OpenLines), OpenLines),
        (nameof(UnfreedBatches), UnfreedBatches),
        (nameof(ExpectedPayments), ExpectedPayments), (nameof(OpenDiscrepancies), OpenDiscrepancies),
        (nameof(UnsignedHeads), UnsignedHeads), (nameof(CheckpointPage), CheckpointPage(newestOnly: false)),
        ("NewestCheckpoints", CheckpointPage(newestOnly: true)),
        ("JournalPage", JournalPage(new JournalQuery(1, "s", 0, 0, 1, AccountId.FromPacked((1L << 32) | 1)))),
        (nameof(EligiblePage), EligiblePage), (nameof(TakeUpPage), TakeUpPage(TakeUp.Completed, ofGroup: true)),
        ("List", List(EntityTables.Vouchers, ["citizen_id", "state"], true)),
        ("Count", Count(EntityTables.Vouchers, ["citizen_id", "state"])),
        .. ReportStatements.All(),
    ];

    /// <summary>Journal rows after a position.</summary>
    public string JournalPage(JournalQuery query)
    {
        var lane = query.Lane is null ? "" : " AND lane = @lane";
        var subject = query.Subject is null ? "" : " AND subject = @subject";
        var account = query.Account is null ? "" : " AND (debit = @account OR credit = @account)";
        return $"""
            SELECT {Columns(BookTables.Journal)} FROM journal
            WHERE (lane > @afterLane OR (lane = @afterLane AND sequence > @afterSequence)){lane}{subject}{account}
            ORDER BY lane, sequence
            {dialect.Page}
            """;
    }

    /// <summary>Checkpoints after a position.</summary>
    public string CheckpointPage(bool newestOnly)
    {
        const string Newest = """

                AND NOT EXISTS (SELECT 1 FROM journal_checkpoint n WHERE n.lane = c.lane AND n.number > c.number)
            """;
        return $"""
            SELECT {Columns(BookTables.Checkpoints)} FROM journal_checkpoint c
            WHERE (lane > @afterLane OR (lane = @afterLane AND number > @afterNumber)){(newestOnly ? Newest : "")}
            ORDER BY lane, number
            {dialect.Page}
            """;
    }

    /// <summary>The vouchers behind a count of <see cref="Funnel"/>, in the order of the programme's index.</summary>
    public string TakeUpPage(TakeUp step, bool ofGroup) => $"""
        SELECT {Columns(EntityTables.Vouchers, "v.")} FROM voucher v
        LEFT JOIN enrolment e ON e.session_id = v.session_id AND e.citizen_id = v.citizen_id
        WHERE v.programme_id = @w0{(ofGroup ? " AND v.target_group = @w1" : "")} AND {Counted(step)} AND v.id > @after
        ORDER BY v.id
        {dialect.Page}
        """;

    private static string Counted(TakeUp step) => step switch
    {
        TakeUp.Viewed => "v.viewed_at IS NOT NULL",
        TakeUp.Redeemed => "v.state = 3",
        TakeUp.Completed => "e.state IN (3, 4)",
        TakeUp.Certified => "e.state = 4",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The funnel has no such step."),
    };

    /// <summary>A page of rows whose columns equal <c>@w0</c>, <c>@w1</c> and so on.</summary>
    public string List(EntityTable table, IReadOnlyList<string> where, bool after) => $"""
        SELECT {Columns(table)} FROM {table.Name}
        {Where(table, where, after)}ORDER BY id
        {dialect.Page}
        """;

    /// <summary>How many rows have these values.</summary>
    public static string Count(EntityTable table, IReadOnlyList<string> where) =>
        $"SELECT CAST(COUNT(*) AS bigint) FROM {table.Name}\n{Where(table, where, false)}".TrimEnd();

    /// <summary>The columns are looked up in the table, so no caller's text gets into a statement.</summary>
    private static string Where(EntityTable table, IReadOnlyList<string> where, bool after)
    {
        var terms = where.Select((column, i) => $"{table[column].Name} = @w{i}");
        if (after)
            terms = terms.Append("id > @after");
        var text = string.Join(" AND ", terms);
        return text.Length == 0 ? "" : $"WHERE {text}\n";
    }

    private static string Columns(Table table, string prefix = "") =>
        string.Join(", ", table.Columns.Select(c => prefix + c.Name));
}
