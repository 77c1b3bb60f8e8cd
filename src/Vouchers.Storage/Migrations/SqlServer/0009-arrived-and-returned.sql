-- When a resolution was proposed: the claw-back that it opens was asked for then, and not when a second person agreed.
ALTER TABLE discrepancy ADD proposed_at bigint NULL;
-- What of a claw-back's money the bank itself sent back: it arrived once, and comes back once.
ALTER TABLE claw_back ADD returned_minor bigint NOT NULL CONSTRAINT claw_back_returned_minor DEFAULT 0;
