-- The exchange, chosen from: what a network's representative finds worth reading, and which
-- documents of elsewhere are looked at every day for it.

-- A curated list: what a network recommends of what districts publish, in its representative's
-- words, with the key it signs by. Its document is what was published last. Installation (every
-- representative of the network edits the same one, and anybody may read it).
CREATE TABLE curated_list (
    network_id TEXT NOT NULL PRIMARY KEY REFERENCES network (id),
    address TEXT NOT NULL UNIQUE,       -- "maine", of "/published/maine/curated.json"; it stays.
    name TEXT NOT NULL,
    introduction TEXT NOT NULL,
    language TEXT NOT NULL,             -- Of these words.
    public_key TEXT NOT NULL,           -- Ed25519, base64url.
    signing_key TEXT NOT NULL,          -- Its secret half, under the server's key.
    sequence BIGINT NOT NULL,           -- Of the document; greater each time.
    document TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    published_at BIGINT,
    version BIGINT NOT NULL
);

-- A curated entry: one thing of a curated list, as it was when it was chosen. Installation.
CREATE TABLE curated_entry (
    network_id TEXT NOT NULL REFERENCES curated_list (network_id),
    id TEXT NOT NULL,
    address TEXT NOT NULL,              -- Of the index that lists it.
    item_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    credit TEXT NOT NULL,               -- Whose it is.
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    words TEXT NOT NULL,                -- Why it is worth reading; '' where nothing is said.
    is_public BOOLEAN NOT NULL,         -- In the document, not only chosen.
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, address, item_id)
);

-- A followed document: one signed document of elsewhere that is looked at every day: a curated list
-- that a district reads, or the index of a source its network representative chooses from.
CREATE TABLE exchange_followed (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('list', 'source')),
    address TEXT NOT NULL,
    name TEXT NOT NULL,                 -- As it calls itself; '' before it was read.
    public_key TEXT NOT NULL,           -- The first that was seen; '' before it was read.
    other_key TEXT NOT NULL,            -- By which it is signed now, if by another; else ''.
    quarantine TEXT NOT NULL,           -- Why it is not read: 'key', 'silent'; '' while it is.
    sequence BIGINT NOT NULL,
    digest TEXT NOT NULL,
    etag TEXT NOT NULL,
    document TEXT NOT NULL,             -- As it was signed; '' before it was read.
    tries BIGINT NOT NULL,              -- That failed since the last good one.
    trouble TEXT NOT NULL,              -- Why the last one failed; '' while all is well.
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    next_at BIGINT,                     -- When it is read again; none in quarantine.
    read_at BIGINT,                     -- Last read well.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, purpose, address),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);
CREATE INDEX exchange_followed_next ON exchange_followed (district_id, next_at)
    WHERE next_at IS NOT NULL;
