-- Payouts and claw-backs. Money is minor units, time is microseconds since 1970 in UTC.

CREATE TABLE funding_account (
    id text NOT NULL PRIMARY KEY,
    number integer NOT NULL,
    holder_name text NOT NULL,
    account_number text NOT NULL,
    bank_code text NOT NULL,
    currency text NOT NULL,
    cooling_off_hours integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX funding_account_number ON funding_account (number);

-- The account of an institution; its id is the institution's.
CREATE TABLE payee_account (
    id text NOT NULL PRIMARY KEY,
    holder_name text NOT NULL,
    account_number text NOT NULL,
    bank_code text NOT NULL,
    changed_by text NOT NULL,
    changed_at integer NOT NULL,
    verified_by text NOT NULL,
    verified_at integer NULL,
    held_reason text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;

-- A batch of payments, made by one person and approved by another.
CREATE TABLE payout_batch (
    id text NOT NULL PRIMARY KEY,
    funding_account_id text NOT NULL,
    cut_off integer NOT NULL,
    pay_on integer NOT NULL,
    state integer NOT NULL,
    made_by text NOT NULL,
    made_at integer NOT NULL,
    cursor_key text NOT NULL,
    items integer NOT NULL,
    open_items integer NOT NULL,
    failed integer NOT NULL,
    redemptions integer NOT NULL,
    held_back integer NOT NULL,
    total_minor integer NOT NULL,
    currency text NOT NULL,
    approved_by text NOT NULL,
    approved_at integer NULL,
    exported_at integer NULL,
    file_hash text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;

-- What one programme pays one institution in a batch.
CREATE TABLE payout_item (
    id text NOT NULL PRIMARY KEY,
    batch_id text NOT NULL,
    programme_id text NOT NULL,
    institution_id text NOT NULL,
    programme_number integer NOT NULL,
    institution_number integer NOT NULL,
    gross_minor integer NOT NULL,
    currency text NOT NULL,
    netted_minor integer NOT NULL,
    redemptions integer NOT NULL,
    holder_name text NOT NULL,
    account_number text NOT NULL,
    bank_code text NOT NULL,
    payee_changed_by text NOT NULL,
    state integer NOT NULL,
    reason text NOT NULL,
    ended_at integer NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payout_item_batch ON payout_item (batch_id, id);
CREATE INDEX payout_item_institution ON payout_item (institution_id, id);

CREATE TABLE claw_back (
    id text NOT NULL PRIMARY KEY,
    redemption_id text NOT NULL,
    programme_id text NOT NULL,
    institution_id text NOT NULL,
    amount_minor integer NOT NULL,
    currency text NOT NULL,
    open_minor integer NOT NULL,
    planned_minor integer NOT NULL,
    state integer NOT NULL,
    reason text NOT NULL,
    requested_by text NOT NULL,
    requested_at integer NOT NULL,
    decided_by text NOT NULL,
    decided_at integer NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
-- A redemption is clawed back once: one that was declined (2) may be asked for again.
CREATE UNIQUE INDEX claw_back_redemption ON claw_back (redemption_id) WHERE state <> 2;
CREATE INDEX claw_back_institution ON claw_back (institution_id, id);

-- What a payment takes off for a claw-back.
CREATE TABLE netting (
    id text NOT NULL PRIMARY KEY,
    batch_id text NOT NULL,
    item_id text NOT NULL,
    claw_back_id text NOT NULL,
    amount_minor integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX netting_batch ON netting (batch_id, id);
