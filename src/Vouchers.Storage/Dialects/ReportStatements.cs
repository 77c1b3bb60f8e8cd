namespace Vouchers.Storage;

/// <summary>The statements of the finance reports, in words that both engines take.</summary>
internal static class ReportStatements
{
    /// <summary>
    /// The redemptions of a payment (<c>@item</c>). One that came to nothing (95, 96) let go of its redemptions; the
    /// journal keeps which they were, in the lines right before its own (90). A voucher may have been used again
    /// since, so the redemption is the one that stood at that time. What earned by force majeure (3) says why; that it
    /// was not declined (2) is said besides, for the index that holds only those.
    /// </summary>
    public const string Remittance = """
        SELECT r.id, r.receipt, r.voucher_id, r.branch_id, COALESCE(b.name, r.branch_id), r.session_id, s.course_id,
            COALESCE(c.title, s.course_id), r.redeemed_at, r.amount_minor, r.state,
            COALESCE(f.reason, '')
        FROM (
            SELECT n.id FROM redemption n WHERE n.payout_item_id = @item
            UNION ALL
            SELECT x.id
            FROM payout_item i
            INNER JOIN journal e ON e.subject = i.id AND e.event IN (95, 96, 106)
            INNER JOIN journal u ON u.lane = e.lane
                AND u.sequence >= e.sequence - i.redemptions AND u.sequence < e.sequence
                AND u.event = 90 AND u.note = i.id
            INNER JOIN voucher v ON v.id = CAST(u.subject AS varchar(81))
            INNER JOIN redemption x ON x.citizen_id = v.citizen_id AND x.voucher_id = v.id
                AND x.redeemed_at <= u.at AND (x.voided_at IS NULL OR x.voided_at >= u.at)
            WHERE i.id = @item) paid
        INNER JOIN redemption r ON r.id = paid.id
        INNER JOIN session s ON s.id = r.session_id
        LEFT JOIN branch b ON b.id = r.branch_id
        LEFT JOIN course c ON c.id = s.course_id
        LEFT JOIN force_majeure f ON f.redemption_id = r.id AND f.state <> 2 AND f.state = 3
        ORDER BY r.branch_id, r.redeemed_at, r.id
        """;

    /// <summary>The ids of nettings begin with their payment's.</summary>
    public const string Deductions = """
        SELECT c.id, c.redemption_id, c.payment_id, COALESCE(r.receipt, ''), r.voucher_id, c.reason, n.amount_minor
        FROM payout_item i
        INNER JOIN netting n ON n.batch_id = i.batch_id AND n.item_id = i.id
        INNER JOIN claw_back c ON c.id = n.claw_back_id
        LEFT JOIN redemption r ON r.id = c.redemption_id
        WHERE i.id = @item
        ORDER BY n.id
        """;

    /// <summary>
    /// What is owed by age, and the accounts that it must add up to (16, 17, 19), in one statement so that both are of
    /// one moment. Redemptions in no payment are found by the index of what is payable (2). The cross join makes SQLite
    /// begin with the payments, which are few, and not with all redemptions that were ever paid.
    /// </summary>
    public const string Ageing = """
        SELECT kind, institution_id, currency, bucket, CAST(COUNT(*) AS bigint), CAST(SUM(amount) AS bigint)
        FROM (
            SELECT kind, institution_id, currency, amount,
                CASE WHEN since > @after7 THEN 0 WHEN since > @after30 THEN 1 WHEN since > @after60 THEN 2
                    WHEN since > @after90 THEN 3 ELSE 4 END AS bucket
            FROM (
                SELECT 1 AS kind, r.institution_id, r.currency, r.amount_minor AS amount,
                    COALESCE(r.earned_at, r.redeemed_at) AS since
                FROM redemption r WHERE r.state = 2
                UNION ALL
                SELECT 2, r.institution_id, r.currency, r.amount_minor, COALESCE(r.earned_at, r.redeemed_at)
                FROM payout_item i CROSS JOIN redemption r
                WHERE i.state = 1 AND r.payout_item_id = i.id
                UNION ALL
                SELECT 3, i.institution_id, i.currency, i.gross_minor - i.netted_minor,
                    COALESCE(b.exported_at, b.made_at)
                FROM payout_item i INNER JOIN payout_batch b ON b.id = i.batch_id
                WHERE i.state IN (2, 3)
                UNION ALL
                SELECT 4, c.institution_id, c.currency, c.open_minor, COALESCE(c.decided_at, c.requested_at)
                FROM claw_back c WHERE c.open_minor <> 0) owed) aged
        GROUP BY kind, institution_id, currency, bucket
        UNION ALL
        SELECT 10 + CAST(a.id & 255 AS int), n.id, p.currency, 0, CAST(0 AS bigint), CAST(SUM(a.balance) AS bigint)
        FROM account a
        INNER JOIN programme p ON p.number = a.id / 65536 / 65536
        INNER JOIN institution n ON n.number = a.id / 256 % 16777216
        WHERE (a.id & 255) IN (6, 7, 9)
        GROUP BY a.id & 255, n.id, p.currency
        ORDER BY 2, 3, 1, 4
        """;

    /// <summary>Accounts of programmes by kind. Those of a funding account have no programme's number.</summary>
    public const string ProgrammeBalances = """
        SELECT p.id, CAST(a.id & 255 AS int), CAST(SUM(a.balance) AS bigint)
        FROM account a
        INNER JOIN programme p ON p.number = a.id / 65536 / 65536
        GROUP BY p.id, a.id & 255
        ORDER BY 1, 2
        """;

    /// <summary>Each account's lines in the journal before a time, and the balance that is kept of it.</summary>
    public const string TrialBalance = """
        SELECT t.account, CAST(SUM(t.debit) AS bigint), CAST(SUM(t.credit) AS bigint), COALESCE(a.balance, 0)
        FROM (
            SELECT debit AS account, SUM(amount) AS debit, CAST(0 AS bigint) AS credit FROM journal
            WHERE debit IS NOT NULL AND at < @until
            GROUP BY debit
            UNION ALL
            SELECT credit, CAST(0 AS bigint), SUM(amount) FROM journal
            WHERE credit IS NOT NULL AND at < @until
            GROUP BY credit
            UNION ALL
            SELECT id, CAST(0 AS bigint), CAST(0 AS bigint) FROM account) t
        LEFT JOIN account a ON a.id = t.account
        GROUP BY t.account, COALESCE(a.balance, 0)
        ORDER BY t.account
        """;

    /// <summary>Each with its name, for the tests that show and parse them.</summary>
    public static IEnumerable<(string Name, string Sql)> All() =>
    [
        (nameof(Remittance), Remittance), (nameof(Deductions), Deductions), (nameof(Ageing), Ageing),
        (nameof(ProgrammeBalances), ProgrammeBalances), (nameof(TrialBalance), TrialBalance),
    ];
}
