-- Escrow of notes (decision 0026): three holders, any two of whom together open the notes of people
-- they name. No secret stands here in the open, and no key opens more than one epoch.

-- The three who hold a district's escrow. It begins once all of them have agreed, and ends when
-- three others have.
CREATE TABLE escrow (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    chosen_by TEXT NOT NULL,
    chosen_at BIGINT NOT NULL,
    begun_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, chosen_by) REFERENCES person (district_id, id)
);

-- One of the three, and the notes key of theirs that boxes are made to.
CREATE TABLE escrow_holder (
    district_id TEXT NOT NULL,
    escrow_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    generation BIGINT NOT NULL DEFAULT 0,
    public_key TEXT NOT NULL DEFAULT '',
    agreed_at BIGINT,
    PRIMARY KEY (district_id, escrow_id, person_id),
    FOREIGN KEY (district_id, escrow_id) REFERENCES escrow (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

-- The key of an epoch for two holders: sealed to the second, inside a box to the first.
CREATE TABLE escrow_share (
    district_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (district_id, circle_id, epoch, first_id, second_id),
    FOREIGN KEY (district_id, circle_id, epoch)
        REFERENCES notes_epoch (district_id, circle_id, epoch)
);

-- The key of an epoch under the server's key, where a district has chosen server-protected.
CREATE TABLE notes_epoch_server (
    district_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (district_id, circle_id, epoch),
    FOREIGN KEY (district_id, circle_id, epoch)
        REFERENCES notes_epoch (district_id, circle_id, epoch)
);

-- What one holder asks and another agrees to, about the notes of the people it names. Those people
-- are told once it is agreed.
CREATE TABLE escrow_matter (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reading', 'giving_back', 'holding', 'lifting')),
    members TEXT NOT NULL,              -- Of a circle: ids of people, sorted, parted by blanks.
    reason TEXT NOT NULL,
    from_on TEXT,                       -- Which days of notes are read.
    until_on TEXT,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_by TEXT,
    agreed_at BIGINT,
    refused_at BIGINT,
    ended_at BIGINT,                    -- A hold was lifted, a reading is over.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, asked_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, answered_by) REFERENCES person (district_id, id)
);

-- Whose notes a matter is about.
CREATE TABLE escrow_matter_person (
    district_id TEXT NOT NULL,
    matter_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (district_id, matter_id, person_id),
    FOREIGN KEY (district_id, matter_id) REFERENCES escrow_matter (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX escrow_matter_person_whose ON escrow_matter_person (district_id, person_id);

-- What a matter has opened of an epoch's key so far, sealed to one holder. Gone once it is over.
CREATE TABLE escrow_opened (
    district_id TEXT NOT NULL,
    matter_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (district_id, matter_id, epoch, person_id),
    FOREIGN KEY (district_id, matter_id) REFERENCES escrow_matter (district_id, id)
);

-- Was never filled: shares have a table of their own.
ALTER TABLE notes_epoch DROP COLUMN escrow_wrapped;
