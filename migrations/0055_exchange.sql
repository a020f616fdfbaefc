-- The exchange, outward: what a district shows other districts, signed, and who asks about it.

-- An exchange address: under which name what a district publishes is found by other programs,
-- "/published/lakes/index.json". Chosen once, never changed: others have written it down.
-- Installation.
CREATE TABLE exchange_address (
    address TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id)
);

-- An exchange profile: the name, the person who takes questions and the licence under which a
-- district publishes, with the key it signs by and the index as it was signed last.
CREATE TABLE exchange_profile (
    district_id TEXT NOT NULL PRIMARY KEY REFERENCES district (id),
    name TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    licence TEXT NOT NULL,
    public_key TEXT NOT NULL,           -- Ed25519, base64url.
    signing_key TEXT NOT NULL,          -- Its secret half, under the server's key.
    sequence BIGINT NOT NULL,           -- Of the index; greater each time.
    index_document TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    FOREIGN KEY (district_id, contact_id) REFERENCES person (district_id, id)
);

-- An exchange item: one thing a district publishes, as it was signed. Taken back, its words go and
-- the row says that it was.
CREATE TABLE exchange_item (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('job_description', 'profile', 'inquiry')),
    thing TEXT NOT NULL,                -- The post or inquiry it shows; '' of the role page.
    source TEXT NOT NULL,               -- Which state of it, so that a newer one is told.
    title TEXT NOT NULL,
    number BIGINT NOT NULL,             -- Its version, from 1.
    document TEXT NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256 of the document.
    published_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, kind, thing)
);

-- An exchange question: what somebody elsewhere asked about an exchange item.
CREATE TABLE exchange_question (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    name TEXT NOT NULL,
    reply_to TEXT NOT NULL,             -- Where they would like the answer.
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, item_id) REFERENCES exchange_item (district_id, id)
);
CREATE INDEX exchange_question_made ON exchange_question (district_id, made_at);
