-- The facts of the rule that stands against a record, so that both faces tell it in the reader's language. What came in
-- before has its sentence only.
ALTER TABLE offline_record ADD COLUMN conflict_facts text NOT NULL DEFAULT '{}';
