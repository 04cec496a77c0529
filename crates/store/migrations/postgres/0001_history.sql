-- Patients by the pseudonymous id of the caller.
CREATE TABLE shohosen_patient (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id     TEXT COLLATE "C" NOT NULL UNIQUE
);

-- A document of a patient in its present state.
-- Days count from 1970-01-01, times are seconds since then (UTC).
CREATE TABLE shohosen_document (
    patient     BIGINT NOT NULL REFERENCES shohosen_patient (number) ON DELETE CASCADE,
    id          TEXT COLLATE "C" NOT NULL,
    digest      BYTEA NOT NULL CHECK (length(digest) = 32),
    imported_at BIGINT NOT NULL,
    event_count BIGINT NOT NULL,
    undated     BOOLEAN NOT NULL,
    first_day   INTEGER,
    last_day    INTEGER,
    events      BYTEA NOT NULL,
    PRIMARY KEY (patient, id)
);

-- Earlier states of documents, known by their digests only.
CREATE TABLE shohosen_superseded (
    patient  BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    digest   BYTEA NOT NULL,
    PRIMARY KEY (patient, document, digest),
    FOREIGN KEY (patient, document) REFERENCES shohosen_document (patient, id) ON DELETE CASCADE
);
