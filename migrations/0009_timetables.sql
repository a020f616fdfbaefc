-- When people are where: bells, kinds of day, which date is which, and who meets when.
-- Times of day are minutes from midnight on the building's wall, the end exclusive.

-- A bell grid is the periods of one building on some kind of day. The first (seq 0) is its usual
-- one; others ring on other days, or beside it at the same time for other classes.
CREATE TABLE bell_grid (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,              -- '' for the only one.
    is_former BOOLEAN NOT NULL DEFAULT FALSE,  -- Kept because something past refers to it.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);
CREATE INDEX bell_grid_building ON bell_grid (district_id, building_id, seq);

-- A bell period is one period of a grid. Without times it is only an order, until somebody says
-- when it rings.
CREATE TABLE bell_period (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    grid_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    label TEXT NOT NULL,             -- "1", "Lunch"
    begins BIGINT,
    ends BIGINT,
    is_former BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, grid_id) REFERENCES bell_grid (district_id, id),
    CHECK ((begins IS NULL) = (ends IS NULL)),
    CHECK (begins IS NULL OR (begins >= 0 AND begins < ends AND ends <= 1440))
);
CREATE INDEX bell_period_grid ON bell_period (district_id, grid_id, seq);

-- A day type is one kind of day of a building: "A", "Monday", "Day 3". On it the usual bells ring,
-- or those of another grid.
CREATE TABLE day_type (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    label TEXT NOT NULL,
    grid_id TEXT,
    weekday BIGINT CHECK (weekday BETWEEN 1 AND 7),  -- 1 is Monday; none: a letter day.
    week BIGINT NOT NULL DEFAULT 0,  -- Of a timetable that runs over several weeks, from 0.
    is_former BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, grid_id) REFERENCES bell_grid (district_id, id)
);
CREATE INDEX day_type_building ON day_type (district_id, building_id, seq);

-- A day plan says which date is which kind of day in a building, from its first day until the next
-- plan begins: weekly over so many weeks, or rotating over so many school days. On a closure the
-- kind of day waits for the next school day (bump), or is lost (skip).
CREATE TABLE day_plan (
    district_id TEXT NOT NULL REFERENCES district (id),
    building_id TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('weekly', 'rotating')),
    length BIGINT NOT NULL CHECK (length > 0),  -- Weeks, or school days.
    on_closure TEXT NOT NULL CHECK (on_closure IN ('bump', 'skip')),
    PRIMARY KEY (district_id, building_id, begins_on),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

-- A day plan day is one place of a plan and the kind of day that stands there: week times seven and
-- the weekday from 0, or the school day of the rotation from 0.
CREATE TABLE day_plan_day (
    district_id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    seq BIGINT NOT NULL,
    day_type_id TEXT NOT NULL,
    PRIMARY KEY (district_id, building_id, begins_on, seq),
    FOREIGN KEY (district_id, building_id, begins_on)
        REFERENCES day_plan (district_id, building_id, begins_on),
    FOREIGN KEY (district_id, day_type_id) REFERENCES day_type (district_id, id)
);

-- A dated day is a date that differs from the plan of its building: another kind of day, other
-- bells, a late start, an early end. Days without school are closures of the calendar.
CREATE TABLE dated_day (
    district_id TEXT NOT NULL REFERENCES district (id),
    building_id TEXT NOT NULL,
    falls_on TEXT NOT NULL,
    day_type_id TEXT,
    grid_id TEXT,
    begins BIGINT,
    ends BIGINT,
    name TEXT NOT NULL,              -- "Early release", "Assembly"
    PRIMARY KEY (district_id, building_id, falls_on),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, day_type_id) REFERENCES day_type (district_id, id),
    FOREIGN KEY (district_id, grid_id) REFERENCES bell_grid (district_id, id)
);

-- A timetable source is what a building's timetable came from: files looked at, and perhaps
-- brought in.
CREATE TABLE timetable_source (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    actor_id TEXT,                   -- Who looked; none for the command line.
    made_at BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    format TEXT NOT NULL,            -- 'fet', 'asc', …
    state TEXT NOT NULL CHECK (state IN ('looked', 'applied', 'superseded')),
    applied_at BIGINT,
    begins_on TEXT,                  -- Its changes hold from this day; none: from the import.
    bells TEXT NOT NULL DEFAULT '',  -- What somebody said about the clock, a line a period.
    terms TEXT NOT NULL DEFAULT '',  -- And about its terms, a line a term.
    added BIGINT NOT NULL DEFAULT 0,    -- Meetings.
    changed BIGINT NOT NULL DEFAULT 0,
    ended BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);
CREATE INDEX timetable_source_building ON timetable_source (district_id, building_id, made_at);

-- A timetable file is one file of a source, kept until its changes are brought in or another is
-- looked at.
CREATE TABLE timetable_file (
    district_id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,              -- Base64.
    PRIMARY KEY (district_id, source_id, seq),
    FOREIGN KEY (district_id, source_id) REFERENCES timetable_source (district_id, id)
);

-- A timetable person is somebody a building's files name, by the files' own key, and who that is;
-- nobody while unmatched. What is chosen by hand holds for every file that comes.
CREATE TABLE timetable_person (
    district_id TEXT NOT NULL REFERENCES district (id),
    building_id TEXT NOT NULL,
    teacher_key TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    person_id TEXT,
    matched_by TEXT NOT NULL CHECK (matched_by IN ('none', 'email', 'name', 'hand')),
    PRIMARY KEY (district_id, building_id, teacher_key),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

-- A meeting is people together on some slots of some kinds of day: a lesson, a duty, common
-- planning.
CREATE TABLE meeting (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    source_key TEXT,                 -- The files' own; none when entered otherwise, or ended.
    purpose TEXT NOT NULL CHECK (purpose IN ('teaching', 'planning', 'common', 'duty', 'lunch',
                                             'free', 'unknown')),
    subject TEXT NOT NULL,
    classes TEXT NOT NULL,           -- As named, parted by ", ".
    room TEXT NOT NULL,
    term TEXT NOT NULL,              -- As the file names it; '' all year.
    begins_on TEXT,                  -- Both inclusive; none: no end that way.
    ends_on TEXT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);
CREATE UNIQUE INDEX meeting_source ON meeting (district_id, building_id, source_key);

-- A meeting slot is one period of one kind of day on which a meeting takes place.
CREATE TABLE meeting_slot (
    district_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    day_type_id TEXT NOT NULL,
    period_id TEXT NOT NULL,
    PRIMARY KEY (district_id, meeting_id, day_type_id, period_id),
    FOREIGN KEY (district_id, meeting_id) REFERENCES meeting (district_id, id),
    FOREIGN KEY (district_id, day_type_id) REFERENCES day_type (district_id, id),
    FOREIGN KEY (district_id, period_id) REFERENCES bell_period (district_id, id)
);

-- A meeting person is one of those who meet, by the files' key of them; their own id where no file
-- says.
CREATE TABLE meeting_person (
    district_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    teacher_key TEXT NOT NULL,
    person_id TEXT,                  -- None while unmatched.
    PRIMARY KEY (district_id, meeting_id, teacher_key),
    FOREIGN KEY (district_id, meeting_id) REFERENCES meeting (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX meeting_person_person ON meeting_person (district_id, person_id, meeting_id);

-- Contract hours are when the people of a building, or one person, are at work; and a building's
-- lunch, where no period is called so.
CREATE TABLE contract_hours (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT,
    person_id TEXT,
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    lunch_begins BIGINT,
    lunch_ends BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    CHECK ((building_id IS NULL) <> (person_id IS NULL)),
    CHECK (begins >= 0 AND begins < ends AND ends <= 1440),
    CHECK ((lunch_begins IS NULL) = (lunch_ends IS NULL))
);
CREATE UNIQUE INDEX contract_hours_building ON contract_hours (district_id, building_id);
CREATE UNIQUE INDEX contract_hours_person ON contract_hours (district_id, person_id);

-- A slot said is a person's own word (or a coach's for them) about one period of one kind of day.
-- It wins over what the timetable leaves.
CREATE TABLE slot_said (
    district_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    day_type_id TEXT NOT NULL,
    period_id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('teaching', 'planning', 'common', 'duty', 'lunch',
                                             'free', 'unknown')),
    said_at BIGINT NOT NULL,
    said_by TEXT NOT NULL,
    PRIMARY KEY (district_id, person_id, day_type_id, period_id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, day_type_id) REFERENCES day_type (district_id, id),
    FOREIGN KEY (district_id, period_id) REFERENCES bell_period (district_id, id)
);
