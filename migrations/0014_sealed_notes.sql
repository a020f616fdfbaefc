-- Sealed notes: whose words only certain people can open (decision 0026). What is sealed or wrapped
-- is base64url behind a version byte; no secret stands here in the open.

-- A person's key pair. The secret half is in its wrappers alone. A new generation begins when
-- somebody has lost every way to the old one.
CREATE TABLE notes_key (
    district_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    generation BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    guard TEXT NOT NULL CHECK (guard IN ('server', 'own')),  -- Who can open the wrappers.
    made_at BIGINT NOT NULL,
    ended_at BIGINT,                    -- A newer one is in force, or the person has left.
    -- While a partner has still to seal old notes to it: the digest of six digits, and wrong tries.
    proof TEXT NOT NULL DEFAULT '',
    proof_tries BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, person_id, generation),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX notes_key_open ON notes_key (district_id, person_id) WHERE ended_at IS NULL;

-- One way to the secret half: under the server's key, a passphrase, or a printed recovery code.
CREATE TABLE notes_key_wrapper (
    district_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    generation BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('server', 'passphrase', 'recovery')),
    salt TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, person_id, generation, kind),
    FOREIGN KEY (district_id, person_id, generation)
        REFERENCES notes_key (district_id, person_id, generation)
);

-- A circle is the people a note is sealed to: a coach and a teacher, a coach and a group, or one
-- person alone.
CREATE TABLE notes_circle (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    members TEXT NOT NULL,              -- Ids of people, sorted, parted by blanks.
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, members)
);

-- An epoch of a circle has one key. A new one begins when somebody leaves, chooses a passphrase of
-- their own, or when a member writes who cannot open the current one.
CREATE TABLE notes_epoch (
    district_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT,
    escrow_wrapped TEXT NOT NULL DEFAULT '',  -- The key, sealed to the district's escrow key.
    PRIMARY KEY (district_id, circle_id, epoch),
    FOREIGN KEY (district_id, circle_id) REFERENCES notes_circle (district_id, id)
);

-- The epoch's key, sealed to one person.
CREATE TABLE notes_epoch_key (
    district_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    generation BIGINT NOT NULL,         -- Of the person's key pair.
    wrapped TEXT NOT NULL,
    PRIMARY KEY (district_id, circle_id, epoch, person_id),
    FOREIGN KEY (district_id, circle_id, epoch)
        REFERENCES notes_epoch (district_id, circle_id, epoch),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX notes_epoch_key_person ON notes_epoch_key (district_id, person_id);

-- A note's words move from `body`, which stays empty from now on, into `sealed`. Older ones follow
-- at the first start, where the server's key is at hand.
ALTER TABLE note ADD COLUMN sealed TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN circle_id TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE note ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX note_circle ON note (district_id, circle_id);

-- What opens a person's notes for this one browser: their secret, under a key that only the
-- browser's second cookie has. Empty while locked.
ALTER TABLE session ADD COLUMN notes_secret TEXT NOT NULL DEFAULT '';

-- Which key the server held when it last started: one row, so that a start with another is noticed.
-- Installation.
CREATE TABLE server_key (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    since BIGINT NOT NULL
);
