-- The facts of the rule that stands against a record, so that both faces tell it in the reader's language. What came in
-- before has its sentence only.
ALTER TABLE offline_record ADD conflict_facts nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL
    CONSTRAINT offline_record_conflict_facts DEFAULT '{}';
