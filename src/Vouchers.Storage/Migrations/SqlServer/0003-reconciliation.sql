-- Bank statements and their reconciliation. Money is minor units, time is microseconds since 1970 in UTC.

-- A statement of a funding account, as a file of the bank told it. Days are counted from 0001-01-01.
CREATE TABLE statement (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT statement_key PRIMARY KEY,
    funding_account_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    period_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    file_hash varchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
    ordinal int NOT NULL,
    bank_id nvarchar(140) COLLATE Latin1_General_BIN2 NOT NULL,
    from_day int NOT NULL,
    to_day int NOT NULL,
    opening_minor bigint NULL,
    closing_minor bigint NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    lines int NOT NULL,
    added int NOT NULL,
    duplicates int NOT NULL,
    unexplained int NOT NULL,
    verdict nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
    state int NOT NULL,
    imported_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    imported_at bigint NOT NULL,
    decided_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_at bigint NULL,
    version bigint NOT NULL
);
CREATE INDEX statement_period ON statement (period_id, id);

-- A booked line. What is open is unexplained: imported (1), or in suspense (3, 4).
CREATE TABLE statement_line (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT statement_line_key PRIMARY KEY,
    funding_account_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    statement_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    period_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    sequence int NOT NULL,
    amount_minor bigint NOT NULL,
    booking_day int NOT NULL,
    value_day bigint NULL,
    end_to_end_id nvarchar(140) COLLATE Latin1_General_BIN2 NOT NULL,
    reference_texts nvarchar(1000) COLLATE Latin1_General_BIN2 NOT NULL,
    batch_reference nvarchar(140) COLLATE Latin1_General_BIN2 NOT NULL,
    transaction_count int NOT NULL,
    counterparty_name nvarchar(280) COLLATE Latin1_General_BIN2 NOT NULL,
    counterparty_account nvarchar(70) COLLATE Latin1_General_BIN2 NOT NULL,
    remittance_text nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
    reversal int NOT NULL,
    return_reason nvarchar(140) COLLATE Latin1_General_BIN2 NOT NULL,
    original_end_to_end_id nvarchar(140) COLLATE Latin1_General_BIN2 NOT NULL,
    state int NOT NULL,
    match_id varchar(81) COLLATE Latin1_General_BIN2 NULL,
    version bigint NOT NULL
);
CREATE INDEX statement_line_statement ON statement_line (statement_id, id);
CREATE INDEX statement_line_open ON statement_line (funding_account_id, id) WHERE state IN (1, 3, 4);

-- Lines and what explains them.
CREATE TABLE payment_match (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT payment_match_key PRIMARY KEY,
    funding_account_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    kind int NOT NULL,
    pass varchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
    score int NOT NULL,
    signals nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
    difference_minor bigint NOT NULL,
    state int NOT NULL,
    made_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    made_at bigint NOT NULL,
    decided_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_at bigint NULL,
    undo_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    undo_reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX payment_match_funding_account ON payment_match (funding_account_id, id);

-- A line, a payment or a claw-back in a match.
CREATE TABLE match_part (
    id varchar(200) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT match_part_key PRIMARY KEY,
    match_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    kind int NOT NULL,
    reference varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    amount_minor bigint NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX match_part_match ON match_part (match_id, id);
CREATE INDEX match_part_reference ON match_part (reference, id);

-- Lines or payments that people explain.
CREATE TABLE discrepancy (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT discrepancy_key PRIMARY KEY,
    funding_account_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    period_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    type int NOT NULL,
    lines varchar(1640) COLLATE Latin1_General_BIN2 NOT NULL,
    payments varchar(1640) COLLATE Latin1_General_BIN2 NOT NULL,
    difference_minor bigint NOT NULL,
    signals nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
    owner nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    opened_at bigint NOT NULL,
    state int NOT NULL,
    resolution int NOT NULL,
    reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    proposed_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_at bigint NULL,
    version bigint NOT NULL
);
CREATE INDEX discrepancy_period ON discrepancy (period_id, id);
CREATE INDEX discrepancy_open ON discrepancy (funding_account_id, id) WHERE state IN (1, 2);

-- A calendar month of a funding account.
CREATE TABLE period (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT period_key PRIMARY KEY,
    funding_account_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    first_day int NOT NULL,
    state int NOT NULL,
    closing_minor bigint NULL,
    carried_over int NOT NULL,
    closed_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    closed_at bigint NULL,
    requested_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX period_funding_account ON period (funding_account_id, id);

-- Payments are found by the account that pays them.
CREATE INDEX payout_batch_funding_account ON payout_batch (funding_account_id, id);
