-- Mail that came in, and the addresses that answer it.

-- A letter that came in, whole: nothing that somebody wrote is lost, whatever became of it.
CREATE TABLE mail_in (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    digest TEXT NOT NULL,               -- Of Message-ID, sender and text: a repeated one is one.
    received_at BIGINT NOT NULL,
    from_name TEXT NOT NULL,
    from_address TEXT NOT NULL,         -- Lower case; as claimed.
    subject TEXT NOT NULL,
    words TEXT NOT NULL,                -- The whole text, with what was quoted.
    left_out TEXT NOT NULL,             -- Names of what was attached and not kept, a line each.
    -- What became of it: 'request', 'message', 'waiting' (an administrator looks), 'bounce',
    -- 'automatic' (a machine wrote it; nobody needs to look), 'discarded' (by an administrator).
    fate TEXT NOT NULL CHECK (fate IN ('request', 'message', 'waiting', 'bounce', 'automatic',
                                       'discarded')),
    reason TEXT NOT NULL,               -- Why it waits: 'stranger', 'unverified', 'token' …
    person_id TEXT,                     -- Whose address it came from.
    request_id TEXT,                    -- What it became, or what it joined.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, digest),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id)
);
CREATE INDEX mail_in_sender ON mail_in (district_id, from_address, received_at);
CREATE INDEX mail_in_fate ON mail_in (district_id, fate, received_at);

-- An address that a letter of ours asks to be answered at: one person's way into one request.
CREATE TABLE mail_token (
    district_id TEXT NOT NULL REFERENCES district (id),
    token_hash TEXT NOT NULL,
    person_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    ends_at BIGINT NOT NULL,            -- 90 days after it was made.
    PRIMARY KEY (district_id, token_hash),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id)
);

-- An address that mail came back from.
CREATE TABLE mail_bounce (
    district_id TEXT NOT NULL REFERENCES district (id),
    address TEXT NOT NULL,              -- Lower case.
    status TEXT NOT NULL,               -- '5.1.1', or '' when nobody said.
    is_permanent BOOLEAN NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, address)
);
