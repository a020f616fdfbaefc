-- Numbers for those who lead, published once; and teams that end.

-- A programme release is what a district's programme says about one closed time: a table whose
-- numbers about too few are gone already. Written once and never changed, so that no number can be
-- worked out from what a page said yesterday and says today.
CREATE TABLE programme_release (
    district_id TEXT NOT NULL REFERENCES district (id),
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,                -- Inclusive. The times of a district never overlap.
    title TEXT NOT NULL,                -- "Fall term"; '' for a month.
    body TEXT NOT NULL,                 -- JSON: the district and each building, hidden ones null.
    released_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, from_on)
);

-- A network release is the part of a programme release that a district's network reads: four
-- numbers, or none of them when they would tell of too few. Installation (a representative reads
-- those of every district of the network).
CREATE TABLE network_release (
    district_id TEXT NOT NULL REFERENCES district (id),
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    title TEXT NOT NULL,
    coaches BIGINT,                     -- Who helped somebody.
    people BIGINT,                      -- Whom they helped, each once.
    contacts BIGINT,
    minutes BIGINT,
    PRIMARY KEY (district_id, from_on)
);
CREATE INDEX network_release_end ON network_release (district_id, to_on);

-- A team that ended is offered no more; the contacts that were logged with it stay.
ALTER TABLE team ADD COLUMN ended_at BIGINT;
CREATE INDEX team_member_person ON team_member (district_id, person_id);
