-- What shows damage, and that a file took the place of another. The sums of what is there already are
-- filled in by the program, in the same transaction.
CREATE TABLE register (
    number     INTEGER PRIMARY KEY CHECK (number = 1),
    -- Which store this is, and how many transactions changed it.
    store      BLOB NOT NULL CHECK (length(store) = 16),
    generation INTEGER NOT NULL,
    -- How many patients there are, and the total over their ids.
    patients   INTEGER NOT NULL,
    sum        BLOB NOT NULL CHECK (length(sum) = 16)
) STRICT;
INSERT INTO register VALUES (1, randomblob(16), 0, 0, zeroblob(16));

-- How many documents a patient has, digests of name, sex and birth date, and the total over all of it.
ALTER TABLE patient ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE patient ADD COLUMN identity BLOB NOT NULL DEFAULT x'';
ALTER TABLE patient ADD COLUMN sum BLOB NOT NULL DEFAULT x'';

-- What was not taken over of a document (JSON), the total over its earlier states, and its sum.
ALTER TABLE document ADD COLUMN left_out TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN superseded BLOB NOT NULL DEFAULT x'';
ALTER TABLE document ADD COLUMN sum BLOB NOT NULL DEFAULT x'';
