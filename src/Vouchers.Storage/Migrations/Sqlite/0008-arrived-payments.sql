-- What is given back is a redemption's money, or that of a payment which had failed and arrived all the same. SQLite
-- cannot make a column optional in place.
CREATE TABLE new_claw_back (
    id text NOT NULL PRIMARY KEY,
    redemption_id text NULL,
    payment_id text NULL,
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
INSERT INTO new_claw_back
    SELECT id, redemption_id, NULL, programme_id, institution_id, amount_minor, currency, open_minor, planned_minor,
        state, reason, requested_by, requested_at, decided_by, decided_at, version
    FROM claw_back;
DROP TABLE claw_back;
ALTER TABLE new_claw_back RENAME TO claw_back;
-- A redemption is clawed back once: one that was declined (2) may be asked for again.
CREATE UNIQUE INDEX claw_back_redemption ON claw_back (redemption_id) WHERE state <> 2 AND redemption_id IS NOT NULL;
CREATE INDEX claw_back_institution ON claw_back (institution_id, id);
