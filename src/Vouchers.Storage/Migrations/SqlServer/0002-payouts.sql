-- Payouts and claw-backs. Money is minor units, time is microseconds since 1970 in UTC.

CREATE TABLE funding_account (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT funding_account_key PRIMARY KEY,
    number int NOT NULL,
    holder_name nvarchar(140) COLLATE Latin1_General_BIN2 NOT NULL,
    account_number varchar(34) COLLATE Latin1_General_BIN2 NOT NULL,
    bank_code varchar(12) COLLATE Latin1_General_BIN2 NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    cooling_off_hours int NOT NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX funding_account_number ON funding_account (number);

-- The account of an institution; its id is the institution's.
CREATE TABLE payee_account (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT payee_account_key PRIMARY KEY,
    holder_name nvarchar(140) COLLATE Latin1_General_BIN2 NOT NULL,
    account_number varchar(34) COLLATE Latin1_General_BIN2 NOT NULL,
    bank_code varchar(12) COLLATE Latin1_General_BIN2 NOT NULL,
    changed_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    changed_at bigint NOT NULL,
    verified_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    verified_at bigint NULL,
    held_reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);

-- A batch of payments, made by one person and approved by another.
CREATE TABLE payout_batch (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT payout_batch_key PRIMARY KEY,
    funding_account_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    cut_off bigint NOT NULL,
    pay_on bigint NOT NULL,
    state int NOT NULL,
    made_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    made_at bigint NOT NULL,
    cursor_key varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    items int NOT NULL,
    open_items int NOT NULL,
    failed int NOT NULL,
    redemptions int NOT NULL,
    held_back int NOT NULL,
    total_minor bigint NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    approved_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    approved_at bigint NULL,
    exported_at bigint NULL,
    file_hash varchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);

-- What one programme pays one institution in a batch.
CREATE TABLE payout_item (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT payout_item_key PRIMARY KEY,
    batch_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    programme_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    programme_number int NOT NULL,
    institution_number int NOT NULL,
    gross_minor bigint NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    netted_minor bigint NOT NULL,
    redemptions int NOT NULL,
    holder_name nvarchar(140) COLLATE Latin1_General_BIN2 NOT NULL,
    account_number varchar(34) COLLATE Latin1_General_BIN2 NOT NULL,
    bank_code varchar(12) COLLATE Latin1_General_BIN2 NOT NULL,
    payee_changed_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    state int NOT NULL,
    reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    ended_at bigint NULL,
    version bigint NOT NULL
);
CREATE INDEX payout_item_batch ON payout_item (batch_id, id);
CREATE INDEX payout_item_institution ON payout_item (institution_id, id);

CREATE TABLE claw_back (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT claw_back_key PRIMARY KEY,
    redemption_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    programme_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    amount_minor bigint NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    open_minor bigint NOT NULL,
    planned_minor bigint NOT NULL,
    state int NOT NULL,
    reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    requested_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    requested_at bigint NOT NULL,
    decided_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_at bigint NULL,
    version bigint NOT NULL
);
-- A redemption is clawed back once: one that was declined (2) may be asked for again.
CREATE UNIQUE INDEX claw_back_redemption ON claw_back (redemption_id) WHERE state <> 2;
CREATE INDEX claw_back_institution ON claw_back (institution_id, id);

-- What a payment takes off for a claw-back.
CREATE TABLE netting (
    id varchar(200) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT netting_key PRIMARY KEY,
    batch_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    item_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    claw_back_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    amount_minor bigint NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX netting_batch ON netting (batch_id, id);
