-- When a resolution was proposed: the claw-back that it opens was asked for then, and not when a second person agreed.
ALTER TABLE discrepancy ADD COLUMN proposed_at integer NULL;
-- What of a claw-back's money the bank itself sent back: it arrived once, and comes back once.
ALTER TABLE claw_back ADD COLUMN returned_minor integer NOT NULL DEFAULT 0;
