-- A cycle meeting: those of a coaching cycle sit together on a day, with an agenda and notes.
CREATE TABLE cycle_meeting (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    meets_on TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);
CREATE INDEX cycle_meeting_cycle ON cycle_meeting (district_id, cycle_id, meets_on);

-- A cycle writing: one saving of a meeting's agenda or notes, sealed to those who were in the cycle
-- then. None is ever changed; what stands now is the newest merged one with those after it.
CREATE TABLE cycle_writing (
    district_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('agenda', 'notes')),
    number BIGINT NOT NULL,             -- 1, 2, 3 …
    seen BIGINT NOT NULL,               -- The number its author had before them; 0: nothing.
    author_id TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    is_merged BOOLEAN NOT NULL,         -- Holds everything up to here, or what was typed alone.
    sealed TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    PRIMARY KEY (district_id, meeting_id, part, number),
    FOREIGN KEY (district_id, meeting_id) REFERENCES cycle_meeting (district_id, id),
    FOREIGN KEY (district_id, author_id) REFERENCES person (district_id, id)
);
