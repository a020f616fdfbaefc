-- Colleagues one can ask, who put themselves there.

-- A colleague: somebody who agreed to stand in the directory, with what they show there. Nobody
-- else can put them in; taken back, the row is gone.
CREATE TABLE colleague (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,                 -- Follows the person's.
    does TEXT NOT NULL,                 -- What they do, as they say it.
    works_at TEXT NOT NULL,             -- A school or level; '' for nothing said.
    kinds TEXT NOT NULL,                -- Kinds of help as they were called then, a line each.
    helps TEXT NOT NULL,                -- More they help with; ''.
    address TEXT NOT NULL,              -- For mail, shown; '' while the programme hands mail on.
    level TEXT NOT NULL CHECK (level IN ('district', 'network', 'everybody')),
    agreed_at BIGINT NOT NULL,          -- To exactly this.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, person_id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

-- A colleague release: what of a colleague other districts of the network read, as long as that
-- person agrees. Made and erased in the same act as the colleague. Installation (every district of
-- the network reads it).
CREATE TABLE colleague_release (
    id TEXT NOT NULL PRIMARY KEY,       -- Of the colleague.
    place TEXT NOT NULL,                -- The id of their district.
    name TEXT NOT NULL,
    does TEXT NOT NULL,
    works_at TEXT NOT NULL,
    kinds TEXT NOT NULL,
    helps TEXT NOT NULL,
    address TEXT NOT NULL,
    agreed_at BIGINT NOT NULL
);
CREATE INDEX colleague_release_place ON colleague_release (place);

-- A colleague page: where everybody reads of those who agreed to that, once it was published.
-- Taken back, its address is gone for good. Installation.
CREATE TABLE colleague_page (
    id TEXT NOT NULL PRIMARY KEY,       -- Of its address.
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id),
    published_at BIGINT NOT NULL
);
