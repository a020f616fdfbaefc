-- Gatherings: conferences and meet-ups where people of a district can ask around.

-- A gathering: a conference, meet-up or webinar, as somebody of the district entered it.
CREATE TABLE gathering (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('conference', 'meetup', 'webinar')),
    name TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,              -- Inclusive.
    place TEXT NOT NULL,                -- '' while it is online.
    link TEXT NOT NULL,                 -- By https; '' for none.
    words TEXT NOT NULL,                -- What one may ask there; '' for nothing.
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, entered_by) REFERENCES person (district_id, id)
);
CREATE INDEX gathering_last ON gathering (district_id, last_on);

-- A gathering attendee: who said that they will be there to ask. Erased a month after the last day.
CREATE TABLE gathering_attendee (
    district_id TEXT NOT NULL,
    gathering_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    words TEXT NOT NULL,                -- "Ask me about …"; '' for nothing.
    is_public BOOLEAN NOT NULL,         -- People of other districts may read it, too.
    said_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, gathering_id, person_id),
    FOREIGN KEY (district_id, gathering_id) REFERENCES gathering (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

-- A gathering page: where people of other districts read what is coming, once it was published.
-- Taken back, its address is gone for good. Installation.
CREATE TABLE gathering_page (
    id TEXT NOT NULL PRIMARY KEY,       -- Of its address.
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id),
    published_at BIGINT NOT NULL
);
