-- What is given back is a redemption's money, or that of a payment which had failed and arrived all the same.
DROP INDEX claw_back_redemption ON claw_back;
ALTER TABLE claw_back ALTER COLUMN redemption_id varchar(81) COLLATE Latin1_General_BIN2 NULL;
ALTER TABLE claw_back ADD payment_id varchar(81) COLLATE Latin1_General_BIN2 NULL;
-- A redemption is clawed back once: one that was declined (2) may be asked for again.
CREATE UNIQUE INDEX claw_back_redemption ON claw_back (redemption_id) WHERE state <> 2 AND redemption_id IS NOT NULL;
