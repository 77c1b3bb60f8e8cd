-- Redemptions that earn though their programme's gate cannot be met. Money is minor units, time is microseconds since
-- 1970 in UTC.

CREATE TABLE force_majeure (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT force_majeure_key PRIMARY KEY,
    redemption_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    programme_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    institution_id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL,
    amount_minor bigint NOT NULL,
    currency char(3) COLLATE Latin1_General_BIN2 NOT NULL,
    state int NOT NULL,
    reason nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    requested_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    requested_at bigint NOT NULL,
    decided_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    decided_at bigint NULL,
    version bigint NOT NULL
);
-- A redemption earns by it once: one that was declined (2) may be asked for again.
CREATE UNIQUE INDEX force_majeure_redemption ON force_majeure (redemption_id) WHERE state <> 2;
CREATE INDEX force_majeure_institution ON force_majeure (institution_id, id);
