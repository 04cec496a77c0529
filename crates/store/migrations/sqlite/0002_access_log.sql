-- Who did what, when, for which patient and why. It names patients by their id, so that it outlives
-- their deletion.
CREATE TABLE access_log (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    actor     TEXT NOT NULL,
    action    TEXT NOT NULL,
    patient   TEXT,
    purpose   TEXT NOT NULL,
    documents INTEGER NOT NULL,
    events    INTEGER NOT NULL
) STRICT;

CREATE TRIGGER access_log_keeps_its_entries BEFORE UPDATE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log is append-only');
END;

CREATE TRIGGER access_log_loses_none BEFORE DELETE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log is append-only');
END;

-- INSERT OR REPLACE would remove an entry without a DELETE.
CREATE TRIGGER access_log_replaces_none BEFORE INSERT ON access_log
WHEN EXISTS (SELECT 1 FROM access_log WHERE number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'the access log is append-only');
END;
