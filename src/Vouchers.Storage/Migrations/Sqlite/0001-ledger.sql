-- Rows of state. Every table keeps its rows by id; version is 1 at the insert and one more at each write.
-- Money is minor units, time is microseconds since 1970 in UTC, truth is 0 or 1.
-- Tables with one index are kept in the order of their key; those with more keep SQLite's rowid, because each
-- further index would repeat the whole key.

CREATE TABLE counter (
    id text NOT NULL PRIMARY KEY,
    last_number integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE course (
    id text NOT NULL PRIMARY KEY,
    title text NOT NULL,
    title_en text NOT NULL,
    occupation text NOT NULL,
    level integer NOT NULL,
    class_hours integer NOT NULL,
    batch text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE institution (
    id text NOT NULL PRIMARY KEY,
    number integer NOT NULL,
    name text NOT NULL,
    kind integer NOT NULL,
    accredited_until integer NOT NULL,
    suspended integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX institution_number ON institution (number);

CREATE TABLE branch (
    id text NOT NULL PRIMARY KEY,
    institution_id text NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX branch_institution ON branch (institution_id, id);

CREATE TABLE device (
    id text NOT NULL PRIMARY KEY,
    institution_id text NOT NULL,
    branch_id text NOT NULL,
    name text NOT NULL,
    revoked integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX device_institution ON device (institution_id, id);

CREATE TABLE agency (
    id text NOT NULL PRIMARY KEY,
    name text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id text NOT NULL PRIMARY KEY,
    course_id text NOT NULL,
    institution_id text NOT NULL,
    branch_id text NOT NULL,
    kind integer NOT NULL,
    starts_at integer NOT NULL,
    ends_at integer NOT NULL,
    capacity integer NOT NULL,
    enrolled integer NOT NULL,
    cancelled integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_institution ON session (institution_id, id);
CREATE INDEX session_course ON session (course_id, id);

CREATE TABLE programme (
    id text NOT NULL PRIMARY KEY,
    number integer NOT NULL,
    title text NOT NULL,
    category integer NOT NULL,
    currency text NOT NULL,
    valid_from integer NOT NULL,
    valid_until integer NOT NULL,
    state integer NOT NULL,
    rules text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX programme_number ON programme (number);

CREATE TABLE citizen (
    id text NOT NULL PRIMARY KEY,
    national_id_hash text NOT NULL,
    masked_name text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX citizen_national_id ON citizen (national_id_hash);

-- A bulk issue walks a target group in the order of the keys.
CREATE TABLE membership (
    id text NOT NULL PRIMARY KEY,
    citizen_id text NOT NULL,
    target_group text NOT NULL,
    valid_from integer NOT NULL,
    valid_until integer NOT NULL,
    evidence text NOT NULL,
    version integer NOT NULL
) STRICT;
CREATE INDEX membership_citizen ON membership (citizen_id, id);
CREATE INDEX membership_group ON membership (target_group, id);

CREATE TABLE enrolment (
    id text NOT NULL PRIMARY KEY,
    session_id text NOT NULL,
    citizen_id text NOT NULL,
    institution_id text NOT NULL,
    state integer NOT NULL,
    enrolled_at integer NOT NULL,
    attended_hours integer NOT NULL,
    nominated_by text NOT NULL,
    completed_at integer NULL,
    certificate_number text NOT NULL,
    certified_level integer NOT NULL,
    agency_id text NULL,
    version integer NOT NULL
) STRICT;
CREATE UNIQUE INDEX enrolment_session ON enrolment (session_id, citizen_id);
CREATE INDEX enrolment_citizen ON enrolment (citizen_id, id);
CREATE INDEX enrolment_institution ON enrolment (institution_id, id);

CREATE TABLE voucher (
    id text NOT NULL PRIMARY KEY,
    programme_id text NOT NULL,
    citizen_id text NOT NULL,
    target_group text NOT NULL,
    occupation text NOT NULL,
    level integer NOT NULL,
    face_minor integer NOT NULL,
    currency text NOT NULL,
    issued_at integer NOT NULL,
    valid_until integer NOT NULL,
    state integer NOT NULL,
    suspended integer NOT NULL,
    status_list integer NOT NULL,
    status_index integer NOT NULL,
    code integer NOT NULL,
    pin_generation integer NOT NULL,
    pin_failures integer NOT NULL,
    session_id text NULL,
    institution_id text NULL,
    reserved_until integer NULL,
    redemption_id text NULL,
    redeemed_at integer NULL,
    presentation_floor integer NULL,
    viewed_at integer NULL,
    version integer NOT NULL
) STRICT;
CREATE UNIQUE INDEX voucher_code ON voucher (code);
CREATE UNIQUE INDEX voucher_status ON voucher (status_list, status_index);
CREATE INDEX voucher_citizen ON voucher (citizen_id);
CREATE INDEX voucher_programme ON voucher (programme_id, id);
-- Only vouchers that can lapse are in these, so that the clock looks at nothing else.
CREATE INDEX voucher_lapse ON voucher (valid_until) WHERE state IN (1, 2);
CREATE INDEX voucher_timeout ON voucher (reserved_until) WHERE state = 2;

CREATE TABLE voucher_credential (
    id text NOT NULL PRIMARY KEY,
    cose blob NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE redemption (
    id text NOT NULL PRIMARY KEY,
    receipt text NOT NULL,
    voucher_id text NOT NULL,
    citizen_id text NOT NULL,
    programme_id text NOT NULL,
    institution_id text NOT NULL,
    branch_id text NOT NULL,
    device_id text NULL,
    session_id text NOT NULL,
    amount_minor integer NOT NULL,
    face_minor integer NOT NULL,
    currency text NOT NULL,
    evidence integer NOT NULL,
    redeemed_at integer NOT NULL,
    redeemed_by text NOT NULL,
    state integer NOT NULL,
    voided_at integer NULL,
    void_reason text NOT NULL,
    earned_at integer NULL,
    payout_item_id text NULL,
    version integer NOT NULL
) STRICT;
CREATE UNIQUE INDEX redemption_receipt ON redemption (receipt);
-- A voucher has at most one redemption that is not voided (5), whatever the code above believes.
CREATE UNIQUE INDEX redemption_unvoided ON redemption (voucher_id) WHERE state <> 5;
-- A citizen's training is paid once, even with vouchers of two programmes.
CREATE UNIQUE INDEX redemption_training ON redemption (session_id, citizen_id) WHERE state <> 5;
CREATE INDEX redemption_citizen ON redemption (citizen_id);
CREATE INDEX redemption_institution ON redemption (institution_id, id);
CREATE INDEX redemption_session ON redemption (session_id, id);
-- What is owed and in no payment: a payout walks nothing else.
CREATE INDEX redemption_payable ON redemption (id) WHERE state = 2;
CREATE INDEX redemption_payout_item ON redemption (payout_item_id) WHERE payout_item_id IS NOT NULL;

CREATE TABLE bulk_issue (
    id text NOT NULL PRIMARY KEY,
    programme_id text NOT NULL,
    target_group text NOT NULL,
    occupation text NOT NULL,
    level integer NOT NULL,
    started_by text NOT NULL,
    started_at integer NOT NULL,
    state integer NOT NULL,
    total integer NOT NULL,
    considered integer NOT NULL,
    issued integer NOT NULL,
    refused integer NOT NULL,
    cursor_key text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bulk_issue_reject (
    id text NOT NULL PRIMARY KEY,
    bulk_issue_id text NOT NULL,
    citizen_id text NOT NULL,
    code integer NOT NULL,
    message text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_issue_reject_issue ON bulk_issue_reject (bulk_issue_id, id);

-- The books. An account's id ends with its kind; only appropriation (1) and receivable (9) go below zero.

CREATE TABLE account (
    id integer NOT NULL PRIMARY KEY,
    balance integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT account_not_below_zero CHECK (balance >= 0 OR (id & 255) IN (1, 9, 10, 11, 12))
) STRICT;

-- A lane is one open store: its batches of journal rows make one chain of hashes.
CREATE TABLE lane (
    number integer NOT NULL PRIMARY KEY,
    opened_at integer NOT NULL,
    name text NOT NULL
) STRICT;

CREATE TABLE journal_batch (
    lane integer NOT NULL REFERENCES lane (number),
    number integer NOT NULL,
    previous_hash blob NOT NULL,
    hash blob NOT NULL,
    first_sequence integer NOT NULL,
    row_count integer NOT NULL,
    at integer NOT NULL,
    PRIMARY KEY (lane, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    lane integer NOT NULL,
    sequence integer NOT NULL,
    batch integer NOT NULL,
    event integer NOT NULL,
    subject text NOT NULL,
    debit integer NULL,
    credit integer NULL,
    amount integer NOT NULL,
    actor text NOT NULL,
    request_id blob NULL,
    at integer NOT NULL,
    note text NULL,
    PRIMARY KEY (lane, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_subject ON journal (subject);

-- Signed heads of the lanes. No reference to the lane: a checkpoint must tell of a lane that somebody removed.
CREATE TABLE journal_checkpoint (
    lane integer NOT NULL,
    number integer NOT NULL,
    at integer NOT NULL,
    cose blob NOT NULL,
    PRIMARY KEY (lane, number)
) STRICT, WITHOUT ROWID;

-- Callers' request ids are random, so only this narrow table is ordered by them; answers are dropped by age.
CREATE TABLE request (
    request_id blob NOT NULL PRIMARY KEY,
    content_hash blob NOT NULL,
    lane integer NOT NULL,
    sequence integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
    lane integer NOT NULL,
    sequence integer NOT NULL,
    request_id blob NOT NULL,
    refused integer NOT NULL,
    bytes blob NOT NULL,
    at integer NOT NULL,
    PRIMARY KEY (lane, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_at ON answer (at);

-- What each migration said when it ran.
CREATE TABLE schema_checksum (
    script text NOT NULL PRIMARY KEY,
    sha256 text NOT NULL
) STRICT, WITHOUT ROWID;
