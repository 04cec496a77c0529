-- Patients by the pseudonymous id of the caller; the number keeps the index of `document` small.
CREATE TABLE patient (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE
) STRICT;

-- A document of a patient in its present state, in the order of arrival: a page is written once,
-- however many patients an import comes to. `id_hash` are the first 32 bits of the SHA-256 of `id`;
-- no two documents of a patient have the same `id`.
-- Days count from 1970-01-01, times are seconds since then (UTC).
CREATE TABLE document (
    number      INTEGER PRIMARY KEY,
    patient     INTEGER NOT NULL REFERENCES patient (number) ON DELETE CASCADE,
    id_hash     INTEGER NOT NULL,
    id          TEXT NOT NULL,
    digest      BLOB NOT NULL CHECK (length(digest) = 32),
    imported_at INTEGER NOT NULL,
    event_count INTEGER NOT NULL,
    undated     INTEGER NOT NULL,
    first_day   INTEGER,
    last_day    INTEGER,
    events      BLOB NOT NULL
) STRICT;

-- A look-up sees the days here and goes to the documents that it wants only. The hash, not the id:
-- half of it in every import is writing these pages.
CREATE INDEX document_by_patient ON document (patient, id_hash, undated, first_day, last_day);

-- Earlier states of documents, known by their digests only.
CREATE TABLE superseded (
    document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    digest   BLOB NOT NULL,
    PRIMARY KEY (document, digest)
) STRICT, WITHOUT ROWID;
