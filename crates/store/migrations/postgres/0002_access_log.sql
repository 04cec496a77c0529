-- Who did what, when, for which patient and why. It names patients by their id, so that it outlives
-- their deletion.
CREATE TABLE shohosen_access_log (
    number    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        BIGINT NOT NULL,
    actor     TEXT NOT NULL,
    action    TEXT NOT NULL,
    patient   TEXT COLLATE "C",
    purpose   TEXT NOT NULL,
    documents BIGINT NOT NULL,
    events    BIGINT NOT NULL
);

CREATE FUNCTION shohosen_access_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the access log is append-only';
END
$$;

CREATE TRIGGER shohosen_access_log_keeps_its_entries
    BEFORE UPDATE OR DELETE OR TRUNCATE ON shohosen_access_log
    FOR EACH STATEMENT EXECUTE FUNCTION shohosen_access_log_is_append_only();
