-- Since when a citizen's sign-ins count: tokens that were issued before are refused.
CREATE TABLE ended_sessions (
    id varchar(81) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT ended_sessions_key PRIMARY KEY,
    ended_at bigint NOT NULL,
    version bigint NOT NULL
);
