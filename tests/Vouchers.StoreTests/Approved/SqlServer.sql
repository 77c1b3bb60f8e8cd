-- NextLane
SELECT COALESCE(MAX(number), 0) + 1 FROM lane;

-- OpenLane
INSERT INTO lane (number, opened_at, name) VALUES (@number, @openedAt, @name);

-- LaneHead
SELECT number, hash, first_sequence + row_count FROM journal_batch
WHERE lane = @lane
ORDER BY number DESC
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- Balances
SELECT id, balance FROM account ORDER BY id;

-- StatusPlaces
SELECT status_index,
    CASE WHEN state IN (4, 5) THEN 1 WHEN suspended = 1 THEN 2 WHEN state = 3 THEN 3 ELSE 1 END AS status
FROM voucher
WHERE status_list = @statusList AND (state NOT IN (1, 2) OR suspended = 1)
ORDER BY status_index;

-- Eligible
SELECT target_group, CAST(COUNT(*) AS bigint) FROM membership
WHERE valid_from <= @now AND valid_until > @now
GROUP BY target_group;

-- Funnel
SELECT v.target_group,
    CAST(COUNT(*) AS bigint),
    CAST(SUM(CASE WHEN v.viewed_at IS NOT NULL THEN 1 ELSE 0 END) AS bigint),
    CAST(SUM(CASE WHEN v.state = 3 THEN 1 ELSE 0 END) AS bigint),
    CAST(SUM(CASE WHEN e.state IN (3, 4) THEN 1 ELSE 0 END) AS bigint),
    CAST(SUM(CASE WHEN e.state = 4 THEN 1 ELSE 0 END) AS bigint)
FROM voucher v
LEFT JOIN enrolment e ON e.session_id = v.session_id AND e.citizen_id = v.citizen_id
WHERE v.programme_id = @programme
GROUP BY v.target_group;

-- Lapsed
SELECT id FROM (
    SELECT id FROM voucher WHERE state IN (1, 2) AND valid_until <= @now
    ORDER BY valid_until
    OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY) lapsed
UNION
SELECT id FROM (
    SELECT id FROM voucher WHERE state = 2 AND reserved_until <= @now
    ORDER BY reserved_until
    OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY) timed_out
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- ChainPage
SELECT lane, number, previous_hash, hash, first_sequence, row_count, at FROM journal_batch
WHERE lane = @lane AND number > @after
ORDER BY number
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- LaneNumbers
SELECT number FROM lane ORDER BY number;

-- LaneRows
SELECT lane, sequence, batch, event, subject, debit, credit, amount, actor, request_id, at, note FROM journal
WHERE lane = @lane AND sequence >= @from AND sequence < @to
ORDER BY sequence;

-- StrayRows
SELECT CAST(COUNT(*) AS bigint) FROM journal j
WHERE NOT EXISTS (SELECT 1 FROM lane l WHERE l.number = j.lane);

-- ProgrammeNumbers
SELECT id, number FROM programme;

-- InstitutionNumbers
SELECT id, number FROM institution;

-- SessionSeats
SELECT s.id, s.capacity, s.enrolled, CAST(COUNT(e.id) AS bigint)
FROM session s
LEFT JOIN enrolment e ON e.session_id = s.id AND e.state BETWEEN 1 AND 4
GROUP BY s.id, s.capacity, s.enrolled
ORDER BY s.id;

-- VoucherTraces
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
ORDER BY 1, 2;

-- Payable
SELECT id FROM redemption WHERE state = 2 AND id > @after
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- Payments
SELECT i.id, i.programme_id, i.institution_id, i.state, i.gross_minor, i.netted_minor,
    CAST(i.redemptions AS bigint), CAST(COUNT(r.id) AS bigint),
    CAST(COALESCE(SUM(r.amount_minor), 0) AS bigint),
    CAST(COALESCE(SUM(CASE WHEN r.state = 3 THEN 1 ELSE 0 END), 0) AS bigint),
    CAST(COALESCE(SUM(CASE WHEN r.state IN (4, 6) THEN 1 ELSE 0 END), 0) AS bigint)
FROM payout_item i LEFT JOIN redemption r ON r.payout_item_id = i.id
GROUP BY i.id, i.programme_id, i.institution_id, i.state, i.gross_minor, i.netted_minor, i.redemptions
ORDER BY i.id;

-- StrayRedemptions
SELECT CAST(COUNT(*) AS bigint) FROM redemption WHERE state IN (3, 4) AND payout_item_id IS NULL;

-- OpenClawBacks
SELECT programme_id, institution_id, CAST(SUM(open_minor) AS bigint) FROM claw_back
WHERE open_minor <> 0
GROUP BY programme_id, institution_id;

-- FundingSums
SELECT f.number,
    CAST(COALESCE((SELECT SUM(l.amount_minor) FROM statement_line l
        WHERE l.funding_account_id = f.id AND l.state IN (3, 4)), 0) AS bigint),
    CAST(COALESCE((SELECT SUM(m.difference_minor) FROM payment_match m
        WHERE m.funding_account_id = f.id AND m.state IN (2, 4)), 0) AS bigint)
FROM funding_account f
ORDER BY f.number;

-- StatementLines
SELECT s.id, CAST(s.unexplained AS bigint),
    CAST(COALESCE(SUM(CASE WHEN l.state IN (1, 3, 4) THEN 1 ELSE 0 END), 0) AS bigint),
    s.own_minor, CAST(COALESCE(SUM(l.amount_minor), 0) AS bigint)
FROM statement s
LEFT JOIN statement_line l ON l.statement_id = s.id
WHERE s.state <> 4
GROUP BY s.id, s.unexplained, s.own_minor
ORDER BY s.id;

-- MatchSums
SELECT m.id, m.difference_minor,
    CAST(COALESCE(SUM(CASE WHEN p.kind = 1 THEN p.amount_minor ELSE -p.amount_minor END), 0) AS bigint)
FROM payment_match m
LEFT JOIN match_part p ON p.match_id = m.id
WHERE m.state IN (2, 4)
GROUP BY m.id, m.difference_minor
ORDER BY m.id;

-- OpenLines
SELECT l.id, l.funding_account_id, l.statement_id, l.period_id, l.sequence, l.amount_minor, l.booking_day, l.value_day, l.end_to_end_id, l.reference_texts, l.batch_reference, l.transaction_count, l.counterparty_name, l.counterparty_account, l.remittance_text, l.reversal, l.return_reason, l.original_end_to_end_id, l.state, l.match_id, l.version FROM statement_line l
WHERE l.funding_account_id = @funding AND l.state IN (1, 3, 4) AND l.id > @after
    AND EXISTS (SELECT 1 FROM statement s WHERE s.id = l.statement_id AND s.state = 2)
ORDER BY l.id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- UnfreedBatches
SELECT id, funding_account_id, cut_off, pay_on, state, made_by, made_at, cursor_key, items, open_items, failed, redemptions, held_back, total_minor, currency, approved_by, approved_at, exported_at, file_hash, version FROM payout_batch
WHERE state = 7 AND open_items > 0
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- ExpectedPayments
SELECT i.id, i.batch_id, i.programme_id, i.institution_id, i.programme_number, i.institution_number, i.gross_minor, i.currency, i.netted_minor, i.redemptions, i.holder_name, i.account_number, i.bank_code, i.payee_changed_by, i.state, i.reason, i.ended_at, i.version FROM payout_batch b
INNER JOIN payout_item i ON i.batch_id = b.id
WHERE b.funding_account_id = @funding AND i.id > @after
    AND (i.state IN (2, 3) OR (i.state IN (4, 5, 6, 9) AND i.ended_at >= @since))
ORDER BY i.id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- OpenDiscrepancies
SELECT id, funding_account_id, period_id, type, lines, payments, difference_minor, signals, owner, opened_at, state, resolution, reason, proposed_by, proposed_at, decided_by, decided_at, version FROM discrepancy
WHERE funding_account_id = @funding AND state IN (1, 2) AND id > @after
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- UnsignedHeads
SELECT b.lane, b.number, b.hash, c.number, c.at, c.cose, k.hash
FROM lane l
CROSS JOIN journal_batch b
LEFT JOIN journal_checkpoint c ON c.lane = l.number
    AND c.number = (SELECT MAX(y.number) FROM journal_checkpoint y WHERE y.lane = l.number)
LEFT JOIN journal_batch k ON k.lane = c.lane AND k.number = c.number
WHERE b.lane = l.number
    AND b.number = (SELECT MAX(x.number) FROM journal_batch x WHERE x.lane = l.number)
    AND (c.number IS NULL OR c.number <> b.number)
ORDER BY b.lane;

-- CheckpointPage
SELECT lane, number, at, cose FROM journal_checkpoint c
WHERE (lane > @afterLane OR (lane = @afterLane AND number > @afterNumber))
ORDER BY lane, number
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- NewestCheckpoints
SELECT lane, number, at, cose FROM journal_checkpoint c
WHERE (lane > @afterLane OR (lane = @afterLane AND number > @afterNumber))
    AND NOT EXISTS (SELECT 1 FROM journal_checkpoint n WHERE n.lane = c.lane AND n.number > c.number)
ORDER BY lane, number
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- JournalPage
SELECT lane, sequence, batch, event, subject, debit, credit, amount, actor, request_id, at, note FROM journal
WHERE (lane > @afterLane OR (lane = @afterLane AND sequence > @afterSequence)) AND lane = @lane AND subject = @subject AND (debit = @account OR credit = @account)
ORDER BY lane, sequence
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- EligiblePage
SELECT c.id, c.national_id_hash, c.masked_name, c.version FROM membership m
INNER JOIN citizen c ON c.id = m.citizen_id
WHERE m.target_group = @w0 AND m.valid_from <= @now AND m.valid_until > @now AND m.id > @after
ORDER BY m.id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- TakeUpPage
SELECT v.id, v.programme_id, v.citizen_id, v.target_group, v.occupation, v.level, v.face_minor, v.currency, v.issued_at, v.valid_until, v.state, v.suspended, v.status_list, v.status_index, v.code, v.pin_generation, v.pin_failures, v.session_id, v.institution_id, v.reserved_until, v.redemption_id, v.redeemed_at, v.presentation_floor, v.viewed_at, v.version FROM voucher v
LEFT JOIN enrolment e ON e.session_id = v.session_id AND e.citizen_id = v.citizen_id
WHERE v.programme_id = @w0 AND v.target_group = @w1 AND e.state IN (3, 4) AND v.id > @after
ORDER BY v.id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- List
SELECT id, programme_id, citizen_id, target_group, occupation, level, face_minor, currency, issued_at, valid_until, state, suspended, status_list, status_index, code, pin_generation, pin_failures, session_id, institution_id, reserved_until, redemption_id, redeemed_at, presentation_floor, viewed_at, version FROM voucher
WHERE citizen_id = @w0 AND state = @w1 AND id > @after
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- Count
SELECT CAST(COUNT(*) AS bigint) FROM voucher
WHERE citizen_id = @w0 AND state = @w1;

-- Remittance
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
ORDER BY r.branch_id, r.redeemed_at, r.id;

-- Deductions
SELECT c.id, c.redemption_id, c.payment_id, COALESCE(r.receipt, ''), r.voucher_id, c.reason, n.amount_minor
FROM payout_item i
INNER JOIN netting n ON n.batch_id = i.batch_id AND n.item_id = i.id
INNER JOIN claw_back c ON c.id = n.claw_back_id
LEFT JOIN redemption r ON r.id = c.redemption_id
WHERE i.id = @item
ORDER BY n.id;

-- Ageing
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
ORDER BY 2, 3, 1, 4;

-- ProgrammeBalances
SELECT p.id, CAST(a.id & 255 AS int), CAST(SUM(a.balance) AS bigint)
FROM account a
INNER JOIN programme p ON p.number = a.id / 65536 / 65536
GROUP BY p.id, a.id & 255
ORDER BY 1, 2;

-- TrialBalance
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
ORDER BY t.account;

-- LoadBalances
SELECT a.id, a.balance, a.version
FROM OPENJSON(@rows) WITH (k bigint '$.k') b
JOIN account a ON a.id = b.k;

-- LoadAnswers
SELECT r.request_id, r.content_hash, a.refused, a.bytes, a.at
FROM OPENJSON(@rows) WITH (k varchar(32) '$.k') b
JOIN request r ON r.request_id = CONVERT(binary(16), b.k, 2)
JOIN answer a ON a.lane = r.lane AND a.sequence = r.sequence;

-- ForgetAnswers
DELETE r FROM request r
JOIN (SELECT request_id FROM answer WHERE at < @at ORDER BY at, lane, sequence
    OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY) old ON old.request_id = r.request_id;
DELETE a FROM answer a
JOIN (SELECT lane, sequence FROM answer WHERE at < @at ORDER BY at, lane, sequence
    OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY) old ON old.lane = a.lane AND old.sequence = a.sequence;
SELECT @@ROWCOUNT;

-- ApplyBalances 0
UPDATE a SET balance = a.balance + b.delta, version = a.version + 1
FROM account a
JOIN OPENJSON(@rows) WITH (id bigint '$.id', delta bigint '$.delta', expected bigint '$.expected') b
    ON b.id = a.id
WHERE b.expected IS NULL OR b.expected = a.version;

-- ApplyBalances 1
INSERT INTO account (id, balance, version)
SELECT b.id, b.delta, 1
FROM OPENJSON(@rows) WITH (id bigint '$.id', delta bigint '$.delta', expected bigint '$.expected') b
WHERE (b.expected IS NULL OR b.expected = 0) AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = b.id);

-- Insert journal
INSERT INTO journal (lane, sequence, batch, event, subject, debit, credit, amount, actor, request_id, at, note)
SELECT b.lane, b.sequence, b.batch, b.event, b.subject, b.debit, b.credit, b.amount, b.actor, CONVERT(varbinary(16), b.request_id, 2), b.at, b.note
FROM OPENJSON(@rows) WITH (lane int '$.lane', sequence bigint '$.sequence', batch bigint '$.batch', event int '$.event', subject nvarchar(200) '$.subject', debit bigint '$.debit', credit bigint '$.credit', amount bigint '$.amount', actor nvarchar(200) '$.actor', request_id varchar(32) '$.request_id', at bigint '$.at', note nvarchar(400) '$.note') b;

-- Insert journal_batch
INSERT INTO journal_batch (lane, number, previous_hash, hash, first_sequence, row_count, at)
SELECT b.lane, b.number, CONVERT(varbinary(32), b.previous_hash, 2), CONVERT(varbinary(32), b.hash, 2), b.first_sequence, b.row_count, b.at
FROM OPENJSON(@rows) WITH (lane int '$.lane', number bigint '$.number', previous_hash varchar(64) '$.previous_hash', hash varchar(64) '$.hash', first_sequence bigint '$.first_sequence', row_count int '$.row_count', at bigint '$.at') b;

-- Insert request
INSERT INTO request (request_id, content_hash, lane, sequence)
SELECT CONVERT(varbinary(16), b.request_id, 2), CONVERT(varbinary(16), b.content_hash, 2), b.lane, b.sequence
FROM OPENJSON(@rows) WITH (request_id varchar(32) '$.request_id', content_hash varchar(32) '$.content_hash', lane int '$.lane', sequence bigint '$.sequence') b;

-- Insert answer
INSERT INTO answer (lane, sequence, request_id, refused, bytes, at)
SELECT b.lane, b.sequence, CONVERT(varbinary(16), b.request_id, 2), b.refused, CONVERT(varbinary(max), b.bytes, 2), b.at
FROM OPENJSON(@rows) WITH (lane int '$.lane', sequence bigint '$.sequence', request_id varchar(32) '$.request_id', refused int '$.refused', bytes varchar(max) '$.bytes', at bigint '$.at') b;

-- Insert journal_checkpoint
INSERT INTO journal_checkpoint (lane, number, at, cose)
SELECT b.lane, b.number, b.at, CONVERT(varbinary(400), b.cose, 2)
FROM OPENJSON(@rows) WITH (lane int '$.lane', number bigint '$.number', at bigint '$.at', cose varchar(800) '$.cose') b;

-- Insert course
INSERT INTO course (id, title, title_en, occupation, level, class_hours, batch, version)
SELECT b.id, b.title, b.title_en, b.occupation, b.level, b.class_hours, b.batch, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', title nvarchar(400) '$.title', title_en nvarchar(400) '$.title_en', occupation nvarchar(80) '$.occupation', level int '$.level', class_hours int '$.class_hours', batch nvarchar(80) '$.batch', version bigint '$.version') b;

-- Update course
UPDATE t SET title = b.title, title_en = b.title_en, occupation = b.occupation, level = b.level, class_hours = b.class_hours, batch = b.batch, version = t.version + 1
FROM course t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', title nvarchar(400) '$.title', title_en nvarchar(400) '$.title_en', occupation nvarchar(80) '$.occupation', level int '$.level', class_hours int '$.class_hours', batch nvarchar(80) '$.batch', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load course
SELECT t.id, t.title, t.title_en, t.occupation, t.level, t.class_hours, t.batch, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN course t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere course
SELECT t.id
FROM course t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert institution
INSERT INTO institution (id, number, name, kind, accredited_until, suspended, version)
SELECT b.id, b.number, b.name, b.kind, b.accredited_until, b.suspended, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', number int '$.number', name nvarchar(400) '$.name', kind int '$.kind', accredited_until bigint '$.accredited_until', suspended int '$.suspended', version bigint '$.version') b;

-- Update institution
UPDATE t SET number = b.number, name = b.name, kind = b.kind, accredited_until = b.accredited_until, suspended = b.suspended, version = t.version + 1
FROM institution t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', number int '$.number', name nvarchar(400) '$.name', kind int '$.kind', accredited_until bigint '$.accredited_until', suspended int '$.suspended', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load institution
SELECT t.id, t.number, t.name, t.kind, t.accredited_until, t.suspended, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN institution t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere institution
SELECT t.id
FROM institution t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert branch
INSERT INTO branch (id, institution_id, name, address, version)
SELECT b.id, b.institution_id, b.name, b.address, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', institution_id varchar(81) '$.institution_id', name nvarchar(400) '$.name', address nvarchar(1000) '$.address', version bigint '$.version') b;

-- Update branch
UPDATE t SET institution_id = b.institution_id, name = b.name, address = b.address, version = t.version + 1
FROM branch t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', institution_id varchar(81) '$.institution_id', name nvarchar(400) '$.name', address nvarchar(1000) '$.address', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load branch
SELECT t.id, t.institution_id, t.name, t.address, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN branch t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere branch
SELECT t.id
FROM branch t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert device
INSERT INTO device (id, institution_id, branch_id, name, revoked, version)
SELECT b.id, b.institution_id, b.branch_id, b.name, b.revoked, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', name nvarchar(400) '$.name', revoked int '$.revoked', version bigint '$.version') b;

-- Update device
UPDATE t SET institution_id = b.institution_id, branch_id = b.branch_id, name = b.name, revoked = b.revoked, version = t.version + 1
FROM device t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', name nvarchar(400) '$.name', revoked int '$.revoked', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load device
SELECT t.id, t.institution_id, t.branch_id, t.name, t.revoked, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN device t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere device
SELECT t.id
FROM device t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert agency
INSERT INTO agency (id, name, version)
SELECT b.id, b.name, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', name nvarchar(400) '$.name', version bigint '$.version') b;

-- Update agency
UPDATE t SET name = b.name, version = t.version + 1
FROM agency t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', name nvarchar(400) '$.name', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load agency
SELECT t.id, t.name, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN agency t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere agency
SELECT t.id
FROM agency t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert session
INSERT INTO session (id, course_id, institution_id, branch_id, kind, starts_at, ends_at, capacity, enrolled, cancelled, version)
SELECT b.id, b.course_id, b.institution_id, b.branch_id, b.kind, b.starts_at, b.ends_at, b.capacity, b.enrolled, b.cancelled, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', course_id varchar(81) '$.course_id', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', kind int '$.kind', starts_at bigint '$.starts_at', ends_at bigint '$.ends_at', capacity int '$.capacity', enrolled int '$.enrolled', cancelled int '$.cancelled', version bigint '$.version') b;

-- Update session
UPDATE t SET branch_id = b.branch_id, kind = b.kind, starts_at = b.starts_at, ends_at = b.ends_at, capacity = b.capacity, enrolled = b.enrolled, cancelled = b.cancelled, version = t.version + 1
FROM session t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', course_id varchar(81) '$.course_id', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', kind int '$.kind', starts_at bigint '$.starts_at', ends_at bigint '$.ends_at', capacity int '$.capacity', enrolled int '$.enrolled', cancelled int '$.cancelled', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.course_id = b.course_id COLLATE Latin1_General_BIN2 AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2;

-- Load session
SELECT t.id, t.course_id, t.institution_id, t.branch_id, t.kind, t.starts_at, t.ends_at, t.capacity, t.enrolled, t.cancelled, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN session t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere session
SELECT t.id
FROM session t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert programme
INSERT INTO programme (id, number, title, category, currency, valid_from, valid_until, state, rules, version)
SELECT b.id, b.number, b.title, b.category, b.currency, b.valid_from, b.valid_until, b.state, b.rules, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', number int '$.number', title nvarchar(400) '$.title', category int '$.category', currency varchar(3) '$.currency', valid_from bigint '$.valid_from', valid_until bigint '$.valid_until', state int '$.state', rules nvarchar(max) '$.rules' AS JSON, version bigint '$.version') b;

-- Update programme
UPDATE t SET number = b.number, title = b.title, category = b.category, currency = b.currency, valid_from = b.valid_from, valid_until = b.valid_until, state = b.state, rules = b.rules, version = t.version + 1
FROM programme t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', number int '$.number', title nvarchar(400) '$.title', category int '$.category', currency varchar(3) '$.currency', valid_from bigint '$.valid_from', valid_until bigint '$.valid_until', state int '$.state', rules nvarchar(max) '$.rules' AS JSON, version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load programme
SELECT t.id, t.number, t.title, t.category, t.currency, t.valid_from, t.valid_until, t.state, t.rules, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN programme t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere programme
SELECT t.id
FROM programme t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert citizen
INSERT INTO citizen (id, national_id_hash, masked_name, version)
SELECT b.id, b.national_id_hash, b.masked_name, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', national_id_hash varchar(64) '$.national_id_hash', masked_name nvarchar(16) '$.masked_name', version bigint '$.version') b;

-- Update citizen
UPDATE t SET national_id_hash = b.national_id_hash, masked_name = b.masked_name, version = t.version + 1
FROM citizen t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', national_id_hash varchar(64) '$.national_id_hash', masked_name nvarchar(16) '$.masked_name', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load citizen
SELECT t.id, t.national_id_hash, t.masked_name, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN citizen t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere citizen
SELECT t.id
FROM citizen t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert ended_sessions
INSERT INTO ended_sessions (id, ended_at, version)
SELECT b.id, b.ended_at, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', ended_at bigint '$.ended_at', version bigint '$.version') b;

-- Update ended_sessions
UPDATE t SET ended_at = b.ended_at, version = t.version + 1
FROM ended_sessions t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', ended_at bigint '$.ended_at', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load ended_sessions
SELECT t.id, t.ended_at, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN ended_sessions t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere ended_sessions
SELECT t.id
FROM ended_sessions t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert membership
INSERT INTO membership (id, citizen_id, target_group, valid_from, valid_until, evidence, version)
SELECT b.id, b.citizen_id, b.target_group, b.valid_from, b.valid_until, b.evidence, b.version
FROM OPENJSON(@rows) WITH (id nvarchar(200) '$.id', citizen_id varchar(81) '$.citizen_id', target_group nvarchar(80) '$.target_group', valid_from bigint '$.valid_from', valid_until bigint '$.valid_until', evidence nvarchar(400) '$.evidence', version bigint '$.version') b;

-- Update membership
UPDATE t SET valid_from = b.valid_from, valid_until = b.valid_until, evidence = b.evidence, version = t.version + 1
FROM membership t
JOIN OPENJSON(@rows) WITH (id nvarchar(200) '$.id', citizen_id varchar(81) '$.citizen_id', target_group nvarchar(80) '$.target_group', valid_from bigint '$.valid_from', valid_until bigint '$.valid_until', evidence nvarchar(400) '$.evidence', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.citizen_id = b.citizen_id COLLATE Latin1_General_BIN2 AND t.target_group = b.target_group COLLATE Latin1_General_BIN2;

-- Load membership
SELECT t.id, t.citizen_id, t.target_group, t.valid_from, t.valid_until, t.evidence, t.version
FROM OPENJSON(@rows) WITH (k nvarchar(200) '$.k') b
JOIN membership t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere membership
SELECT t.id
FROM membership t
JOIN OPENJSON(@rows) WITH (id nvarchar(200) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert enrolment
INSERT INTO enrolment (id, session_id, citizen_id, institution_id, state, enrolled_at, attended_hours, nominated_by, completed_at, certificate_number, certified_level, agency_id, version)
SELECT b.id, b.session_id, b.citizen_id, b.institution_id, b.state, b.enrolled_at, b.attended_hours, b.nominated_by, b.completed_at, b.certificate_number, b.certified_level, b.agency_id, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', session_id varchar(81) '$.session_id', citizen_id varchar(81) '$.citizen_id', institution_id varchar(81) '$.institution_id', state int '$.state', enrolled_at bigint '$.enrolled_at', attended_hours int '$.attended_hours', nominated_by nvarchar(400) '$.nominated_by', completed_at bigint '$.completed_at', certificate_number nvarchar(200) '$.certificate_number', certified_level int '$.certified_level', agency_id varchar(81) '$.agency_id', version bigint '$.version') b;

-- Update enrolment
UPDATE t SET state = b.state, enrolled_at = b.enrolled_at, attended_hours = b.attended_hours, nominated_by = b.nominated_by, completed_at = b.completed_at, certificate_number = b.certificate_number, certified_level = b.certified_level, agency_id = b.agency_id, version = t.version + 1
FROM enrolment t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', session_id varchar(81) '$.session_id', citizen_id varchar(81) '$.citizen_id', institution_id varchar(81) '$.institution_id', state int '$.state', enrolled_at bigint '$.enrolled_at', attended_hours int '$.attended_hours', nominated_by nvarchar(400) '$.nominated_by', completed_at bigint '$.completed_at', certificate_number nvarchar(200) '$.certificate_number', certified_level int '$.certified_level', agency_id varchar(81) '$.agency_id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.session_id = b.session_id COLLATE Latin1_General_BIN2 AND t.citizen_id = b.citizen_id COLLATE Latin1_General_BIN2 AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2;

-- Load enrolment
SELECT t.id, t.session_id, t.citizen_id, t.institution_id, t.state, t.enrolled_at, t.attended_hours, t.nominated_by, t.completed_at, t.certificate_number, t.certified_level, t.agency_id, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN enrolment t WITH (UPDLOCK) ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere enrolment
SELECT t.id
FROM enrolment t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert voucher
INSERT INTO voucher (id, programme_id, citizen_id, target_group, occupation, level, face_minor, currency, issued_at, valid_until, state, suspended, status_list, status_index, code, pin_generation, pin_failures, session_id, institution_id, reserved_until, redemption_id, redeemed_at, presentation_floor, viewed_at, version)
SELECT b.id, b.programme_id, b.citizen_id, b.target_group, b.occupation, b.level, b.face_minor, b.currency, b.issued_at, b.valid_until, b.state, b.suspended, b.status_list, b.status_index, b.code, b.pin_generation, b.pin_failures, b.session_id, b.institution_id, b.reserved_until, b.redemption_id, b.redeemed_at, b.presentation_floor, b.viewed_at, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', programme_id varchar(81) '$.programme_id', citizen_id varchar(81) '$.citizen_id', target_group nvarchar(80) '$.target_group', occupation nvarchar(80) '$.occupation', level int '$.level', face_minor bigint '$.face_minor', currency varchar(3) '$.currency', issued_at bigint '$.issued_at', valid_until bigint '$.valid_until', state int '$.state', suspended int '$.suspended', status_list int '$.status_list', status_index int '$.status_index', code bigint '$.code', pin_generation int '$.pin_generation', pin_failures int '$.pin_failures', session_id varchar(81) '$.session_id', institution_id varchar(81) '$.institution_id', reserved_until bigint '$.reserved_until', redemption_id varchar(81) '$.redemption_id', redeemed_at bigint '$.redeemed_at', presentation_floor bigint '$.presentation_floor', viewed_at bigint '$.viewed_at', version bigint '$.version') b;

-- Update voucher
UPDATE t SET occupation = b.occupation, level = b.level, face_minor = b.face_minor, currency = b.currency, issued_at = b.issued_at, valid_until = b.valid_until, state = b.state, suspended = b.suspended, pin_generation = b.pin_generation, pin_failures = b.pin_failures, session_id = b.session_id, institution_id = b.institution_id, reserved_until = b.reserved_until, redemption_id = b.redemption_id, redeemed_at = b.redeemed_at, presentation_floor = b.presentation_floor, viewed_at = b.viewed_at, version = t.version + 1
FROM voucher t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', programme_id varchar(81) '$.programme_id', citizen_id varchar(81) '$.citizen_id', target_group nvarchar(80) '$.target_group', occupation nvarchar(80) '$.occupation', level int '$.level', face_minor bigint '$.face_minor', currency varchar(3) '$.currency', issued_at bigint '$.issued_at', valid_until bigint '$.valid_until', state int '$.state', suspended int '$.suspended', status_list int '$.status_list', status_index int '$.status_index', code bigint '$.code', pin_generation int '$.pin_generation', pin_failures int '$.pin_failures', session_id varchar(81) '$.session_id', institution_id varchar(81) '$.institution_id', reserved_until bigint '$.reserved_until', redemption_id varchar(81) '$.redemption_id', redeemed_at bigint '$.redeemed_at', presentation_floor bigint '$.presentation_floor', viewed_at bigint '$.viewed_at', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.programme_id = b.programme_id COLLATE Latin1_General_BIN2 AND t.citizen_id = b.citizen_id COLLATE Latin1_General_BIN2 AND t.target_group = b.target_group COLLATE Latin1_General_BIN2 AND t.status_list = b.status_list AND t.status_index = b.status_index AND t.code = b.code;

-- Load voucher
SELECT t.id, t.programme_id, t.citizen_id, t.target_group, t.occupation, t.level, t.face_minor, t.currency, t.issued_at, t.valid_until, t.state, t.suspended, t.status_list, t.status_index, t.code, t.pin_generation, t.pin_failures, t.session_id, t.institution_id, t.reserved_until, t.redemption_id, t.redeemed_at, t.presentation_floor, t.viewed_at, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN voucher t WITH (UPDLOCK) ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere voucher
SELECT t.id
FROM voucher t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert voucher_credential
INSERT INTO voucher_credential (id, cose, version)
SELECT b.id, CONVERT(varbinary(4000), b.cose, 2), b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', cose varchar(8000) '$.cose', version bigint '$.version') b;

-- Update voucher_credential
UPDATE t SET cose = CONVERT(varbinary(4000), b.cose, 2), version = t.version + 1
FROM voucher_credential t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', cose varchar(8000) '$.cose', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load voucher_credential
SELECT t.id, t.cose, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN voucher_credential t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere voucher_credential
SELECT t.id
FROM voucher_credential t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert redemption
INSERT INTO redemption (id, receipt, voucher_id, citizen_id, programme_id, institution_id, branch_id, device_id, session_id, amount_minor, face_minor, currency, evidence, redeemed_at, redeemed_by, state, voided_at, void_reason, earned_at, payout_item_id, version)
SELECT b.id, b.receipt, b.voucher_id, b.citizen_id, b.programme_id, b.institution_id, b.branch_id, b.device_id, b.session_id, b.amount_minor, b.face_minor, b.currency, b.evidence, b.redeemed_at, b.redeemed_by, b.state, b.voided_at, b.void_reason, b.earned_at, b.payout_item_id, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', receipt varchar(40) '$.receipt', voucher_id varchar(81) '$.voucher_id', citizen_id varchar(81) '$.citizen_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', device_id varchar(81) '$.device_id', session_id varchar(81) '$.session_id', amount_minor bigint '$.amount_minor', face_minor bigint '$.face_minor', currency varchar(3) '$.currency', evidence int '$.evidence', redeemed_at bigint '$.redeemed_at', redeemed_by nvarchar(200) '$.redeemed_by', state int '$.state', voided_at bigint '$.voided_at', void_reason nvarchar(400) '$.void_reason', earned_at bigint '$.earned_at', payout_item_id varchar(81) '$.payout_item_id', version bigint '$.version') b;

-- Update redemption
UPDATE t SET programme_id = b.programme_id, branch_id = b.branch_id, device_id = b.device_id, amount_minor = b.amount_minor, face_minor = b.face_minor, currency = b.currency, evidence = b.evidence, redeemed_at = b.redeemed_at, redeemed_by = b.redeemed_by, state = b.state, voided_at = b.voided_at, void_reason = b.void_reason, earned_at = b.earned_at, payout_item_id = b.payout_item_id, version = t.version + 1
FROM redemption t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', receipt varchar(40) '$.receipt', voucher_id varchar(81) '$.voucher_id', citizen_id varchar(81) '$.citizen_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', device_id varchar(81) '$.device_id', session_id varchar(81) '$.session_id', amount_minor bigint '$.amount_minor', face_minor bigint '$.face_minor', currency varchar(3) '$.currency', evidence int '$.evidence', redeemed_at bigint '$.redeemed_at', redeemed_by nvarchar(200) '$.redeemed_by', state int '$.state', voided_at bigint '$.voided_at', void_reason nvarchar(400) '$.void_reason', earned_at bigint '$.earned_at', payout_item_id varchar(81) '$.payout_item_id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.receipt = b.receipt COLLATE Latin1_General_BIN2 AND t.voucher_id = b.voucher_id COLLATE Latin1_General_BIN2 AND t.citizen_id = b.citizen_id COLLATE Latin1_General_BIN2 AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2 AND t.session_id = b.session_id COLLATE Latin1_General_BIN2;

-- Load redemption
SELECT t.id, t.receipt, t.voucher_id, t.citizen_id, t.programme_id, t.institution_id, t.branch_id, t.device_id, t.session_id, t.amount_minor, t.face_minor, t.currency, t.evidence, t.redeemed_at, t.redeemed_by, t.state, t.voided_at, t.void_reason, t.earned_at, t.payout_item_id, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN redemption t WITH (UPDLOCK) ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere redemption
SELECT t.id
FROM redemption t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert force_majeure
INSERT INTO force_majeure (id, redemption_id, programme_id, institution_id, amount_minor, currency, state, reason, requested_by, requested_at, decided_by, decided_at, version)
SELECT b.id, b.redemption_id, b.programme_id, b.institution_id, b.amount_minor, b.currency, b.state, b.reason, b.requested_by, b.requested_at, b.decided_by, b.decided_at, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', redemption_id varchar(81) '$.redemption_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', amount_minor bigint '$.amount_minor', currency varchar(3) '$.currency', state int '$.state', reason nvarchar(400) '$.reason', requested_by nvarchar(200) '$.requested_by', requested_at bigint '$.requested_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', version bigint '$.version') b;

-- Update force_majeure
UPDATE t SET amount_minor = b.amount_minor, currency = b.currency, state = b.state, reason = b.reason, requested_by = b.requested_by, requested_at = b.requested_at, decided_by = b.decided_by, decided_at = b.decided_at, version = t.version + 1
FROM force_majeure t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', redemption_id varchar(81) '$.redemption_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', amount_minor bigint '$.amount_minor', currency varchar(3) '$.currency', state int '$.state', reason nvarchar(400) '$.reason', requested_by nvarchar(200) '$.requested_by', requested_at bigint '$.requested_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.redemption_id = b.redemption_id COLLATE Latin1_General_BIN2 AND t.programme_id = b.programme_id COLLATE Latin1_General_BIN2 AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2;

-- Load force_majeure
SELECT t.id, t.redemption_id, t.programme_id, t.institution_id, t.amount_minor, t.currency, t.state, t.reason, t.requested_by, t.requested_at, t.decided_by, t.decided_at, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN force_majeure t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere force_majeure
SELECT t.id
FROM force_majeure t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert bulk_issue
INSERT INTO bulk_issue (id, programme_id, target_group, occupation, level, started_by, started_at, state, total, considered, issued, refused, cursor_key, version)
SELECT b.id, b.programme_id, b.target_group, b.occupation, b.level, b.started_by, b.started_at, b.state, b.total, b.considered, b.issued, b.refused, b.cursor_key, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', programme_id varchar(81) '$.programme_id', target_group nvarchar(80) '$.target_group', occupation nvarchar(80) '$.occupation', level int '$.level', started_by nvarchar(200) '$.started_by', started_at bigint '$.started_at', state int '$.state', total int '$.total', considered int '$.considered', issued int '$.issued', refused int '$.refused', cursor_key nvarchar(200) '$.cursor_key', version bigint '$.version') b;

-- Update bulk_issue
UPDATE t SET programme_id = b.programme_id, target_group = b.target_group, occupation = b.occupation, level = b.level, started_by = b.started_by, started_at = b.started_at, state = b.state, total = b.total, considered = b.considered, issued = b.issued, refused = b.refused, cursor_key = b.cursor_key, version = t.version + 1
FROM bulk_issue t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', programme_id varchar(81) '$.programme_id', target_group nvarchar(80) '$.target_group', occupation nvarchar(80) '$.occupation', level int '$.level', started_by nvarchar(200) '$.started_by', started_at bigint '$.started_at', state int '$.state', total int '$.total', considered int '$.considered', issued int '$.issued', refused int '$.refused', cursor_key nvarchar(200) '$.cursor_key', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load bulk_issue
SELECT t.id, t.programme_id, t.target_group, t.occupation, t.level, t.started_by, t.started_at, t.state, t.total, t.considered, t.issued, t.refused, t.cursor_key, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN bulk_issue t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere bulk_issue
SELECT t.id
FROM bulk_issue t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert bulk_issue_reject
INSERT INTO bulk_issue_reject (id, bulk_issue_id, citizen_id, code, message, version)
SELECT b.id, b.bulk_issue_id, b.citizen_id, b.code, b.message, b.version
FROM OPENJSON(@rows) WITH (id varchar(200) '$.id', bulk_issue_id varchar(81) '$.bulk_issue_id', citizen_id varchar(81) '$.citizen_id', code int '$.code', message nvarchar(1000) '$.message', version bigint '$.version') b;

-- Update bulk_issue_reject
UPDATE t SET code = b.code, message = b.message, version = t.version + 1
FROM bulk_issue_reject t
JOIN OPENJSON(@rows) WITH (id varchar(200) '$.id', bulk_issue_id varchar(81) '$.bulk_issue_id', citizen_id varchar(81) '$.citizen_id', code int '$.code', message nvarchar(1000) '$.message', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.bulk_issue_id = b.bulk_issue_id COLLATE Latin1_General_BIN2 AND t.citizen_id = b.citizen_id COLLATE Latin1_General_BIN2;

-- Load bulk_issue_reject
SELECT t.id, t.bulk_issue_id, t.citizen_id, t.code, t.message, t.version
FROM OPENJSON(@rows) WITH (k varchar(200) '$.k') b
JOIN bulk_issue_reject t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere bulk_issue_reject
SELECT t.id
FROM bulk_issue_reject t
JOIN OPENJSON(@rows) WITH (id varchar(200) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert funding_account
INSERT INTO funding_account (id, number, holder_name, account_number, bank_code, currency, cooling_off_hours, version)
SELECT b.id, b.number, b.holder_name, b.account_number, b.bank_code, b.currency, b.cooling_off_hours, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', number int '$.number', holder_name nvarchar(140) '$.holder_name', account_number varchar(34) '$.account_number', bank_code varchar(12) '$.bank_code', currency varchar(3) '$.currency', cooling_off_hours int '$.cooling_off_hours', version bigint '$.version') b;

-- Update funding_account
UPDATE t SET holder_name = b.holder_name, account_number = b.account_number, bank_code = b.bank_code, currency = b.currency, cooling_off_hours = b.cooling_off_hours, version = t.version + 1
FROM funding_account t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', number int '$.number', holder_name nvarchar(140) '$.holder_name', account_number varchar(34) '$.account_number', bank_code varchar(12) '$.bank_code', currency varchar(3) '$.currency', cooling_off_hours int '$.cooling_off_hours', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.number = b.number;

-- Load funding_account
SELECT t.id, t.number, t.holder_name, t.account_number, t.bank_code, t.currency, t.cooling_off_hours, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN funding_account t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere funding_account
SELECT t.id
FROM funding_account t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert payee_account
INSERT INTO payee_account (id, holder_name, account_number, bank_code, changed_by, changed_at, verified_by, verified_at, held_reason, version)
SELECT b.id, b.holder_name, b.account_number, b.bank_code, b.changed_by, b.changed_at, b.verified_by, b.verified_at, b.held_reason, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', holder_name nvarchar(140) '$.holder_name', account_number varchar(34) '$.account_number', bank_code varchar(12) '$.bank_code', changed_by nvarchar(200) '$.changed_by', changed_at bigint '$.changed_at', verified_by nvarchar(200) '$.verified_by', verified_at bigint '$.verified_at', held_reason nvarchar(400) '$.held_reason', version bigint '$.version') b;

-- Update payee_account
UPDATE t SET holder_name = b.holder_name, account_number = b.account_number, bank_code = b.bank_code, changed_by = b.changed_by, changed_at = b.changed_at, verified_by = b.verified_by, verified_at = b.verified_at, held_reason = b.held_reason, version = t.version + 1
FROM payee_account t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', holder_name nvarchar(140) '$.holder_name', account_number varchar(34) '$.account_number', bank_code varchar(12) '$.bank_code', changed_by nvarchar(200) '$.changed_by', changed_at bigint '$.changed_at', verified_by nvarchar(200) '$.verified_by', verified_at bigint '$.verified_at', held_reason nvarchar(400) '$.held_reason', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load payee_account
SELECT t.id, t.holder_name, t.account_number, t.bank_code, t.changed_by, t.changed_at, t.verified_by, t.verified_at, t.held_reason, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN payee_account t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere payee_account
SELECT t.id
FROM payee_account t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert payout_batch
INSERT INTO payout_batch (id, funding_account_id, cut_off, pay_on, state, made_by, made_at, cursor_key, items, open_items, failed, redemptions, held_back, total_minor, currency, approved_by, approved_at, exported_at, file_hash, version)
SELECT b.id, b.funding_account_id, b.cut_off, b.pay_on, b.state, b.made_by, b.made_at, b.cursor_key, b.items, b.open_items, b.failed, b.redemptions, b.held_back, b.total_minor, b.currency, b.approved_by, b.approved_at, b.exported_at, b.file_hash, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', cut_off bigint '$.cut_off', pay_on bigint '$.pay_on', state int '$.state', made_by nvarchar(200) '$.made_by', made_at bigint '$.made_at', cursor_key varchar(81) '$.cursor_key', items int '$.items', open_items int '$.open_items', failed int '$.failed', redemptions int '$.redemptions', held_back int '$.held_back', total_minor bigint '$.total_minor', currency varchar(3) '$.currency', approved_by nvarchar(200) '$.approved_by', approved_at bigint '$.approved_at', exported_at bigint '$.exported_at', file_hash varchar(64) '$.file_hash', version bigint '$.version') b;

-- Update payout_batch
UPDATE t SET cut_off = b.cut_off, pay_on = b.pay_on, state = b.state, made_by = b.made_by, made_at = b.made_at, cursor_key = b.cursor_key, items = b.items, open_items = b.open_items, failed = b.failed, redemptions = b.redemptions, held_back = b.held_back, total_minor = b.total_minor, currency = b.currency, approved_by = b.approved_by, approved_at = b.approved_at, exported_at = b.exported_at, file_hash = b.file_hash, version = t.version + 1
FROM payout_batch t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', cut_off bigint '$.cut_off', pay_on bigint '$.pay_on', state int '$.state', made_by nvarchar(200) '$.made_by', made_at bigint '$.made_at', cursor_key varchar(81) '$.cursor_key', items int '$.items', open_items int '$.open_items', failed int '$.failed', redemptions int '$.redemptions', held_back int '$.held_back', total_minor bigint '$.total_minor', currency varchar(3) '$.currency', approved_by nvarchar(200) '$.approved_by', approved_at bigint '$.approved_at', exported_at bigint '$.exported_at', file_hash varchar(64) '$.file_hash', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.funding_account_id = b.funding_account_id COLLATE Latin1_General_BIN2;

-- Load payout_batch
SELECT t.id, t.funding_account_id, t.cut_off, t.pay_on, t.state, t.made_by, t.made_at, t.cursor_key, t.items, t.open_items, t.failed, t.redemptions, t.held_back, t.total_minor, t.currency, t.approved_by, t.approved_at, t.exported_at, t.file_hash, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN payout_batch t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere payout_batch
SELECT t.id
FROM payout_batch t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert payout_item
INSERT INTO payout_item (id, batch_id, programme_id, institution_id, programme_number, institution_number, gross_minor, currency, netted_minor, redemptions, holder_name, account_number, bank_code, payee_changed_by, state, reason, ended_at, version)
SELECT b.id, b.batch_id, b.programme_id, b.institution_id, b.programme_number, b.institution_number, b.gross_minor, b.currency, b.netted_minor, b.redemptions, b.holder_name, b.account_number, b.bank_code, b.payee_changed_by, b.state, b.reason, b.ended_at, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', batch_id varchar(81) '$.batch_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', programme_number int '$.programme_number', institution_number int '$.institution_number', gross_minor bigint '$.gross_minor', currency varchar(3) '$.currency', netted_minor bigint '$.netted_minor', redemptions int '$.redemptions', holder_name nvarchar(140) '$.holder_name', account_number varchar(34) '$.account_number', bank_code varchar(12) '$.bank_code', payee_changed_by nvarchar(200) '$.payee_changed_by', state int '$.state', reason nvarchar(400) '$.reason', ended_at bigint '$.ended_at', version bigint '$.version') b;

-- Update payout_item
UPDATE t SET gross_minor = b.gross_minor, currency = b.currency, netted_minor = b.netted_minor, redemptions = b.redemptions, holder_name = b.holder_name, account_number = b.account_number, bank_code = b.bank_code, payee_changed_by = b.payee_changed_by, state = b.state, reason = b.reason, ended_at = b.ended_at, version = t.version + 1
FROM payout_item t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', batch_id varchar(81) '$.batch_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', programme_number int '$.programme_number', institution_number int '$.institution_number', gross_minor bigint '$.gross_minor', currency varchar(3) '$.currency', netted_minor bigint '$.netted_minor', redemptions int '$.redemptions', holder_name nvarchar(140) '$.holder_name', account_number varchar(34) '$.account_number', bank_code varchar(12) '$.bank_code', payee_changed_by nvarchar(200) '$.payee_changed_by', state int '$.state', reason nvarchar(400) '$.reason', ended_at bigint '$.ended_at', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.batch_id = b.batch_id COLLATE Latin1_General_BIN2 AND t.programme_id = b.programme_id COLLATE Latin1_General_BIN2 AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2 AND t.programme_number = b.programme_number AND t.institution_number = b.institution_number;

-- Load payout_item
SELECT t.id, t.batch_id, t.programme_id, t.institution_id, t.programme_number, t.institution_number, t.gross_minor, t.currency, t.netted_minor, t.redemptions, t.holder_name, t.account_number, t.bank_code, t.payee_changed_by, t.state, t.reason, t.ended_at, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN payout_item t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere payout_item
SELECT t.id
FROM payout_item t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert claw_back
INSERT INTO claw_back (id, redemption_id, payment_id, programme_id, institution_id, amount_minor, currency, open_minor, planned_minor, returned_minor, state, reason, requested_by, requested_at, decided_by, decided_at, version)
SELECT b.id, b.redemption_id, b.payment_id, b.programme_id, b.institution_id, b.amount_minor, b.currency, b.open_minor, b.planned_minor, b.returned_minor, b.state, b.reason, b.requested_by, b.requested_at, b.decided_by, b.decided_at, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', redemption_id varchar(81) '$.redemption_id', payment_id varchar(81) '$.payment_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', amount_minor bigint '$.amount_minor', currency varchar(3) '$.currency', open_minor bigint '$.open_minor', planned_minor bigint '$.planned_minor', returned_minor bigint '$.returned_minor', state int '$.state', reason nvarchar(400) '$.reason', requested_by nvarchar(200) '$.requested_by', requested_at bigint '$.requested_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', version bigint '$.version') b;

-- Update claw_back
UPDATE t SET redemption_id = b.redemption_id, payment_id = b.payment_id, amount_minor = b.amount_minor, currency = b.currency, open_minor = b.open_minor, planned_minor = b.planned_minor, returned_minor = b.returned_minor, state = b.state, reason = b.reason, requested_by = b.requested_by, requested_at = b.requested_at, decided_by = b.decided_by, decided_at = b.decided_at, version = t.version + 1
FROM claw_back t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', redemption_id varchar(81) '$.redemption_id', payment_id varchar(81) '$.payment_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', amount_minor bigint '$.amount_minor', currency varchar(3) '$.currency', open_minor bigint '$.open_minor', planned_minor bigint '$.planned_minor', returned_minor bigint '$.returned_minor', state int '$.state', reason nvarchar(400) '$.reason', requested_by nvarchar(200) '$.requested_by', requested_at bigint '$.requested_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.programme_id = b.programme_id COLLATE Latin1_General_BIN2 AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2;

-- Load claw_back
SELECT t.id, t.redemption_id, t.payment_id, t.programme_id, t.institution_id, t.amount_minor, t.currency, t.open_minor, t.planned_minor, t.returned_minor, t.state, t.reason, t.requested_by, t.requested_at, t.decided_by, t.decided_at, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN claw_back t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere claw_back
SELECT t.id
FROM claw_back t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert netting
INSERT INTO netting (id, batch_id, item_id, claw_back_id, amount_minor, version)
SELECT b.id, b.batch_id, b.item_id, b.claw_back_id, b.amount_minor, b.version
FROM OPENJSON(@rows) WITH (id varchar(200) '$.id', batch_id varchar(81) '$.batch_id', item_id varchar(81) '$.item_id', claw_back_id varchar(81) '$.claw_back_id', amount_minor bigint '$.amount_minor', version bigint '$.version') b;

-- Update netting
UPDATE t SET amount_minor = b.amount_minor, version = t.version + 1
FROM netting t
JOIN OPENJSON(@rows) WITH (id varchar(200) '$.id', batch_id varchar(81) '$.batch_id', item_id varchar(81) '$.item_id', claw_back_id varchar(81) '$.claw_back_id', amount_minor bigint '$.amount_minor', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.batch_id = b.batch_id COLLATE Latin1_General_BIN2 AND t.item_id = b.item_id COLLATE Latin1_General_BIN2 AND t.claw_back_id = b.claw_back_id COLLATE Latin1_General_BIN2;

-- Load netting
SELECT t.id, t.batch_id, t.item_id, t.claw_back_id, t.amount_minor, t.version
FROM OPENJSON(@rows) WITH (k varchar(200) '$.k') b
JOIN netting t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere netting
SELECT t.id
FROM netting t
JOIN OPENJSON(@rows) WITH (id varchar(200) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert statement
INSERT INTO statement (id, funding_account_id, period_id, file_hash, ordinal, bank_id, from_day, to_day, opening_minor, closing_minor, currency, lines, added, duplicates, own_minor, unexplained, verdict, state, imported_by, imported_at, decided_by, decided_at, version)
SELECT b.id, b.funding_account_id, b.period_id, b.file_hash, b.ordinal, b.bank_id, b.from_day, b.to_day, b.opening_minor, b.closing_minor, b.currency, b.lines, b.added, b.duplicates, b.own_minor, b.unexplained, b.verdict, b.state, b.imported_by, b.imported_at, b.decided_by, b.decided_at, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', period_id varchar(81) '$.period_id', file_hash varchar(64) '$.file_hash', ordinal int '$.ordinal', bank_id nvarchar(140) '$.bank_id', from_day int '$.from_day', to_day int '$.to_day', opening_minor bigint '$.opening_minor', closing_minor bigint '$.closing_minor', currency varchar(3) '$.currency', lines int '$.lines', added int '$.added', duplicates int '$.duplicates', own_minor bigint '$.own_minor', unexplained int '$.unexplained', verdict nvarchar(2000) '$.verdict', state int '$.state', imported_by nvarchar(200) '$.imported_by', imported_at bigint '$.imported_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', version bigint '$.version') b;

-- Update statement
UPDATE t SET bank_id = b.bank_id, from_day = b.from_day, to_day = b.to_day, opening_minor = b.opening_minor, closing_minor = b.closing_minor, currency = b.currency, lines = b.lines, added = b.added, duplicates = b.duplicates, own_minor = b.own_minor, unexplained = b.unexplained, verdict = b.verdict, state = b.state, imported_by = b.imported_by, imported_at = b.imported_at, decided_by = b.decided_by, decided_at = b.decided_at, version = t.version + 1
FROM statement t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', period_id varchar(81) '$.period_id', file_hash varchar(64) '$.file_hash', ordinal int '$.ordinal', bank_id nvarchar(140) '$.bank_id', from_day int '$.from_day', to_day int '$.to_day', opening_minor bigint '$.opening_minor', closing_minor bigint '$.closing_minor', currency varchar(3) '$.currency', lines int '$.lines', added int '$.added', duplicates int '$.duplicates', own_minor bigint '$.own_minor', unexplained int '$.unexplained', verdict nvarchar(2000) '$.verdict', state int '$.state', imported_by nvarchar(200) '$.imported_by', imported_at bigint '$.imported_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.funding_account_id = b.funding_account_id COLLATE Latin1_General_BIN2 AND t.period_id = b.period_id COLLATE Latin1_General_BIN2 AND t.file_hash = b.file_hash COLLATE Latin1_General_BIN2 AND t.ordinal = b.ordinal;

-- Load statement
SELECT t.id, t.funding_account_id, t.period_id, t.file_hash, t.ordinal, t.bank_id, t.from_day, t.to_day, t.opening_minor, t.closing_minor, t.currency, t.lines, t.added, t.duplicates, t.own_minor, t.unexplained, t.verdict, t.state, t.imported_by, t.imported_at, t.decided_by, t.decided_at, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN statement t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere statement
SELECT t.id
FROM statement t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert statement_line
INSERT INTO statement_line (id, funding_account_id, statement_id, period_id, sequence, amount_minor, booking_day, value_day, end_to_end_id, reference_texts, batch_reference, transaction_count, counterparty_name, counterparty_account, remittance_text, reversal, return_reason, original_end_to_end_id, state, match_id, version)
SELECT b.id, b.funding_account_id, b.statement_id, b.period_id, b.sequence, b.amount_minor, b.booking_day, b.value_day, b.end_to_end_id, b.reference_texts, b.batch_reference, b.transaction_count, b.counterparty_name, b.counterparty_account, b.remittance_text, b.reversal, b.return_reason, b.original_end_to_end_id, b.state, b.match_id, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', statement_id varchar(81) '$.statement_id', period_id varchar(81) '$.period_id', sequence int '$.sequence', amount_minor bigint '$.amount_minor', booking_day int '$.booking_day', value_day bigint '$.value_day', end_to_end_id nvarchar(140) '$.end_to_end_id', reference_texts nvarchar(1000) '$.reference_texts', batch_reference nvarchar(140) '$.batch_reference', transaction_count int '$.transaction_count', counterparty_name nvarchar(280) '$.counterparty_name', counterparty_account nvarchar(70) '$.counterparty_account', remittance_text nvarchar(2000) '$.remittance_text', reversal int '$.reversal', return_reason nvarchar(140) '$.return_reason', original_end_to_end_id nvarchar(140) '$.original_end_to_end_id', state int '$.state', match_id varchar(81) '$.match_id', version bigint '$.version') b;

-- Update statement_line
UPDATE t SET statement_id = b.statement_id, period_id = b.period_id, sequence = b.sequence, amount_minor = b.amount_minor, booking_day = b.booking_day, value_day = b.value_day, end_to_end_id = b.end_to_end_id, reference_texts = b.reference_texts, batch_reference = b.batch_reference, transaction_count = b.transaction_count, counterparty_name = b.counterparty_name, counterparty_account = b.counterparty_account, remittance_text = b.remittance_text, reversal = b.reversal, return_reason = b.return_reason, original_end_to_end_id = b.original_end_to_end_id, state = b.state, match_id = b.match_id, version = t.version + 1
FROM statement_line t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', statement_id varchar(81) '$.statement_id', period_id varchar(81) '$.period_id', sequence int '$.sequence', amount_minor bigint '$.amount_minor', booking_day int '$.booking_day', value_day bigint '$.value_day', end_to_end_id nvarchar(140) '$.end_to_end_id', reference_texts nvarchar(1000) '$.reference_texts', batch_reference nvarchar(140) '$.batch_reference', transaction_count int '$.transaction_count', counterparty_name nvarchar(280) '$.counterparty_name', counterparty_account nvarchar(70) '$.counterparty_account', remittance_text nvarchar(2000) '$.remittance_text', reversal int '$.reversal', return_reason nvarchar(140) '$.return_reason', original_end_to_end_id nvarchar(140) '$.original_end_to_end_id', state int '$.state', match_id varchar(81) '$.match_id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.funding_account_id = b.funding_account_id COLLATE Latin1_General_BIN2;

-- Load statement_line
SELECT t.id, t.funding_account_id, t.statement_id, t.period_id, t.sequence, t.amount_minor, t.booking_day, t.value_day, t.end_to_end_id, t.reference_texts, t.batch_reference, t.transaction_count, t.counterparty_name, t.counterparty_account, t.remittance_text, t.reversal, t.return_reason, t.original_end_to_end_id, t.state, t.match_id, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN statement_line t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere statement_line
SELECT t.id
FROM statement_line t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert payment_match
INSERT INTO payment_match (id, funding_account_id, kind, pass, score, signals, difference_minor, state, made_by, made_at, decided_by, decided_at, undo_by, undo_reason, version)
SELECT b.id, b.funding_account_id, b.kind, b.pass, b.score, b.signals, b.difference_minor, b.state, b.made_by, b.made_at, b.decided_by, b.decided_at, b.undo_by, b.undo_reason, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', kind int '$.kind', pass varchar(40) '$.pass', score int '$.score', signals nvarchar(2000) '$.signals', difference_minor bigint '$.difference_minor', state int '$.state', made_by nvarchar(200) '$.made_by', made_at bigint '$.made_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', undo_by nvarchar(200) '$.undo_by', undo_reason nvarchar(400) '$.undo_reason', version bigint '$.version') b;

-- Update payment_match
UPDATE t SET score = b.score, signals = b.signals, difference_minor = b.difference_minor, state = b.state, made_by = b.made_by, made_at = b.made_at, decided_by = b.decided_by, decided_at = b.decided_at, undo_by = b.undo_by, undo_reason = b.undo_reason, version = t.version + 1
FROM payment_match t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', kind int '$.kind', pass varchar(40) '$.pass', score int '$.score', signals nvarchar(2000) '$.signals', difference_minor bigint '$.difference_minor', state int '$.state', made_by nvarchar(200) '$.made_by', made_at bigint '$.made_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', undo_by nvarchar(200) '$.undo_by', undo_reason nvarchar(400) '$.undo_reason', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.funding_account_id = b.funding_account_id COLLATE Latin1_General_BIN2 AND t.kind = b.kind AND t.pass = b.pass COLLATE Latin1_General_BIN2;

-- Load payment_match
SELECT t.id, t.funding_account_id, t.kind, t.pass, t.score, t.signals, t.difference_minor, t.state, t.made_by, t.made_at, t.decided_by, t.decided_at, t.undo_by, t.undo_reason, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN payment_match t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere payment_match
SELECT t.id
FROM payment_match t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert match_part
INSERT INTO match_part (id, match_id, kind, reference, amount_minor, version)
SELECT b.id, b.match_id, b.kind, b.reference, b.amount_minor, b.version
FROM OPENJSON(@rows) WITH (id varchar(200) '$.id', match_id varchar(81) '$.match_id', kind int '$.kind', reference varchar(81) '$.reference', amount_minor bigint '$.amount_minor', version bigint '$.version') b;

-- Update match_part
UPDATE t SET amount_minor = b.amount_minor, version = t.version + 1
FROM match_part t
JOIN OPENJSON(@rows) WITH (id varchar(200) '$.id', match_id varchar(81) '$.match_id', kind int '$.kind', reference varchar(81) '$.reference', amount_minor bigint '$.amount_minor', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.match_id = b.match_id COLLATE Latin1_General_BIN2 AND t.kind = b.kind AND t.reference = b.reference COLLATE Latin1_General_BIN2;

-- Load match_part
SELECT t.id, t.match_id, t.kind, t.reference, t.amount_minor, t.version
FROM OPENJSON(@rows) WITH (k varchar(200) '$.k') b
JOIN match_part t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere match_part
SELECT t.id
FROM match_part t
JOIN OPENJSON(@rows) WITH (id varchar(200) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert discrepancy
INSERT INTO discrepancy (id, funding_account_id, period_id, type, lines, payments, difference_minor, signals, owner, opened_at, state, resolution, reason, proposed_by, proposed_at, decided_by, decided_at, version)
SELECT b.id, b.funding_account_id, b.period_id, b.type, b.lines, b.payments, b.difference_minor, b.signals, b.owner, b.opened_at, b.state, b.resolution, b.reason, b.proposed_by, b.proposed_at, b.decided_by, b.decided_at, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', period_id varchar(81) '$.period_id', type int '$.type', lines varchar(1640) '$.lines', payments varchar(1640) '$.payments', difference_minor bigint '$.difference_minor', signals nvarchar(2000) '$.signals', owner nvarchar(200) '$.owner', opened_at bigint '$.opened_at', state int '$.state', resolution int '$.resolution', reason nvarchar(400) '$.reason', proposed_by nvarchar(200) '$.proposed_by', proposed_at bigint '$.proposed_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', version bigint '$.version') b;

-- Update discrepancy
UPDATE t SET period_id = b.period_id, difference_minor = b.difference_minor, signals = b.signals, owner = b.owner, opened_at = b.opened_at, state = b.state, resolution = b.resolution, reason = b.reason, proposed_by = b.proposed_by, proposed_at = b.proposed_at, decided_by = b.decided_by, decided_at = b.decided_at, version = t.version + 1
FROM discrepancy t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', period_id varchar(81) '$.period_id', type int '$.type', lines varchar(1640) '$.lines', payments varchar(1640) '$.payments', difference_minor bigint '$.difference_minor', signals nvarchar(2000) '$.signals', owner nvarchar(200) '$.owner', opened_at bigint '$.opened_at', state int '$.state', resolution int '$.resolution', reason nvarchar(400) '$.reason', proposed_by nvarchar(200) '$.proposed_by', proposed_at bigint '$.proposed_at', decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.funding_account_id = b.funding_account_id COLLATE Latin1_General_BIN2 AND t.type = b.type AND t.lines = b.lines COLLATE Latin1_General_BIN2 AND t.payments = b.payments COLLATE Latin1_General_BIN2;

-- Load discrepancy
SELECT t.id, t.funding_account_id, t.period_id, t.type, t.lines, t.payments, t.difference_minor, t.signals, t.owner, t.opened_at, t.state, t.resolution, t.reason, t.proposed_by, t.proposed_at, t.decided_by, t.decided_at, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN discrepancy t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere discrepancy
SELECT t.id
FROM discrepancy t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert period
INSERT INTO period (id, funding_account_id, first_day, state, closing_minor, carried_over, closed_by, closed_at, requested_by, reason, version)
SELECT b.id, b.funding_account_id, b.first_day, b.state, b.closing_minor, b.carried_over, b.closed_by, b.closed_at, b.requested_by, b.reason, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', first_day int '$.first_day', state int '$.state', closing_minor bigint '$.closing_minor', carried_over int '$.carried_over', closed_by nvarchar(200) '$.closed_by', closed_at bigint '$.closed_at', requested_by nvarchar(200) '$.requested_by', reason nvarchar(400) '$.reason', version bigint '$.version') b;

-- Update period
UPDATE t SET state = b.state, closing_minor = b.closing_minor, carried_over = b.carried_over, closed_by = b.closed_by, closed_at = b.closed_at, requested_by = b.requested_by, reason = b.reason, version = t.version + 1
FROM period t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', funding_account_id varchar(81) '$.funding_account_id', first_day int '$.first_day', state int '$.state', closing_minor bigint '$.closing_minor', carried_over int '$.carried_over', closed_by nvarchar(200) '$.closed_by', closed_at bigint '$.closed_at', requested_by nvarchar(200) '$.requested_by', reason nvarchar(400) '$.reason', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.funding_account_id = b.funding_account_id COLLATE Latin1_General_BIN2 AND t.first_day = b.first_day;

-- Load period
SELECT t.id, t.funding_account_id, t.first_day, t.state, t.closing_minor, t.carried_over, t.closed_by, t.closed_at, t.requested_by, t.reason, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN period t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere period
SELECT t.id
FROM period t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert device_public_key
INSERT INTO device_public_key (id, public_key, code_hash, code_until, sequence, chain_hash, version)
SELECT b.id, b.public_key, b.code_hash, b.code_until, b.sequence, b.chain_hash, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', public_key varchar(86) '$.public_key', code_hash varchar(64) '$.code_hash', code_until bigint '$.code_until', sequence bigint '$.sequence', chain_hash varchar(64) '$.chain_hash', version bigint '$.version') b;

-- Update device_public_key
UPDATE t SET public_key = b.public_key, code_hash = b.code_hash, code_until = b.code_until, sequence = b.sequence, chain_hash = b.chain_hash, version = t.version + 1
FROM device_public_key t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', public_key varchar(86) '$.public_key', code_hash varchar(64) '$.code_hash', code_until bigint '$.code_until', sequence bigint '$.sequence', chain_hash varchar(64) '$.chain_hash', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load device_public_key
SELECT t.id, t.public_key, t.code_hash, t.code_until, t.sequence, t.chain_hash, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN device_public_key t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere device_public_key
SELECT t.id
FROM device_public_key t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert lease
INSERT INTO lease (id, device_id, institution_id, most, sum_minor, currency, from_time, until_time, used_count, used_minor, version)
SELECT b.id, b.device_id, b.institution_id, b.most, b.sum_minor, b.currency, b.from_time, b.until_time, b.used_count, b.used_minor, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', device_id varchar(81) '$.device_id', institution_id varchar(81) '$.institution_id', most int '$.most', sum_minor bigint '$.sum_minor', currency varchar(3) '$.currency', from_time bigint '$.from_time', until_time bigint '$.until_time', used_count int '$.used_count', used_minor bigint '$.used_minor', version bigint '$.version') b;

-- Update lease
UPDATE t SET most = b.most, sum_minor = b.sum_minor, currency = b.currency, from_time = b.from_time, until_time = b.until_time, used_count = b.used_count, used_minor = b.used_minor, version = t.version + 1
FROM lease t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', device_id varchar(81) '$.device_id', institution_id varchar(81) '$.institution_id', most int '$.most', sum_minor bigint '$.sum_minor', currency varchar(3) '$.currency', from_time bigint '$.from_time', until_time bigint '$.until_time', used_count int '$.used_count', used_minor bigint '$.used_minor', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.device_id = b.device_id COLLATE Latin1_General_BIN2 AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2;

-- Load lease
SELECT t.id, t.device_id, t.institution_id, t.most, t.sum_minor, t.currency, t.from_time, t.until_time, t.used_count, t.used_minor, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN lease t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere lease
SELECT t.id
FROM lease t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert offline_record
INSERT INTO offline_record (id, device_id, lease_id, sequence, previous_hash, hash, voucher_id, session_id, amount_minor, currency, captured_at, shown_at, shown_until, institution_id, branch_id, synced_at, state, redemption_id, conflict_code, conflict_text, conflict_facts, decided_by, decided_at, decision_reason, version)
SELECT b.id, b.device_id, b.lease_id, b.sequence, b.previous_hash, b.hash, b.voucher_id, b.session_id, b.amount_minor, b.currency, b.captured_at, b.shown_at, b.shown_until, b.institution_id, b.branch_id, b.synced_at, b.state, b.redemption_id, b.conflict_code, b.conflict_text, b.conflict_facts, b.decided_by, b.decided_at, b.decision_reason, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', device_id varchar(81) '$.device_id', lease_id varchar(81) '$.lease_id', sequence bigint '$.sequence', previous_hash varchar(64) '$.previous_hash', hash varchar(64) '$.hash', voucher_id varchar(81) '$.voucher_id', session_id varchar(81) '$.session_id', amount_minor bigint '$.amount_minor', currency varchar(3) '$.currency', captured_at bigint '$.captured_at', shown_at bigint '$.shown_at', shown_until bigint '$.shown_until', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', synced_at bigint '$.synced_at', state int '$.state', redemption_id varchar(81) '$.redemption_id', conflict_code int '$.conflict_code', conflict_text nvarchar(1000) '$.conflict_text', conflict_facts nvarchar(max) '$.conflict_facts' AS JSON, decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', decision_reason nvarchar(400) '$.decision_reason', version bigint '$.version') b;

-- Update offline_record
UPDATE t SET device_id = b.device_id, lease_id = b.lease_id, sequence = b.sequence, previous_hash = b.previous_hash, hash = b.hash, voucher_id = b.voucher_id, session_id = b.session_id, amount_minor = b.amount_minor, currency = b.currency, captured_at = b.captured_at, shown_at = b.shown_at, shown_until = b.shown_until, synced_at = b.synced_at, state = b.state, redemption_id = b.redemption_id, conflict_code = b.conflict_code, conflict_text = b.conflict_text, conflict_facts = b.conflict_facts, decided_by = b.decided_by, decided_at = b.decided_at, decision_reason = b.decision_reason, version = t.version + 1
FROM offline_record t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', device_id varchar(81) '$.device_id', lease_id varchar(81) '$.lease_id', sequence bigint '$.sequence', previous_hash varchar(64) '$.previous_hash', hash varchar(64) '$.hash', voucher_id varchar(81) '$.voucher_id', session_id varchar(81) '$.session_id', amount_minor bigint '$.amount_minor', currency varchar(3) '$.currency', captured_at bigint '$.captured_at', shown_at bigint '$.shown_at', shown_until bigint '$.shown_until', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', synced_at bigint '$.synced_at', state int '$.state', redemption_id varchar(81) '$.redemption_id', conflict_code int '$.conflict_code', conflict_text nvarchar(1000) '$.conflict_text', conflict_facts nvarchar(max) '$.conflict_facts' AS JSON, decided_by nvarchar(200) '$.decided_by', decided_at bigint '$.decided_at', decision_reason nvarchar(400) '$.decision_reason', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2 AND t.branch_id = b.branch_id COLLATE Latin1_General_BIN2;

-- Load offline_record
SELECT t.id, t.device_id, t.lease_id, t.sequence, t.previous_hash, t.hash, t.voucher_id, t.session_id, t.amount_minor, t.currency, t.captured_at, t.shown_at, t.shown_until, t.institution_id, t.branch_id, t.synced_at, t.state, t.redemption_id, t.conflict_code, t.conflict_text, t.conflict_facts, t.decided_by, t.decided_at, t.decision_reason, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN offline_record t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere offline_record
SELECT t.id
FROM offline_record t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Insert counter
INSERT INTO counter (id, last_number, version)
SELECT b.id, b.last_number, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', last_number bigint '$.last_number', version bigint '$.version') b;

-- Update counter
UPDATE t SET last_number = b.last_number, version = t.version + 1
FROM counter t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', last_number bigint '$.last_number', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- Load counter
SELECT t.id, t.last_number, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN counter t ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere counter
SELECT t.id
FROM counter t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version;

-- LoadByCitizen voucher
SELECT t.id, t.programme_id, t.citizen_id, t.target_group, t.occupation, t.level, t.face_minor, t.currency, t.issued_at, t.valid_until, t.state, t.suspended, t.status_list, t.status_index, t.code, t.pin_generation, t.pin_failures, t.session_id, t.institution_id, t.reserved_until, t.redemption_id, t.redeemed_at, t.presentation_floor, t.viewed_at, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN voucher t WITH (UPDLOCK) ON t.citizen_id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- LoadByCitizen membership
SELECT t.id, t.citizen_id, t.target_group, t.valid_from, t.valid_until, t.evidence, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN membership t ON t.citizen_id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- LoadByNationalId
SELECT t.id, t.national_id_hash, t.masked_name, t.version
FROM OPENJSON(@rows) WITH (k varchar(64) '$.k') b
JOIN citizen t ON t.national_id_hash = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

