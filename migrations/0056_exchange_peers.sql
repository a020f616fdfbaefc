-- The exchange, inward: whose publications a district reads, and what it took over from them.

-- An exchange peer: another district whose index is read at its address every day. Its key is the
-- first that was seen; with another one it is not read until somebody has said so.
CREATE TABLE exchange_peer (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    address TEXT NOT NULL,              -- Of its index.
    name TEXT NOT NULL,                 -- As it calls itself; '' before it was read.
    public_key TEXT NOT NULL,           -- '' before it was read.
    other_key TEXT NOT NULL,            -- By which it signs now, where that is another; else ''.
    quarantine TEXT NOT NULL,           -- Why it is not read: 'key', 'much' …; '' while it is.
    sequence BIGINT NOT NULL,           -- Of the index kept.
    digest TEXT NOT NULL,               -- Of that index.
    etag TEXT NOT NULL,
    tries BIGINT NOT NULL,              -- That failed since the last good one.
    trouble TEXT NOT NULL,              -- Why the last one failed; '' while all is well.
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    next_at BIGINT,                     -- When it is read again; none in quarantine.
    read_at BIGINT,                     -- Last read well.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, address),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);
CREATE INDEX exchange_peer_next ON exchange_peer (district_id, next_at)
    WHERE next_at IS NOT NULL;

-- An exchange copy: what a peer publishes, kept to be read and searched. It goes when its author
-- takes it back.
CREATE TABLE exchange_copy (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    peer_id TEXT NOT NULL,
    item_id TEXT NOT NULL,              -- As the peer names it.
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,             -- As it was signed.
    bytes BIGINT NOT NULL,              -- Of the document.
    folded TEXT NOT NULL,               -- Its words, for search.
    read_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, peer_id, item_id),
    FOREIGN KEY (district_id, peer_id) REFERENCES exchange_peer (district_id, id)
);

-- An exchange refusal: what of a peer's was not taken the last time, and why.
CREATE TABLE exchange_refusal (
    district_id TEXT NOT NULL,
    peer_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (district_id, peer_id, item_id),
    FOREIGN KEY (district_id, peer_id) REFERENCES exchange_peer (district_id, id)
);

-- An exchange adoption: what was taken over from a peer, as it was then, and what it became here.
-- It stays when the peer goes.
CREATE TABLE exchange_adoption (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    address TEXT NOT NULL,              -- Of the peer's index.
    item_id TEXT NOT NULL,
    public_key TEXT NOT NULL,           -- By which it was signed.
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,
    post_id TEXT NOT NULL,              -- The job description it became.
    adopted_by TEXT NOT NULL,
    adopted_at BIGINT NOT NULL,
    changed_at BIGINT,                  -- Since when the peer has another version.
    withdrawn_at BIGINT,                -- Since when its author has taken it back.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, post_id) REFERENCES post (district_id, id),
    FOREIGN KEY (district_id, adopted_by) REFERENCES person (district_id, id)
);
CREATE INDEX exchange_adoption_item ON exchange_adoption (district_id, address, item_id);
