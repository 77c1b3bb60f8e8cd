-- Bank statements and their reconciliation. Money is minor units, time is microseconds since 1970 in UTC.

-- A statement of a funding account, as a file of the bank told it. Days are counted from 0001-01-01.
CREATE TABLE statement (
    id text NOT NULL PRIMARY KEY,
    funding_account_id text NOT NULL,
    period_id text NOT NULL,
    file_hash text NOT NULL,
    ordinal integer NOT NULL,
    bank_id text NOT NULL,
    from_day integer NOT NULL,
    to_day integer NOT NULL,
    opening_minor integer NULL,
    closing_minor integer NULL,
    currency text NOT NULL,
    lines integer NOT NULL,
    added integer NOT NULL,
    duplicates integer NOT NULL,
    unexplained integer NOT NULL,
    verdict text NOT NULL,
    state integer NOT NULL,
    imported_by text NOT NULL,
    imported_at integer NOT NULL,
    decided_by text NOT NULL,
    decided_at integer NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_period ON statement (period_id, id);

-- A booked line. What is open is unexplained: imported (1), or in suspense (3, 4).
CREATE TABLE statement_line (
    id text NOT NULL PRIMARY KEY,
    funding_account_id text NOT NULL,
    statement_id text NOT NULL,
    period_id text NOT NULL,
    sequence integer NOT NULL,
    amount_minor integer NOT NULL,
    booking_day integer NOT NULL,
    value_day integer NULL,
    end_to_end_id text NOT NULL,
    reference_texts text NOT NULL,
    batch_reference text NOT NULL,
    transaction_count integer NOT NULL,
    counterparty_name text NOT NULL,
    counterparty_account text NOT NULL,
    remittance_text text NOT NULL,
    reversal integer NOT NULL,
    return_reason text NOT NULL,
    original_end_to_end_id text NOT NULL,
    state integer NOT NULL,
    match_id text NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_line_statement ON statement_line (statement_id, id);
CREATE INDEX statement_line_open ON statement_line (funding_account_id, id) WHERE state IN (1, 3, 4);

-- Lines and what explains them.
CREATE TABLE payment_match (
    id text NOT NULL PRIMARY KEY,
    funding_account_id text NOT NULL,
    kind integer NOT NULL,
    pass text NOT NULL,
    score integer NOT NULL,
    signals text NOT NULL,
    difference_minor integer NOT NULL,
    state integer NOT NULL,
    made_by text NOT NULL,
    made_at integer NOT NULL,
    decided_by text NOT NULL,
    decided_at integer NULL,
    undo_by text NOT NULL,
    undo_reason text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_match_funding_account ON payment_match (funding_account_id, id);

-- A line, a payment or a claw-back in a match.
CREATE TABLE match_part (
    id text NOT NULL PRIMARY KEY,
    match_id text NOT NULL,
    kind integer NOT NULL,
    reference text NOT NULL,
    amount_minor integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX match_part_match ON match_part (match_id, id);
CREATE INDEX match_part_reference ON match_part (reference, id);

-- Lines or payments that people explain.
CREATE TABLE discrepancy (
    id text NOT NULL PRIMARY KEY,
    funding_account_id text NOT NULL,
    period_id text NOT NULL,
    type integer NOT NULL,
    lines text NOT NULL,
    payments text NOT NULL,
    difference_minor integer NOT NULL,
    signals text NOT NULL,
    owner text NOT NULL,
    opened_at integer NOT NULL,
    state integer NOT NULL,
    resolution integer NOT NULL,
    reason text NOT NULL,
    proposed_by text NOT NULL,
    decided_by text NOT NULL,
    decided_at integer NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX discrepancy_period ON discrepancy (period_id, id);
CREATE INDEX discrepancy_open ON discrepancy (funding_account_id, id) WHERE state IN (1, 2);

-- A calendar month of a funding account.
CREATE TABLE period (
    id text NOT NULL PRIMARY KEY,
    funding_account_id text NOT NULL,
    first_day integer NOT NULL,
    state integer NOT NULL,
    closing_minor integer NULL,
    carried_over integer NOT NULL,
    closed_by text NOT NULL,
    closed_at integer NULL,
    requested_by text NOT NULL,
    reason text NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX period_funding_account ON period (funding_account_id, id);

-- Payments are found by the account that pays them.
CREATE INDEX payout_batch_funding_account ON payout_batch (funding_account_id, id);
