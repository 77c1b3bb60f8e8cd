-- Rows of state. Every table keeps its rows by id; version is 1 at the insert and one more at each write.
-- Money is minor units, time is microseconds since 1970 in UTC, truth is 0 or 1.
-- Ids and codes are compared byte by byte, as SQLite does.

CREATE TABLE counter (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT counter_key PRIMARY KEY,
    last_number bigint NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE course (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT course_key PRIMARY KEY,
    title nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    title_en nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    occupation nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
    level int NOT NULL,
    class_hours int NOT NULL,
    batch nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE institution (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT institution_key PRIMARY KEY,
    number int NOT NULL,
    name nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    kind int NOT NULL,
    accredited_until bigint NOT NULL,
    suspended int NOT NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX institution_number ON institution (number);

CREATE TABLE branch (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT branch_key PRIMARY KEY,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    name nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    address nvarchar(1000) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX branch_institution ON branch (institution_id, id);

CREATE TABLE device (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT device_key PRIMARY KEY,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    name nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    revoked int NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX device_institution ON device (institution_id, id);

CREATE TABLE agency (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT agency_key PRIMARY KEY,
    name nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE session (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT session_key PRIMARY KEY,
    course_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    kind int NOT NULL,
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    capacity int NOT NULL,
    enrolled int NOT NULL,
    cancelled int NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX session_institution ON session (institution_id, id);
CREATE INDEX session_course ON session (course_id, id);

CREATE TABLE programme (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT programme_key PRIMARY KEY,
    number int NOT NULL,
    title nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    category int NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    valid_from bigint NOT NULL,
    valid_until bigint NOT NULL,
    state int NOT NULL,
    rules nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX programme_number ON programme (number);

CREATE TABLE citizen (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT citizen_key PRIMARY KEY,
    national_id_hash varchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
    masked_name nvarchar(16) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX citizen_national_id ON citizen (national_id_hash);

-- A bulk issue walks a target group in the order of the keys.
CREATE TABLE membership (
    id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT membership_key PRIMARY KEY,
    citizen_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    target_group nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
    valid_from bigint NOT NULL,
    valid_until bigint NOT NULL,
    evidence nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX membership_citizen ON membership (citizen_id, id);
CREATE INDEX membership_group ON membership (target_group, id);

CREATE TABLE enrolment (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT enrolment_key PRIMARY KEY,
    session_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    citizen_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    state int NOT NULL,
    enrolled_at bigint NOT NULL,
    attended_hours int NOT NULL,
    nominated_by nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    completed_at bigint NULL,
    certificate_number nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    certified_level int NOT NULL,
    agency_id varchar(81) COLLATE Latin1_General_BIN2 NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX enrolment_session ON enrolment (session_id, citizen_id);
CREATE INDEX enrolment_citizen ON enrolment (citizen_id, id);
CREATE INDEX enrolment_institution ON enrolment (institution_id, id);

CREATE TABLE voucher (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT voucher_key PRIMARY KEY,
    programme_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    citizen_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    target_group nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
    occupation nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
    level int NOT NULL,
    face_minor bigint NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    issued_at bigint NOT NULL,
    valid_until bigint NOT NULL,
    state int NOT NULL,
    suspended int NOT NULL,
    status_list int NOT NULL,
    status_index int NOT NULL,
    code bigint NOT NULL,
    pin_generation int NOT NULL,
    pin_failures int NOT NULL,
    session_id varchar(81) COLLATE Latin1_General_BIN2 NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NULL,
    reserved_until bigint NULL,
    redemption_id varchar(81) COLLATE Latin1_General_BIN2 NULL,
    redeemed_at bigint NULL,
    presentation_floor bigint NULL,
    viewed_at bigint NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX voucher_code ON voucher (code);
CREATE UNIQUE INDEX voucher_status ON voucher (status_list, status_index);
CREATE INDEX voucher_citizen ON voucher (citizen_id);
CREATE INDEX voucher_programme ON voucher (programme_id, id);
-- Only vouchers that can lapse are in these, so that the clock looks at nothing else.
CREATE INDEX voucher_lapse ON voucher (valid_until) WHERE state IN (1, 2);
CREATE INDEX voucher_timeout ON voucher (reserved_until) WHERE state = 2;

CREATE TABLE voucher_credential (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT voucher_credential_key PRIMARY KEY,
    cose varbinary(4000) NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE redemption (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT redemption_key PRIMARY KEY,
    receipt varchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
    voucher_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    citizen_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    programme_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    device_id varchar(81) COLLATE Latin1_General_BIN2 NULL,
    session_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    amount_minor bigint NOT NULL,
    face_minor bigint NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    evidence int NOT NULL,
    redeemed_at bigint NOT NULL,
    redeemed_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    state int NOT NULL,
    voided_at bigint NULL,
    void_reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    earned_at bigint NULL,
    payout_item_id varchar(81) COLLATE Latin1_General_BIN2 NULL,
    version bigint NOT NULL
);
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
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bulk_issue_key PRIMARY KEY,
    programme_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    target_group nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
    occupation nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
    level int NOT NULL,
    started_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    started_at bigint NOT NULL,
    state int NOT NULL,
    total int NOT NULL,
    considered int NOT NULL,
    issued int NOT NULL,
    refused int NOT NULL,
    cursor_key nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);

CREATE TABLE bulk_issue_reject (
    id varchar(200) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bulk_issue_reject_key PRIMARY KEY,
    bulk_issue_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    citizen_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    code int NOT NULL,
    message nvarchar(1000) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX bulk_issue_reject_issue ON bulk_issue_reject (bulk_issue_id, id);

-- The books. An account's id ends with its kind; only appropriation (1) and receivable (9) go below zero.

CREATE TABLE account (
    id bigint NOT NULL CONSTRAINT account_key PRIMARY KEY,
    balance bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT account_not_below_zero CHECK (balance >= 0 OR (id & 255) IN (1, 9, 10, 11, 12))
);

-- A lane is one open store: its batches of journal rows make one chain of hashes.
CREATE TABLE lane (
    number int NOT NULL CONSTRAINT lane_key PRIMARY KEY,
    opened_at bigint NOT NULL,
    name nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL
);

CREATE TABLE journal_batch (
    lane int NOT NULL CONSTRAINT journal_batch_lane REFERENCES lane (number),
    number bigint NOT NULL,
    previous_hash binary(32) NOT NULL,
    hash binary(32) NOT NULL,
    first_sequence bigint NOT NULL,
    row_count int NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT journal_batch_key PRIMARY KEY (lane, number)
);

CREATE TABLE journal (
    lane int NOT NULL,
    sequence bigint NOT NULL,
    batch bigint NOT NULL,
    event int NOT NULL,
    subject nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    debit bigint NULL,
    credit bigint NULL,
    amount bigint NOT NULL,
    actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    request_id binary(16) NULL,
    at bigint NOT NULL,
    note nvarchar(400) COLLATE Latin1_General_BIN2 NULL,
    CONSTRAINT journal_key PRIMARY KEY (lane, sequence)
);
CREATE INDEX journal_subject ON journal (subject);

-- Signed heads of the lanes. No reference to the lane: a checkpoint must tell of a lane that somebody removed.
CREATE TABLE journal_checkpoint (
    lane int NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    cose varbinary(400) NOT NULL,
    CONSTRAINT journal_checkpoint_key PRIMARY KEY (lane, number)
);

-- Callers' request ids are random, so only this narrow table is ordered by them; answers are dropped by age.
CREATE TABLE request (
    request_id binary(16) NOT NULL CONSTRAINT request_key PRIMARY KEY,
    content_hash binary(16) NOT NULL,
    lane int NOT NULL,
    sequence bigint NOT NULL
);

CREATE TABLE answer (
    lane int NOT NULL,
    sequence bigint NOT NULL,
    request_id binary(16) NOT NULL,
    refused int NOT NULL,
    bytes varbinary(max) NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT answer_key PRIMARY KEY (lane, sequence)
);
CREATE INDEX answer_at ON answer (at);

-- What each migration said when it ran.
CREATE TABLE schema_checksum (
    script nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT schema_checksum_key PRIMARY KEY,
    sha256 char(64) COLLATE Latin1_General_BIN2 NOT NULL
);
