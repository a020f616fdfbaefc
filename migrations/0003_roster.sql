-- What the roster needs beside people and classes: courses, the history of imports, and what waits
-- between a dry run and bringing its changes in.

ALTER TABLE class ADD COLUMN course_key TEXT NOT NULL DEFAULT '';  -- The roster's id of its course.
-- The roster's ids of its terms, commas between.
ALTER TABLE class ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE building ADD COLUMN corrected TEXT NOT NULL DEFAULT '';  -- As for people: ',name,'.

-- A course, known by its roster id alone: classes carry its title, and a later delta may change it.
CREATE TABLE roster_course (
    district_id TEXT NOT NULL REFERENCES district (id),
    source_key TEXT NOT NULL,
    title TEXT NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (district_id, source_key)
);

-- An import is one bundle looked at, and perhaps brought in.
CREATE TABLE roster_import (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    actor_id TEXT,                      -- Who looked; none for the command line.
    made_at BIGINT NOT NULL,
    source_name TEXT NOT NULL,          -- File or folder, without its path.
    state TEXT NOT NULL CHECK (state IN ('checked', 'applied', 'superseded')),
    is_stopped BOOLEAN NOT NULL,        -- More was to go than the district allows unasked.
    applied_at BIGINT,
    applied_by TEXT,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    left_out BIGINT NOT NULL,           -- Rows in quarantine.
    report TEXT NOT NULL,               -- JSON: everything but the changes by building.
    PRIMARY KEY (district_id, id)
);
CREATE INDEX roster_import_made ON roster_import (district_id, made_at);

-- Long things of an import, in pieces: 'stage' (what was read, until it is brought in or looked at
-- again), 'changes' (by building), 'rejects' (rows left out, by file).
CREATE TABLE roster_import_part (
    district_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('stage', 'changes', 'rejects')),
    label TEXT NOT NULL,                -- The building or file; '' for the district's own.
    seq BIGINT NOT NULL,
    body TEXT NOT NULL,                 -- JSON.
    PRIMARY KEY (district_id, import_id, kind, label, seq),
    FOREIGN KEY (district_id, import_id) REFERENCES roster_import (district_id, id)
);
