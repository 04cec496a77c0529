-- What shows damage, and that a database took the place of another. The sums of what is there already
-- are filled in by the program, in the same transaction.
CREATE TABLE shohosen_register (
    number     INTEGER PRIMARY KEY CHECK (number = 1),
    -- Which store this is, and how many transactions changed it.
    store      BYTEA NOT NULL CHECK (length(store) = 16),
    generation BIGINT NOT NULL,
    -- How many patients there are, and the total over their ids.
    patients   BIGINT NOT NULL,
    sum        BYTEA NOT NULL CHECK (length(sum) = 16)
);
INSERT INTO shohosen_register
    VALUES (1, uuid_send(gen_random_uuid()), 0, 0, '\x00000000000000000000000000000000');

-- How many documents a patient has, digests of name, sex and birth date, and the total over all of it.
ALTER TABLE shohosen_patient
    ADD COLUMN documents BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN identity BYTEA NOT NULL DEFAULT '',
    ADD COLUMN sum BYTEA NOT NULL DEFAULT '';

-- What was not taken over of a document (JSON), the total over its earlier states, and its sum.
ALTER TABLE shohosen_document
    ADD COLUMN left_out TEXT NOT NULL DEFAULT '',
    ADD COLUMN superseded BYTEA NOT NULL DEFAULT '',
    ADD COLUMN sum BYTEA NOT NULL DEFAULT '';
