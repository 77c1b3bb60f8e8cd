-- What counters accept while their line is down.

-- The key of the browser that became a device, and the head of the chain of what it captured.
CREATE TABLE device_public_key (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT device_public_key_key PRIMARY KEY,
    public_key varchar(86) COLLATE Latin1_General_BIN2 NOT NULL,
    code_hash varchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
    code_until bigint NULL,
    sequence bigint NOT NULL,
    chain_hash varchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);

-- What a device may accept.
CREATE TABLE lease (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT lease_key PRIMARY KEY,
    device_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    most int NOT NULL,
    sum_minor bigint NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    from_time bigint NOT NULL,
    until_time bigint NOT NULL,
    used_count int NOT NULL,
    used_minor bigint NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX lease_device ON lease (device_id, id);

-- What a device accepted, as it was judged when it came in.
CREATE TABLE offline_record (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT offline_record_key PRIMARY KEY,
    device_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    lease_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    sequence bigint NOT NULL,
    previous_hash varchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
    hash varchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
    voucher_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    session_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    amount_minor bigint NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    captured_at bigint NOT NULL,
    shown_at bigint NULL,
    shown_until bigint NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    branch_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    synced_at bigint NOT NULL,
    state int NOT NULL,
    redemption_id varchar(81) COLLATE Latin1_General_BIN2 NULL,
    conflict_code int NOT NULL,
    conflict_text nvarchar(1000) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_at bigint NULL,
    decision_reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX offline_record_device ON offline_record (device_id, id);
CREATE INDEX offline_record_institution ON offline_record (institution_id, id);
CREATE INDEX offline_record_conflict ON offline_record (state, id);
CREATE UNIQUE INDEX offline_record_redemption ON offline_record (redemption_id) WHERE redemption_id IS NOT NULL;
