-- Rounds of coaching: who was invited, which round suits them, and how those who wait are ordered.

-- The rule by which those who wait are taken, as it was published. The newest holds; none is
-- changed or removed.
CREATE TABLE priority_rule (
    district_id TEXT NOT NULL REFERENCES district (id),
    number BIGINT NOT NULL,
    criteria TEXT NOT NULL,             -- The first decides first: 'never,waited,building,first'.
    published_by TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, number),
    FOREIGN KEY (district_id, published_by) REFERENCES person (district_id, id)
);

-- One teacher in one school year: the one invitation, and what they answered.
CREATE TABLE enrolment (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    school_year BIGINT NOT NULL,        -- The year it begins in.
    invited_by TEXT,
    invited_at BIGINT,
    round BIGINT,                       -- From 1; 0: not this year; NULL: not answered.
    answered_at BIGINT,
    coach_id TEXT,                      -- Who has taken them in.
    accepted_at BIGINT,
    is_beyond BOOLEAN NOT NULL DEFAULT FALSE,  -- Although the coach's week had no more room.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, teacher_id, school_year),
    FOREIGN KEY (district_id, teacher_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, invited_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id)
);
CREATE INDEX enrolment_coach ON enrolment (district_id, coach_id, school_year);

-- What a coach said about their week, to know how many teachers it has room for.
CREATE TABLE coach_capacity (
    district_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    week_minutes BIGINT NOT NULL,
    fte_percent BIGINT NOT NULL,
    cycle_percent BIGINT NOT NULL,      -- The share of the week for cycles.
    meeting_minutes BIGINT NOT NULL,
    visits BIGINT NOT NULL,
    visit_minutes BIGINT NOT NULL,
    preparation_minutes BIGINT NOT NULL,
    travel_minutes BIGINT NOT NULL,
    taught_minutes BIGINT NOT NULL,     -- The coach's own lessons.
    PRIMARY KEY (district_id, coach_id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id)
);
