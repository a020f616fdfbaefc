-- Frameworks of others, taken in as CASE packages: their items and how these belong together.

-- A framework look: a package somebody looked at, until it is taken in or another takes its place.
CREATE TABLE framework_look (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    source_name TEXT NOT NULL,          -- The file, without its path.
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'superseded')),
    body TEXT NOT NULL,                 -- The package; '' once it is not open any more.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, actor_id) REFERENCES person (district_id, id)
);

-- A framework: one CFDocument of a publisher, as it was taken in last.
CREATE TABLE framework (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    identifier TEXT NOT NULL,           -- The publisher's GUID.
    uri TEXT NOT NULL,
    title TEXT NOT NULL,
    creator TEXT NOT NULL,
    publisher TEXT NOT NULL,
    edition TEXT NOT NULL,              -- Its version, as the publisher says it.
    language TEXT NOT NULL,
    licence TEXT NOT NULL,
    status TEXT NOT NULL,
    changed TEXT NOT NULL,              -- When the publisher changed it, in their words.
    left_out TEXT NOT NULL,             -- JSON: lists that are not kept, and how long each is.
    taken_by TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, identifier),
    FOREIGN KEY (district_id, taken_by) REFERENCES person (district_id, id)
);

-- A framework item: one statement of a framework. Gone: the publisher has it no more.
CREATE TABLE framework_item (
    district_id TEXT NOT NULL,
    framework_id TEXT NOT NULL,
    identifier TEXT NOT NULL,
    position BIGINT NOT NULL,           -- In the package.
    uri TEXT NOT NULL,
    code TEXT NOT NULL,
    statement TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    levels TEXT NOT NULL,
    changed TEXT NOT NULL,
    is_gone BOOLEAN NOT NULL,
    PRIMARY KEY (district_id, framework_id, identifier),
    FOREIGN KEY (district_id, framework_id) REFERENCES framework (district_id, id)
);

-- A framework link: how an item belongs to another, or to something elsewhere.
CREATE TABLE framework_link (
    district_id TEXT NOT NULL,
    framework_id TEXT NOT NULL,
    identifier TEXT NOT NULL,
    position BIGINT NOT NULL,
    uri TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- 'isChildOf', 'exactMatchOf' …
    origin TEXT NOT NULL,
    origin_uri TEXT NOT NULL,
    destination TEXT NOT NULL,
    destination_uri TEXT NOT NULL,
    sequence BIGINT,
    PRIMARY KEY (district_id, framework_id, identifier),
    FOREIGN KEY (district_id, framework_id) REFERENCES framework (district_id, id)
);
