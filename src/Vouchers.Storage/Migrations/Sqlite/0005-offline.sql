-- What counters accept while their line is down.

-- A device has the key of one browser, and the head of the chain of what it captured.
ALTER TABLE device ADD COLUMN public_key text NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN enrolment_code_hash text NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN enrolment_code_until integer NULL;
ALTER TABLE device ADD COLUMN chain_sequence integer NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN chain_hash text NOT NULL DEFAULT '';

CREATE TABLE lease (
    id text NOT NULL PRIMARY KEY,
    device_id text NOT NULL,
    institution_id text NOT NULL,
    most integer NOT NULL,
    sum_minor integer NOT NULL,
    currency text NOT NULL,
    from_time integer NOT NULL,
    until_time integer NOT NULL,
    used_count integer NOT NULL,
    used_minor integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_device ON lease (device_id, id);

CREATE TABLE offline_record (
    id text NOT NULL PRIMARY KEY,
    device_id text NOT NULL,
    lease_id text NOT NULL,
    chain_sequence integer NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    voucher_id text NOT NULL,
    session_id text NOT NULL,
    amount_minor integer NOT NULL,
    currency text NOT NULL,
    captured_at integer NOT NULL,
    shown_at integer NULL,
    shown_until integer NULL,
    institution_id text NOT NULL,
    branch_id text NOT NULL,
    synced_at integer NOT NULL,
    state integer NOT NULL,
    redemption_id text NULL,
    conflict_code integer NOT NULL,
    conflict_text text NOT NULL,
    decided_by text NOT NULL,
    decided_at integer NULL,
    decision_reason text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX offline_record_device ON offline_record (device_id, id);
CREATE INDEX offline_record_institution ON offline_record (institution_id, id);
CREATE INDEX offline_record_conflict ON offline_record (state, id);
CREATE UNIQUE INDEX offline_record_redemption ON offline_record (redemption_id) WHERE redemption_id IS NOT NULL;
