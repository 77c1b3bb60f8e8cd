-- NextLane
SELECT COALESCE(MAX(number), 0) + 1 FROM lane;

-- OpenLane
INSERT INTO lane (number, opened_at, name) VALUES (@number, @openedAt, @name);

-- LaneHead
SELECT number, hash, first_sequence + row_count FROM journal_batch
WHERE lane = @lane
ORDER BY number DESC
LIMIT @limit;

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
    LIMIT @limit) lapsed
UNION
SELECT id FROM (
    SELECT id FROM voucher WHERE state = 2 AND reserved_until <= @now
    ORDER BY reserved_until
    LIMIT @limit) timed_out
ORDER BY id
LIMIT @limit;

-- ChainPage
SELECT lane, number, previous_hash, hash, first_sequence, row_count, at FROM journal_batch
WHERE lane = @lane AND number > @after
ORDER BY number
LIMIT @limit;

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
LIMIT @limit;

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
LIMIT @limit;

-- UnfreedBatches
SELECT id, funding_account_id, cut_off, pay_on, state, made_by, made_at, cursor_key, items, open_items, failed, redemptions, held_back, total_minor, currency, approved_by, approved_at, exported_at, file_hash, version FROM payout_batch
WHERE state = 7 AND open_items > 0
ORDER BY id
LIMIT @limit;

-- ExpectedPayments
SELECT i.id, i.batch_id, i.programme_id, i.institution_id, i.programme_number, i.institution_number, i.gross_minor, i.currency, i.netted_minor, i.redemptions, i.holder_name, i.account_number, i.bank_code, i.payee_changed_by, i.state, i.reason, i.ended_at, i.version FROM payout_batch b
INNER JOIN payout_item i ON i.batch_id = b.id
WHERE b.funding_account_id = @funding AND i.id > @after
    AND (i.state IN (2, 3) OR (i.state IN (4, 5, 6, 9) AND i.ended_at >= @since))
ORDER BY i.id
LIMIT @limit;

-- OpenDiscrepancies
SELECT id, funding_account_id, period_id, type, lines, payments, difference_minor, signals, owner, opened_at, state, resolution, reason, proposed_by, proposed_at, decided_by, decided_at, version FROM discrepancy
WHERE funding_account_id = @funding AND state IN (1, 2) AND id > @after
ORDER BY id
LIMIT @limit;

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
LIMIT @limit;

-- NewestCheckpoints
SELECT lane, number, at, cose FROM journal_checkpoint c
WHERE (lane > @afterLane OR (lane = @afterLane AND number > @afterNumber))
    AND NOT EXISTS (SELECT 1 FROM journal_checkpoint n WHERE n.lane = c.lane AND n.number > c.number)
ORDER BY lane, number
LIMIT @limit;

-- JournalPage
SELECT lane, sequence, batch, event, subject, debit, credit, amount, actor, request_id, at, note FROM journal
WHERE (lane > @afterLane OR (lane = @afterLane AND sequence > @afterSequence)) AND lane = @lane AND subject = @subject AND (debit = @account OR credit = @account)
ORDER BY lane, sequence
LIMIT @limit;

-- EligiblePage
SELECT c.id, c.national_id_hash, c.masked_name, c.version FROM membership m
INNER JOIN citizen c ON c.id = m.citizen_id
WHERE m.target_group = @w0 AND m.valid_from <= @now AND m.valid_until > @now AND m.id > @after
ORDER BY m.id
LIMIT @limit;

-- TakeUpPage
SELECT v.id, v.programme_id, v.citizen_id, v.target_group, v.occupation, v.level, v.face_minor, v.currency, v.issued_at, v.valid_until, v.state, v.suspended, v.status_list, v.status_index, v.code, v.pin_generation, v.pin_failures, v.session_id, v.institution_id, v.reserved_until, v.redemption_id, v.redeemed_at, v.presentation_floor, v.viewed_at, v.version FROM voucher v
LEFT JOIN enrolment e ON e.session_id = v.session_id AND e.citizen_id = v.citizen_id
WHERE v.programme_id = @w0 AND v.target_group = @w1 AND e.state IN (3, 4) AND v.id > @after
ORDER BY v.id
LIMIT @limit;

-- List
SELECT id, programme_id, citizen_id, target_group, occupation, level, face_minor, currency, issued_at, valid_until, state, suspended, status_list, status_index, code, pin_generation, pin_failures, session_id, institution_id, reserved_until, redemption_id, redeemed_at, presentation_floor, viewed_at, version FROM voucher
WHERE citizen_id = @w0 AND state = @w1 AND id > @after
ORDER BY id
LIMIT @limit;

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
SELECT balance, version FROM account WHERE id = @k;

-- LoadAnswers
SELECT r.request_id, r.content_hash, a.refused, a.bytes, a.at
FROM request r JOIN answer a ON a.lane = r.lane AND a.sequence = r.sequence
WHERE r.request_id = @k;

-- ForgetAnswers
DELETE FROM request WHERE request_id IN (
    SELECT request_id FROM answer WHERE at < @at ORDER BY at, lane, sequence LIMIT @limit);
DELETE FROM answer WHERE (lane, sequence) IN (
    SELECT lane, sequence FROM answer WHERE at < @at ORDER BY at, lane, sequence LIMIT @limit);
SELECT changes();

-- ApplyBalances 0
UPDATE account SET balance = balance + @delta, version = version + 1 WHERE id = @id;

-- ApplyBalances 1
UPDATE account SET balance = balance + @delta, version = version + 1 WHERE id = @id AND version = @expected;

-- ApplyBalances 2
INSERT INTO account (id, balance, version) VALUES (@id, @delta, 1);

-- Insert journal
INSERT INTO journal (lane, sequence, batch, event, subject, debit, credit, amount, actor, request_id, at, note) VALUES (@lane, @sequence, @batch, @event, @subject, @debit, @credit, @amount, @actor, @request_id, @at, @note);

-- Insert journal_batch
INSERT INTO journal_batch (lane, number, previous_hash, hash, first_sequence, row_count, at) VALUES (@lane, @number, @previous_hash, @hash, @first_sequence, @row_count, @at);

-- Insert request
INSERT INTO request (request_id, content_hash, lane, sequence) VALUES (@request_id, @content_hash, @lane, @sequence);

-- Insert answer
INSERT INTO answer (lane, sequence, request_id, refused, bytes, at) VALUES (@lane, @sequence, @request_id, @refused, @bytes, @at);

-- Insert journal_checkpoint
INSERT INTO journal_checkpoint (lane, number, at, cose) VALUES (@lane, @number, @at, @cose);

-- Insert course
INSERT INTO course (id, title, title_en, occupation, level, class_hours, batch, version) VALUES (@id, @title, @title_en, @occupation, @level, @class_hours, @batch, @version);

-- Update course
UPDATE course SET title = @title, title_en = @title_en, occupation = @occupation, level = @level, class_hours = @class_hours, batch = @batch, version = version + 1 WHERE id = @id AND version = @version;

-- Load course
SELECT id, title, title_en, occupation, level, class_hours, batch, version FROM course WHERE id = @k ORDER BY id;

-- Insert institution
INSERT INTO institution (id, number, name, kind, accredited_until, suspended, version) VALUES (@id, @number, @name, @kind, @accredited_until, @suspended, @version);

-- Update institution
UPDATE institution SET number = @number, name = @name, kind = @kind, accredited_until = @accredited_until, suspended = @suspended, version = version + 1 WHERE id = @id AND version = @version;

-- Load institution
SELECT id, number, name, kind, accredited_until, suspended, version FROM institution WHERE id = @k ORDER BY id;

-- Insert branch
INSERT INTO branch (id, institution_id, name, address, version) VALUES (@id, @institution_id, @name, @address, @version);

-- Update branch
UPDATE branch SET institution_id = @institution_id, name = @name, address = @address, version = version + 1 WHERE id = @id AND version = @version;

-- Load branch
SELECT id, institution_id, name, address, version FROM branch WHERE id = @k ORDER BY id;

-- Insert device
INSERT INTO device (id, institution_id, branch_id, name, revoked, version) VALUES (@id, @institution_id, @branch_id, @name, @revoked, @version);

-- Update device
UPDATE device SET institution_id = @institution_id, branch_id = @branch_id, name = @name, revoked = @revoked, version = version + 1 WHERE id = @id AND version = @version;

-- Load device
SELECT id, institution_id, branch_id, name, revoked, version FROM device WHERE id = @k ORDER BY id;

-- Insert agency
INSERT INTO agency (id, name, version) VALUES (@id, @name, @version);

-- Update agency
UPDATE agency SET name = @name, version = version + 1 WHERE id = @id AND version = @version;

-- Load agency
SELECT id, name, version FROM agency WHERE id = @k ORDER BY id;

-- Insert session
INSERT INTO session (id, course_id, institution_id, branch_id, kind, starts_at, ends_at, capacity, enrolled, cancelled, version) VALUES (@id, @course_id, @institution_id, @branch_id, @kind, @starts_at, @ends_at, @capacity, @enrolled, @cancelled, @version);

-- Update session
UPDATE session SET branch_id = @branch_id, kind = @kind, starts_at = @starts_at, ends_at = @ends_at, capacity = @capacity, enrolled = @enrolled, cancelled = @cancelled, version = version + 1 WHERE id = @id AND version = @version AND course_id = @course_id AND institution_id = @institution_id;

-- Load session
SELECT id, course_id, institution_id, branch_id, kind, starts_at, ends_at, capacity, enrolled, cancelled, version FROM session WHERE id = @k ORDER BY id;

-- Insert programme
INSERT INTO programme (id, number, title, category, currency, valid_from, valid_until, state, rules, version) VALUES (@id, @number, @title, @category, @currency, @valid_from, @valid_until, @state, @rules, @version);

-- Update programme
UPDATE programme SET number = @number, title = @title, category = @category, currency = @currency, valid_from = @valid_from, valid_until = @valid_until, state = @state, rules = @rules, version = version + 1 WHERE id = @id AND version = @version;

-- Load programme
SELECT id, number, title, category, currency, valid_from, valid_until, state, rules, version FROM programme WHERE id = @k ORDER BY id;

-- Insert citizen
INSERT INTO citizen (id, national_id_hash, masked_name, version) VALUES (@id, @national_id_hash, @masked_name, @version);

-- Update citizen
UPDATE citizen SET national_id_hash = @national_id_hash, masked_name = @masked_name, version = version + 1 WHERE id = @id AND version = @version;

-- Load citizen
SELECT id, national_id_hash, masked_name, version FROM citizen WHERE id = @k ORDER BY id;

-- Insert ended_sessions
INSERT INTO ended_sessions (id, ended_at, version) VALUES (@id, @ended_at, @version);

-- Update ended_sessions
UPDATE ended_sessions SET ended_at = @ended_at, version = version + 1 WHERE id = @id AND version = @version;

-- Load ended_sessions
SELECT id, ended_at, version FROM ended_sessions WHERE id = @k ORDER BY id;

-- Insert membership
INSERT INTO membership (id, citizen_id, target_group, valid_from, valid_until, evidence, version) VALUES (@id, @citizen_id, @target_group, @valid_from, @valid_until, @evidence, @version);

-- Update membership
UPDATE membership SET valid_from = @valid_from, valid_until = @valid_until, evidence = @evidence, version = version + 1 WHERE id = @id AND version = @version AND citizen_id = @citizen_id AND target_group = @target_group;

-- Load membership
SELECT id, citizen_id, target_group, valid_from, valid_until, evidence, version FROM membership WHERE id = @k ORDER BY id;

-- Insert enrolment
INSERT INTO enrolment (id, session_id, citizen_id, institution_id, state, enrolled_at, attended_hours, nominated_by, completed_at, certificate_number, certified_level, agency_id, version) VALUES (@id, @session_id, @citizen_id, @institution_id, @state, @enrolled_at, @attended_hours, @nominated_by, @completed_at, @certificate_number, @certified_level, @agency_id, @version);

-- Update enrolment
UPDATE enrolment SET state = @state, enrolled_at = @enrolled_at, attended_hours = @attended_hours, nominated_by = @nominated_by, completed_at = @completed_at, certificate_number = @certificate_number, certified_level = @certified_level, agency_id = @agency_id, version = version + 1 WHERE id = @id AND version = @version AND session_id = @session_id AND citizen_id = @citizen_id AND institution_id = @institution_id;

-- Load enrolment
SELECT id, session_id, citizen_id, institution_id, state, enrolled_at, attended_hours, nominated_by, completed_at, certificate_number, certified_level, agency_id, version FROM enrolment WHERE id = @k ORDER BY id;

-- Insert voucher
INSERT INTO voucher (id, programme_id, citizen_id, target_group, occupation, level, face_minor, currency, issued_at, valid_until, state, suspended, status_list, status_index, code, pin_generation, pin_failures, session_id, institution_id, reserved_until, redemption_id, redeemed_at, presentation_floor, viewed_at, version) VALUES (@id, @programme_id, @citizen_id, @target_group, @occupation, @level, @face_minor, @currency, @issued_at, @valid_until, @state, @suspended, @status_list, @status_index, @code, @pin_generation, @pin_failures, @session_id, @institution_id, @reserved_until, @redemption_id, @redeemed_at, @presentation_floor, @viewed_at, @version);

-- Update voucher
UPDATE voucher SET occupation = @occupation, level = @level, face_minor = @face_minor, currency = @currency, issued_at = @issued_at, valid_until = @valid_until, state = @state, suspended = @suspended, pin_generation = @pin_generation, pin_failures = @pin_failures, session_id = @session_id, institution_id = @institution_id, reserved_until = @reserved_until, redemption_id = @redemption_id, redeemed_at = @redeemed_at, presentation_floor = @presentation_floor, viewed_at = @viewed_at, version = version + 1 WHERE id = @id AND version = @version AND programme_id = @programme_id AND citizen_id = @citizen_id AND target_group = @target_group AND status_list = @status_list AND status_index = @status_index AND code = @code;

-- Load voucher
SELECT id, programme_id, citizen_id, target_group, occupation, level, face_minor, currency, issued_at, valid_until, state, suspended, status_list, status_index, code, pin_generation, pin_failures, session_id, institution_id, reserved_until, redemption_id, redeemed_at, presentation_floor, viewed_at, version FROM voucher WHERE id = @k ORDER BY id;

-- Insert voucher_credential
INSERT INTO voucher_credential (id, cose, version) VALUES (@id, @cose, @version);

-- Update voucher_credential
UPDATE voucher_credential SET cose = @cose, version = version + 1 WHERE id = @id AND version = @version;

-- Load voucher_credential
SELECT id, cose, version FROM voucher_credential WHERE id = @k ORDER BY id;

-- Insert redemption
INSERT INTO redemption (id, receipt, voucher_id, citizen_id, programme_id, institution_id, branch_id, device_id, session_id, amount_minor, face_minor, currency, evidence, redeemed_at, redeemed_by, state, voided_at, void_reason, earned_at, payout_item_id, version) VALUES (@id, @receipt, @voucher_id, @citizen_id, @programme_id, @institution_id, @branch_id, @device_id, @session_id, @amount_minor, @face_minor, @currency, @evidence, @redeemed_at, @redeemed_by, @state, @voided_at, @void_reason, @earned_at, @payout_item_id, @version);

-- Update redemption
UPDATE redemption SET programme_id = @programme_id, branch_id = @branch_id, device_id = @device_id, amount_minor = @amount_minor, face_minor = @face_minor, currency = @currency, evidence = @evidence, redeemed_at = @redeemed_at, redeemed_by = @redeemed_by, state = @state, voided_at = @voided_at, void_reason = @void_reason, earned_at = @earned_at, payout_item_id = @payout_item_id, version = version + 1 WHERE id = @id AND version = @version AND receipt = @receipt AND voucher_id = @voucher_id AND citizen_id = @citizen_id AND institution_id = @institution_id AND session_id = @session_id;

-- Load redemption
SELECT id, receipt, voucher_id, citizen_id, programme_id, institution_id, branch_id, device_id, session_id, amount_minor, face_minor, currency, evidence, redeemed_at, redeemed_by, state, voided_at, void_reason, earned_at, payout_item_id, version FROM redemption WHERE id = @k ORDER BY id;

-- Insert force_majeure
INSERT INTO force_majeure (id, redemption_id, programme_id, institution_id, amount_minor, currency, state, reason, requested_by, requested_at, decided_by, decided_at, version) VALUES (@id, @redemption_id, @programme_id, @institution_id, @amount_minor, @currency, @state, @reason, @requested_by, @requested_at, @decided_by, @decided_at, @version);

-- Update force_majeure
UPDATE force_majeure SET amount_minor = @amount_minor, currency = @currency, state = @state, reason = @reason, requested_by = @requested_by, requested_at = @requested_at, decided_by = @decided_by, decided_at = @decided_at, version = version + 1 WHERE id = @id AND version = @version AND redemption_id = @redemption_id AND programme_id = @programme_id AND institution_id = @institution_id;

-- Load force_majeure
SELECT id, redemption_id, programme_id, institution_id, amount_minor, currency, state, reason, requested_by, requested_at, decided_by, decided_at, version FROM force_majeure WHERE id = @k ORDER BY id;

-- Insert bulk_issue
INSERT INTO bulk_issue (id, programme_id, target_group, occupation, level, started_by, started_at, state, total, considered, issued, refused, cursor_key, version) VALUES (@id, @programme_id, @target_group, @occupation, @level, @started_by, @started_at, @state, @total, @considered, @issued, @refused, @cursor_key, @version);

-- Update bulk_issue
UPDATE bulk_issue SET programme_id = @programme_id, target_group = @target_group, occupation = @occupation, level = @level, started_by = @started_by, started_at = @started_at, state = @state, total = @total, considered = @considered, issued = @issued, refused = @refused, cursor_key = @cursor_key, version = version + 1 WHERE id = @id AND version = @version;

-- Load bulk_issue
SELECT id, programme_id, target_group, occupation, level, started_by, started_at, state, total, considered, issued, refused, cursor_key, version FROM bulk_issue WHERE id = @k ORDER BY id;

-- Insert bulk_issue_reject
INSERT INTO bulk_issue_reject (id, bulk_issue_id, citizen_id, code, message, version) VALUES (@id, @bulk_issue_id, @citizen_id, @code, @message, @version);

-- Update bulk_issue_reject
UPDATE bulk_issue_reject SET code = @code, message = @message, version = version + 1 WHERE id = @id AND version = @version AND bulk_issue_id = @bulk_issue_id AND citizen_id = @citizen_id;

-- Load bulk_issue_reject
SELECT id, bulk_issue_id, citizen_id, code, message, version FROM bulk_issue_reject WHERE id = @k ORDER BY id;

-- Insert funding_account
INSERT INTO funding_account (id, number, holder_name, account_number, bank_code, currency, cooling_off_hours, version) VALUES (@id, @number, @holder_name, @account_number, @bank_code, @currency, @cooling_off_hours, @version);

-- Update funding_account
UPDATE funding_account SET holder_name = @holder_name, account_number = @account_number, bank_code = @bank_code, currency = @currency, cooling_off_hours = @cooling_off_hours, version = version + 1 WHERE id = @id AND version = @version AND number = @number;

-- Load funding_account
SELECT id, number, holder_name, account_number, bank_code, currency, cooling_off_hours, version FROM funding_account WHERE id = @k ORDER BY id;

-- Insert payee_account
INSERT INTO payee_account (id, holder_name, account_number, bank_code, changed_by, changed_at, verified_by, verified_at, held_reason, version) VALUES (@id, @holder_name, @account_number, @bank_code, @changed_by, @changed_at, @verified_by, @verified_at, @held_reason, @version);

-- Update payee_account
UPDATE payee_account SET holder_name = @holder_name, account_number = @account_number, bank_code = @bank_code, changed_by = @changed_by, changed_at = @changed_at, verified_by = @verified_by, verified_at = @verified_at, held_reason = @held_reason, version = version + 1 WHERE id = @id AND version = @version;

-- Load payee_account
SELECT id, holder_name, account_number, bank_code, changed_by, changed_at, verified_by, verified_at, held_reason, version FROM payee_account WHERE id = @k ORDER BY id;

-- Insert payout_batch
INSERT INTO payout_batch (id, funding_account_id, cut_off, pay_on, state, made_by, made_at, cursor_key, items, open_items, failed, redemptions, held_back, total_minor, currency, approved_by, approved_at, exported_at, file_hash, version) VALUES (@id, @funding_account_id, @cut_off, @pay_on, @state, @made_by, @made_at, @cursor_key, @items, @open_items, @failed, @redemptions, @held_back, @total_minor, @currency, @approved_by, @approved_at, @exported_at, @file_hash, @version);

-- Update payout_batch
UPDATE payout_batch SET cut_off = @cut_off, pay_on = @pay_on, state = @state, made_by = @made_by, made_at = @made_at, cursor_key = @cursor_key, items = @items, open_items = @open_items, failed = @failed, redemptions = @redemptions, held_back = @held_back, total_minor = @total_minor, currency = @currency, approved_by = @approved_by, approved_at = @approved_at, exported_at = @exported_at, file_hash = @file_hash, version = version + 1 WHERE id = @id AND version = @version AND funding_account_id = @funding_account_id;

-- Load payout_batch
SELECT id, funding_account_id, cut_off, pay_on, state, made_by, made_at, cursor_key, items, open_items, failed, redemptions, held_back, total_minor, currency, approved_by, approved_at, exported_at, file_hash, version FROM payout_batch WHERE id = @k ORDER BY id;

-- Insert payout_item
INSERT INTO payout_item (id, batch_id, programme_id, institution_id, programme_number, institution_number, gross_minor, currency, netted_minor, redemptions, holder_name, account_number, bank_code, payee_changed_by, state, reason, ended_at, version) VALUES (@id, @batch_id, @programme_id, @institution_id, @programme_number, @institution_number, @gross_minor, @currency, @netted_minor, @redemptions, @holder_name, @account_number, @bank_code, @payee_changed_by, @state, @reason, @ended_at, @version);

-- Update payout_item
UPDATE payout_item SET gross_minor = @gross_minor, currency = @currency, netted_minor = @netted_minor, redemptions = @redemptions, holder_name = @holder_name, account_number = @account_number, bank_code = @bank_code, payee_changed_by = @payee_changed_by, state = @state, reason = @reason, ended_at = @ended_at, version = version + 1 WHERE id = @id AND version = @version AND batch_id = @batch_id AND programme_id = @programme_id AND institution_id = @institution_id AND programme_number = @programme_number AND institution_number = @institution_number;

-- Load payout_item
SELECT id, batch_id, programme_id, institution_id, programme_number, institution_number, gross_minor, currency, netted_minor, redemptions, holder_name, account_number, bank_code, payee_changed_by, state, reason, ended_at, version FROM payout_item WHERE id = @k ORDER BY id;

-- Insert claw_back
INSERT INTO claw_back (id, redemption_id, payment_id, programme_id, institution_id, amount_minor, currency, open_minor, planned_minor, returned_minor, state, reason, requested_by, requested_at, decided_by, decided_at, version) VALUES (@id, @redemption_id, @payment_id, @programme_id, @institution_id, @amount_minor, @currency, @open_minor, @planned_minor, @returned_minor, @state, @reason, @requested_by, @requested_at, @decided_by, @decided_at, @version);

-- Update claw_back
UPDATE claw_back SET redemption_id = @redemption_id, payment_id = @payment_id, amount_minor = @amount_minor, currency = @currency, open_minor = @open_minor, planned_minor = @planned_minor, returned_minor = @returned_minor, state = @state, reason = @reason, requested_by = @requested_by, requested_at = @requested_at, decided_by = @decided_by, decided_at = @decided_at, version = version + 1 WHERE id = @id AND version = @version AND programme_id = @programme_id AND institution_id = @institution_id;

-- Load claw_back
SELECT id, redemption_id, payment_id, programme_id, institution_id, amount_minor, currency, open_minor, planned_minor, returned_minor, state, reason, requested_by, requested_at, decided_by, decided_at, version FROM claw_back WHERE id = @k ORDER BY id;

-- Insert netting
INSERT INTO netting (id, batch_id, item_id, claw_back_id, amount_minor, version) VALUES (@id, @batch_id, @item_id, @claw_back_id, @amount_minor, @version);

-- Update netting
UPDATE netting SET amount_minor = @amount_minor, version = version + 1 WHERE id = @id AND version = @version AND batch_id = @batch_id AND item_id = @item_id AND claw_back_id = @claw_back_id;

-- Load netting
SELECT id, batch_id, item_id, claw_back_id, amount_minor, version FROM netting WHERE id = @k ORDER BY id;

-- Insert statement
INSERT INTO statement (id, funding_account_id, period_id, file_hash, ordinal, bank_id, from_day, to_day, opening_minor, closing_minor, currency, lines, added, duplicates, own_minor, unexplained, verdict, state, imported_by, imported_at, decided_by, decided_at, version) VALUES (@id, @funding_account_id, @period_id, @file_hash, @ordinal, @bank_id, @from_day, @to_day, @opening_minor, @closing_minor, @currency, @lines, @added, @duplicates, @own_minor, @unexplained, @verdict, @state, @imported_by, @imported_at, @decided_by, @decided_at, @version);

-- Update statement
UPDATE statement SET bank_id = @bank_id, from_day = @from_day, to_day = @to_day, opening_minor = @opening_minor, closing_minor = @closing_minor, currency = @currency, lines = @lines, added = @added, duplicates = @duplicates, own_minor = @own_minor, unexplained = @unexplained, verdict = @verdict, state = @state, imported_by = @imported_by, imported_at = @imported_at, decided_by = @decided_by, decided_at = @decided_at, version = version + 1 WHERE id = @id AND version = @version AND funding_account_id = @funding_account_id AND period_id = @period_id AND file_hash = @file_hash AND ordinal = @ordinal;

-- Load statement
SELECT id, funding_account_id, period_id, file_hash, ordinal, bank_id, from_day, to_day, opening_minor, closing_minor, currency, lines, added, duplicates, own_minor, unexplained, verdict, state, imported_by, imported_at, decided_by, decided_at, version FROM statement WHERE id = @k ORDER BY id;

-- Insert statement_line
INSERT INTO statement_line (id, funding_account_id, statement_id, period_id, sequence, amount_minor, booking_day, value_day, end_to_end_id, reference_texts, batch_reference, transaction_count, counterparty_name, counterparty_account, remittance_text, reversal, return_reason, original_end_to_end_id, state, match_id, version) VALUES (@id, @funding_account_id, @statement_id, @period_id, @sequence, @amount_minor, @booking_day, @value_day, @end_to_end_id, @reference_texts, @batch_reference, @transaction_count, @counterparty_name, @counterparty_account, @remittance_text, @reversal, @return_reason, @original_end_to_end_id, @state, @match_id, @version);

-- Update statement_line
UPDATE statement_line SET statement_id = @statement_id, period_id = @period_id, sequence = @sequence, amount_minor = @amount_minor, booking_day = @booking_day, value_day = @value_day, end_to_end_id = @end_to_end_id, reference_texts = @reference_texts, batch_reference = @batch_reference, transaction_count = @transaction_count, counterparty_name = @counterparty_name, counterparty_account = @counterparty_account, remittance_text = @remittance_text, reversal = @reversal, return_reason = @return_reason, original_end_to_end_id = @original_end_to_end_id, state = @state, match_id = @match_id, version = version + 1 WHERE id = @id AND version = @version AND funding_account_id = @funding_account_id;

-- Load statement_line
SELECT id, funding_account_id, statement_id, period_id, sequence, amount_minor, booking_day, value_day, end_to_end_id, reference_texts, batch_reference, transaction_count, counterparty_name, counterparty_account, remittance_text, reversal, return_reason, original_end_to_end_id, state, match_id, version FROM statement_line WHERE id = @k ORDER BY id;

-- Insert payment_match
INSERT INTO payment_match (id, funding_account_id, kind, pass, score, signals, difference_minor, state, made_by, made_at, decided_by, decided_at, undo_by, undo_reason, version) VALUES (@id, @funding_account_id, @kind, @pass, @score, @signals, @difference_minor, @state, @made_by, @made_at, @decided_by, @decided_at, @undo_by, @undo_reason, @version);

-- Update payment_match
UPDATE payment_match SET score = @score, signals = @signals, difference_minor = @difference_minor, state = @state, made_by = @made_by, made_at = @made_at, decided_by = @decided_by, decided_at = @decided_at, undo_by = @undo_by, undo_reason = @undo_reason, version = version + 1 WHERE id = @id AND version = @version AND funding_account_id = @funding_account_id AND kind = @kind AND pass = @pass;

-- Load payment_match
SELECT id, funding_account_id, kind, pass, score, signals, difference_minor, state, made_by, made_at, decided_by, decided_at, undo_by, undo_reason, version FROM payment_match WHERE id = @k ORDER BY id;

-- Insert match_part
INSERT INTO match_part (id, match_id, kind, reference, amount_minor, version) VALUES (@id, @match_id, @kind, @reference, @amount_minor, @version);

-- Update match_part
UPDATE match_part SET amount_minor = @amount_minor, version = version + 1 WHERE id = @id AND version = @version AND match_id = @match_id AND kind = @kind AND reference = @reference;

-- Load match_part
SELECT id, match_id, kind, reference, amount_minor, version FROM match_part WHERE id = @k ORDER BY id;

-- Insert discrepancy
INSERT INTO discrepancy (id, funding_account_id, period_id, type, lines, payments, difference_minor, signals, owner, opened_at, state, resolution, reason, proposed_by, proposed_at, decided_by, decided_at, version) VALUES (@id, @funding_account_id, @period_id, @type, @lines, @payments, @difference_minor, @signals, @owner, @opened_at, @state, @resolution, @reason, @proposed_by, @proposed_at, @decided_by, @decided_at, @version);

-- Update discrepancy
UPDATE discrepancy SET period_id = @period_id, difference_minor = @difference_minor, signals = @signals, owner = @owner, opened_at = @opened_at, state = @state, resolution = @resolution, reason = @reason, proposed_by = @proposed_by, proposed_at = @proposed_at, decided_by = @decided_by, decided_at = @decided_at, version = version + 1 WHERE id = @id AND version = @version AND funding_account_id = @funding_account_id AND type = @type AND lines = @lines AND payments = @payments;

-- Load discrepancy
SELECT id, funding_account_id, period_id, type, lines, payments, difference_minor, signals, owner, opened_at, state, resolution, reason, proposed_by, proposed_at, decided_by, decided_at, version FROM discrepancy WHERE id = @k ORDER BY id;

-- Insert period
INSERT INTO period (id, funding_account_id, first_day, state, closing_minor, carried_over, closed_by, closed_at, requested_by, reason, version) VALUES (@id, @funding_account_id, @first_day, @state, @closing_minor, @carried_over, @closed_by, @closed_at, @requested_by, @reason, @version);

-- Update period
UPDATE period SET state = @state, closing_minor = @closing_minor, carried_over = @carried_over, closed_by = @closed_by, closed_at = @closed_at, requested_by = @requested_by, reason = @reason, version = version + 1 WHERE id = @id AND version = @version AND funding_account_id = @funding_account_id AND first_day = @first_day;

-- Load period
SELECT id, funding_account_id, first_day, state, closing_minor, carried_over, closed_by, closed_at, requested_by, reason, version FROM period WHERE id = @k ORDER BY id;

-- Insert device_public_key
INSERT INTO device_public_key (id, public_key, code_hash, code_until, sequence, chain_hash, version) VALUES (@id, @public_key, @code_hash, @code_until, @sequence, @chain_hash, @version);

-- Update device_public_key
UPDATE device_public_key SET public_key = @public_key, code_hash = @code_hash, code_until = @code_until, sequence = @sequence, chain_hash = @chain_hash, version = version + 1 WHERE id = @id AND version = @version;

-- Load device_public_key
SELECT id, public_key, code_hash, code_until, sequence, chain_hash, version FROM device_public_key WHERE id = @k ORDER BY id;

-- Insert lease
INSERT INTO lease (id, device_id, institution_id, most, sum_minor, currency, from_time, until_time, used_count, used_minor, version) VALUES (@id, @device_id, @institution_id, @most, @sum_minor, @currency, @from_time, @until_time, @used_count, @used_minor, @version);

-- Update lease
UPDATE lease SET most = @most, sum_minor = @sum_minor, currency = @currency, from_time = @from_time, until_time = @until_time, used_count = @used_count, used_minor = @used_minor, version = version + 1 WHERE id = @id AND version = @version AND device_id = @device_id AND institution_id = @institution_id;

-- Load lease
SELECT id, device_id, institution_id, most, sum_minor, currency, from_time, until_time, used_count, used_minor, version FROM lease WHERE id = @k ORDER BY id;

-- Insert offline_record
INSERT INTO offline_record (id, device_id, lease_id, sequence, previous_hash, hash, voucher_id, session_id, amount_minor, currency, captured_at, shown_at, shown_until, institution_id, branch_id, synced_at, state, redemption_id, conflict_code, conflict_text, conflict_facts, decided_by, decided_at, decision_reason, version) VALUES (@id, @device_id, @lease_id, @sequence, @previous_hash, @hash, @voucher_id, @session_id, @amount_minor, @currency, @captured_at, @shown_at, @shown_until, @institution_id, @branch_id, @synced_at, @state, @redemption_id, @conflict_code, @conflict_text, @conflict_facts, @decided_by, @decided_at, @decision_reason, @version);

-- Update offline_record
UPDATE offline_record SET device_id = @device_id, lease_id = @lease_id, sequence = @sequence, previous_hash = @previous_hash, hash = @hash, voucher_id = @voucher_id, session_id = @session_id, amount_minor = @amount_minor, currency = @currency, captured_at = @captured_at, shown_at = @shown_at, shown_until = @shown_until, synced_at = @synced_at, state = @state, redemption_id = @redemption_id, conflict_code = @conflict_code, conflict_text = @conflict_text, conflict_facts = @conflict_facts, decided_by = @decided_by, decided_at = @decided_at, decision_reason = @decision_reason, version = version + 1 WHERE id = @id AND version = @version AND institution_id = @institution_id AND branch_id = @branch_id;

-- Load offline_record
SELECT id, device_id, lease_id, sequence, previous_hash, hash, voucher_id, session_id, amount_minor, currency, captured_at, shown_at, shown_until, institution_id, branch_id, synced_at, state, redemption_id, conflict_code, conflict_text, conflict_facts, decided_by, decided_at, decision_reason, version FROM offline_record WHERE id = @k ORDER BY id;

-- Insert counter
INSERT INTO counter (id, last_number, version) VALUES (@id, @last_number, @version);

-- Update counter
UPDATE counter SET last_number = @last_number, version = version + 1 WHERE id = @id AND version = @version;

-- Load counter
SELECT id, last_number, version FROM counter WHERE id = @k ORDER BY id;

-- LoadByCitizen voucher
SELECT id, programme_id, citizen_id, target_group, occupation, level, face_minor, currency, issued_at, valid_until, state, suspended, status_list, status_index, code, pin_generation, pin_failures, session_id, institution_id, reserved_until, redemption_id, redeemed_at, presentation_floor, viewed_at, version FROM voucher WHERE citizen_id = @k ORDER BY id;

-- LoadByCitizen membership
SELECT id, citizen_id, target_group, valid_from, valid_until, evidence, version FROM membership WHERE citizen_id = @k ORDER BY id;

-- LoadByNationalId
SELECT id, national_id_hash, masked_name, version FROM citizen WHERE national_id_hash = @k ORDER BY id;

