-- Calendars out and in: the secret address of one's own, and the busy times of those one publishes
-- elsewhere.

-- A calendar address is where somebody's own calendar can be read without signing in. Only the hash
-- of its token is kept; one a person, a new one ends the old. Installation (it decides the
-- district).
CREATE TABLE calendar_address (
    token_hash TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL REFERENCES district (id),
    person_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    UNIQUE (district_id, person_id)
);

-- A calendar feed is a calendar that somebody keeps elsewhere and lets the program read for when
-- they are busy: at an address, read again every few hours, or as a file that was handed in once.
CREATE TABLE calendar_feed (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    address TEXT NOT NULL,              -- "" of a file. Often a secret itself: shown to nobody.
    label TEXT NOT NULL,                -- What its owner sees: the host, or the file's name.
    made_at BIGINT NOT NULL,
    next_at BIGINT,                     -- When to read it again; none of a file.
    read_at BIGINT,                     -- Last read well.
    failing_since BIGINT,               -- None while all is well.
    trouble TEXT NOT NULL DEFAULT '',   -- Why it fails: 'unreachable', 'refused', …
    etag TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX calendar_feed_person ON calendar_feed (district_id, person_id);
CREATE INDEX calendar_feed_next ON calendar_feed (district_id, next_at)
    WHERE next_at IS NOT NULL;

-- A busy time is a stretch in which a calendar feed says that its owner is busy, and not with what.
CREATE TABLE busy_time (
    district_id TEXT NOT NULL,
    feed_id TEXT NOT NULL,
    begins_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,            -- Exclusive.
    PRIMARY KEY (district_id, feed_id, begins_at),
    FOREIGN KEY (district_id, feed_id) REFERENCES calendar_feed (district_id, id)
);
CREATE INDEX busy_time_begins ON busy_time (district_id, begins_at);
