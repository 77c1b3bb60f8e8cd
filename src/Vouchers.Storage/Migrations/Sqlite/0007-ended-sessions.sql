-- Since when a citizen's sign-ins count: tokens that were issued before are refused.
CREATE TABLE ended_sessions (
    id text NOT NULL PRIMARY KEY,
    ended_at integer NOT NULL,
    version integer NOT NULL
) STRICT, WITHOUT ROWID;
