-- What the lines add up to that a statement brought itself, so that a month's balance can be proven where statements
-- overlap.
ALTER TABLE statement ADD own_minor bigint NOT NULL CONSTRAINT statement_own_minor DEFAULT 0;
-- A batch is compiled before the column is there.
EXEC('UPDATE statement SET own_minor =
    (SELECT COALESCE(SUM(l.amount_minor), 0) FROM statement_line l WHERE l.statement_id = statement.id)');
