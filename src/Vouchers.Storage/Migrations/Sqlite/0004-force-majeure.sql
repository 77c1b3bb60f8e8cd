-- Redemptions that earn though their programme's gate cannot be met. Money is minor units, time is microseconds since
-- 1970 in UTC.

CREATE TABLE force_majeure (
    id text NOT NULL PRIMARY KEY,
    redemption_id text NOT NULL,
    programme_id text NOT NULL,
    institution_id text NOT NULL,
    amount_minor integer NOT NULL,
    currency text NOT NULL,
    state integer NOT NULL,
    reason text NOT NULL,
    requested_by text NOT NULL,
    requested_at integer NOT NULL,
    decided_by text NOT NULL,
    decided_at integer NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
-- A redemption earns by it once: one that was declined (2) may be asked for again.
CREATE UNIQUE INDEX force_majeure_redemption ON force_majeure (redemption_id) WHERE state <> 2;
CREATE INDEX force_majeure_institution ON force_majeure (institution_id, id);
