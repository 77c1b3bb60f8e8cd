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
    CAST(SUM(CASE WHEN v.viewed_at IS NULL THEN 0 ELSE 1 END) AS bigint),
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
WHERE event BETWEEN 40 AND 64
GROUP BY subject, event, COALESCE(debit, 0) & 255, COALESCE(credit, 0) & 255, amount
ORDER BY 1, 2;

-- JournalPage
SELECT lane, sequence, batch, event, subject, debit, credit, amount, actor, request_id, at, note FROM journal
WHERE (lane > @afterLane OR (lane = @afterLane AND sequence > @afterSequence)) AND lane = @lane AND subject = @subject
ORDER BY lane, sequence
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- List
SELECT id, programme_id, citizen_id, target_group, occupation, level, face_minor, currency, issued_at, valid_until, state, suspended, status_list, status_index, code, pin_generation, pin_failures, session_id, institution_id, reserved_until, redemption_id, redeemed_at, presentation_floor, viewed_at, version FROM voucher
WHERE citizen_id = @w0 AND state = @w1 AND id > @after
ORDER BY id
OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY;

-- Count
SELECT CAST(COUNT(*) AS bigint) FROM voucher
WHERE citizen_id = @w0 AND state = @w1;

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
INSERT INTO redemption (id, receipt, voucher_id, citizen_id, programme_id, institution_id, branch_id, device_id, session_id, amount_minor, face_minor, currency, evidence, redeemed_at, redeemed_by, state, voided_at, void_reason, version)
SELECT b.id, b.receipt, b.voucher_id, b.citizen_id, b.programme_id, b.institution_id, b.branch_id, b.device_id, b.session_id, b.amount_minor, b.face_minor, b.currency, b.evidence, b.redeemed_at, b.redeemed_by, b.state, b.voided_at, b.void_reason, b.version
FROM OPENJSON(@rows) WITH (id varchar(81) '$.id', receipt varchar(40) '$.receipt', voucher_id varchar(81) '$.voucher_id', citizen_id varchar(81) '$.citizen_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', device_id varchar(81) '$.device_id', session_id varchar(81) '$.session_id', amount_minor bigint '$.amount_minor', face_minor bigint '$.face_minor', currency varchar(3) '$.currency', evidence int '$.evidence', redeemed_at bigint '$.redeemed_at', redeemed_by nvarchar(200) '$.redeemed_by', state int '$.state', voided_at bigint '$.voided_at', void_reason nvarchar(400) '$.void_reason', version bigint '$.version') b;

-- Update redemption
UPDATE t SET programme_id = b.programme_id, branch_id = b.branch_id, device_id = b.device_id, amount_minor = b.amount_minor, face_minor = b.face_minor, currency = b.currency, evidence = b.evidence, redeemed_at = b.redeemed_at, redeemed_by = b.redeemed_by, state = b.state, voided_at = b.voided_at, void_reason = b.void_reason, version = t.version + 1
FROM redemption t
JOIN OPENJSON(@rows) WITH (id varchar(81) '$.id', receipt varchar(40) '$.receipt', voucher_id varchar(81) '$.voucher_id', citizen_id varchar(81) '$.citizen_id', programme_id varchar(81) '$.programme_id', institution_id varchar(81) '$.institution_id', branch_id varchar(81) '$.branch_id', device_id varchar(81) '$.device_id', session_id varchar(81) '$.session_id', amount_minor bigint '$.amount_minor', face_minor bigint '$.face_minor', currency varchar(3) '$.currency', evidence int '$.evidence', redeemed_at bigint '$.redeemed_at', redeemed_by nvarchar(200) '$.redeemed_by', state int '$.state', voided_at bigint '$.voided_at', void_reason nvarchar(400) '$.void_reason', version bigint '$.version') b ON t.id = b.id COLLATE Latin1_General_BIN2
WHERE t.version = b.version AND t.receipt = b.receipt COLLATE Latin1_General_BIN2 AND t.voucher_id = b.voucher_id COLLATE Latin1_General_BIN2 AND t.citizen_id = b.citizen_id COLLATE Latin1_General_BIN2 AND t.institution_id = b.institution_id COLLATE Latin1_General_BIN2 AND t.session_id = b.session_id COLLATE Latin1_General_BIN2;

-- Load redemption
SELECT t.id, t.receipt, t.voucher_id, t.citizen_id, t.programme_id, t.institution_id, t.branch_id, t.device_id, t.session_id, t.amount_minor, t.face_minor, t.currency, t.evidence, t.redeemed_at, t.redeemed_by, t.state, t.voided_at, t.void_reason, t.version
FROM OPENJSON(@rows) WITH (k varchar(81) '$.k') b
JOIN redemption t WITH (UPDLOCK) ON t.id = b.k COLLATE Latin1_General_BIN2
ORDER BY t.id;

-- StillThere redemption
SELECT t.id
FROM redemption t
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

