-- What the lines add up to that a statement brought itself, so that a month's balance can be proven where statements
-- overlap.
ALTER TABLE statement ADD COLUMN own_minor integer NOT NULL DEFAULT 0;
UPDATE statement SET own_minor =
    (SELECT COALESCE(SUM(l.amount_minor), 0) FROM statement_line l WHERE l.statement_id = statement.id);
