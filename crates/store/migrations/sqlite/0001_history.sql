-- Patients by the pseudonymous id of the caller; the number keeps the rows of `document` small.
CREATE TABLE patient (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE
) STRICT;

-- A document of a patient in its present state. The rows of a patient lie side by side in the
-- order of the key, so that reading a patient reads a few neighbouring pages.
-- Days count from 1970-01-01, times are seconds since then (UTC).
CREATE TABLE document (
    patient     INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    digest      BLOB NOT NULL CHECK (length(digest) = 32),
    imported_at INTEGER NOT NULL,
    event_count INTEGER NOT NULL,
    first_day   INTEGER,
    last_day    INTEGER,
    undated     INTEGER NOT NULL,
    events      BLOB NOT NULL,
    PRIMARY KEY (patient, id)
) STRICT, WITHOUT ROWID;

-- Earlier states of documents, known by their digests only.
CREATE TABLE superseded (
    patient  INTEGER NOT NULL,
    document TEXT NOT NULL,
    digest   BLOB NOT NULL,
    PRIMARY KEY (patient, document, digest),
    FOREIGN KEY (patient, document) REFERENCES document (patient, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
