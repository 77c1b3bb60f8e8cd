-- When a resolution was proposed: the claw-back that it opens was asked for then, and not when a second person agreed.
ALTER TABLE discrepancy ADD COLUMN proposed_at integer NULL;
