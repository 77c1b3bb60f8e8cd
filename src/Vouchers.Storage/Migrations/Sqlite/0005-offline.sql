-- What counters accept while their line is down.

-- The key of the browser that became a device, and the head of the chain of what it captured.
CREATE TABLE device_public_key (
    id text NOT NULL PRIMARY KEY,
    public_key text NOT NULL,
    code_hash text NOT NULL,
    code_until integer NULL,
    sequence integer NOT NULL,
    chain_hash text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;

-- What a device may accept.
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

-- What a device accepted, as it was judged when it came in.
CREATE TABLE offline_record (
    id text NOT NULL PRIMARY KEY,
    device_id text NOT NULL,
    lease_id text NOT NULL,
    sequence integer NOT NULL,
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
