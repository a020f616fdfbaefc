-- What a planner of coaches' weeks knows: when coaches are where, what wants a place, who is
-- visited when, and what the solver proposed. Times of a day are minutes from midnight on the wall
-- of the building.

-- A coach week: what one coach has said about the weeks to plan. Without a row the defaults hold.
CREATE TABLE coach_week (
    district_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    home_id TEXT,                       -- Where each day begins and ends; none: anywhere.
    fte_percent BIGINT NOT NULL CHECK (fte_percent BETWEEN 1 AND 100),
    capacity_minutes BIGINT NOT NULL,   -- With people, a week.
    lunch_minutes BIGINT NOT NULL,      -- 0: none.
    lunch_begins BIGINT NOT NULL,       -- Somewhere between.
    lunch_ends BIGINT NOT NULL,
    preparation_minutes BIGINT NOT NULL,  -- A day.
    version BIGINT NOT NULL,
    PRIMARY KEY (district_id, coach_id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, home_id) REFERENCES building (district_id, id)
);

-- Coach hours: one stretch of a weekday, the same every week; the shift itself, or protected time
-- within it.
CREATE TABLE coach_hours (
    district_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    weekday BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),  -- 1 = Monday.
    meant_for TEXT NOT NULL CHECK (meant_for IN ('shift', 'protected')),
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    words TEXT NOT NULL DEFAULT '',     -- What the protected time is for.
    PRIMARY KEY (district_id, coach_id, weekday, meant_for, begins),
    FOREIGN KEY (district_id, coach_id) REFERENCES coach_week (district_id, coach_id),
    CHECK (begins < ends)
);

-- The travel time from one building to another, as somebody has said it.
CREATE TABLE travel_time (
    district_id TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_id TEXT NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 0 AND 480),
    PRIMARY KEY (district_id, from_id, to_id),
    FOREIGN KEY (district_id, from_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, to_id) REFERENCES building (district_id, id)
);

-- An absence: days, or hours of days, when a coach is not there.
CREATE TABLE absence (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('sick', 'conference', 'leave', 'other')),
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,              -- Inclusive.
    begins BIGINT,                      -- None: whole days.
    ends BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    CHECK (begins_on <= ends_on)
);
CREATE INDEX absence_ends ON absence (district_id, ends_on);

-- A capacity window: weeks of tests or hand-outs that take a part of the coaches' minutes.
CREATE TABLE capacity_window (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('test', 'handout', 'other')),
    name TEXT NOT NULL,
    building_id TEXT,                   -- None: everywhere.
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,              -- Inclusive.
    percent BIGINT NOT NULL CHECK (percent BETWEEN 1 AND 100),
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    CHECK (begins_on <= ends_on)
);
CREATE INDEX capacity_window_ends ON capacity_window (district_id, ends_on);

-- A wish: help that wants a place in a coach's week.
CREATE TABLE wish (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('planning', 'in_class', 'debrief', 'group_session',
                                       'esupport', 'test_session')),
    title TEXT NOT NULL,
    team_id TEXT,
    building_id TEXT,
    room TEXT NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    weight BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 5),
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,              -- Inclusive.
    hours_begin BIGINT,                 -- Only within these hours; none: any.
    hours_end BIGINT,
    is_weekly BOOLEAN NOT NULL,
    lesson TEXT NOT NULL,               -- Of 'in_class': words of the lesson; '' is any.
    chain_id TEXT,                      -- A step of it needs the step before.
    step BIGINT NOT NULL,
    gap_min BIGINT NOT NULL,            -- Days after the step before.
    gap_max BIGINT NOT NULL,
    request_id TEXT,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,                    -- Done, or wanted no more.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, team_id) REFERENCES team (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id),
    CHECK (begins_on <= ends_on)
);
CREATE INDEX wish_open ON wish (district_id, ends_on) WHERE ended_at IS NULL;
CREATE INDEX wish_chain ON wish (district_id, chain_id, step) WHERE chain_id IS NOT NULL;
CREATE UNIQUE INDEX wish_request ON wish (district_id, request_id) WHERE ended_at IS NULL;

-- A wish person: somebody the wish is for.
CREATE TABLE wish_person (
    district_id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (district_id, wish_id, person_id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX wish_person_person ON wish_person (district_id, person_id);

-- A wish coach: who may give the help; where a wish has none, whoever covers the building.
CREATE TABLE wish_coach (
    district_id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    PRIMARY KEY (district_id, wish_id, coach_id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id)
);

-- A taken day: whoever books takes the day of every coach and person concerned first, so that two
-- at once come one after the other whatever the engine's isolation.
CREATE TABLE taken_day (
    district_id TEXT NOT NULL,
    holder_id TEXT NOT NULL,            -- A coach, or somebody who is helped.
    on_day TEXT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (district_id, holder_id, on_day)
);

-- A visit: a wish with its coach, day and time.
CREATE TABLE visit (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    occurrence TEXT NOT NULL,           -- The Monday of its week when the wish is weekly, else ''.
    coach_id TEXT NOT NULL,
    on_day TEXT NOT NULL,
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    building_id TEXT,
    room TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'done', 'cancelled', 'missed')),
    is_pinned BOOLEAN NOT NULL,
    contact_id TEXT,                    -- What it became.
    made_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, contact_id) REFERENCES contact (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id),
    CHECK (begins < ends)
);
CREATE INDEX visit_coach ON visit (district_id, coach_id, on_day, begins);
CREATE INDEX visit_day ON visit (district_id, on_day);
-- A wish has one place at a time, and a coach one beginning.
CREATE UNIQUE INDEX visit_of_wish ON visit (district_id, wish_id, occurrence)
    WHERE state IN ('proposed', 'agreed', 'done');
CREATE UNIQUE INDEX visit_begins ON visit (district_id, coach_id, on_day, begins)
    WHERE state IN ('proposed', 'agreed', 'done');

-- A visit person: somebody who is helped in the visit.
CREATE TABLE visit_person (
    district_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (district_id, visit_id, person_id),
    FOREIGN KEY (district_id, visit_id) REFERENCES visit (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX visit_person_person ON visit_person (district_id, person_id);

-- A visit step: what was done to a visit, and how the visit stood before.
CREATE TABLE visit_step (
    district_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    seq BIGINT NOT NULL,                -- The version of the visit after it.
    batch_id TEXT NOT NULL,             -- Steps of one act: taken back together.
    nth BIGINT NOT NULL,                -- Of the acts of this actor.
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    step TEXT NOT NULL,                 -- 'booked', 'moved', 'agreed', 'cancelled' …
    coach_before TEXT,                  -- None: there was no visit before.
    on_before TEXT,
    begins_before BIGINT,
    building_before TEXT,
    room_before TEXT,
    state_before TEXT,
    words TEXT NOT NULL DEFAULT '',     -- "Another time, please": why.
    undone_at BIGINT,
    PRIMARY KEY (district_id, visit_id, seq),
    FOREIGN KEY (district_id, visit_id) REFERENCES visit (district_id, id)
);
CREATE INDEX visit_step_at ON visit_step (district_id, at);
CREATE INDEX visit_step_batch ON visit_step (district_id, batch_id);
CREATE INDEX visit_step_actor ON visit_step (district_id, actor_id, nth);

-- A proposal: weeks as the solver would make them, or what would be if.
CREATE TABLE proposal (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('week', 'absence', 'what_if')),
    progress TEXT NOT NULL CHECK (progress IN ('waiting', 'working', 'ready', 'accepted',
                                               'rejected', 'cancelled', 'interrupted')),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    ordered TEXT NOT NULL,              -- JSON: dates, coaches, seconds, seed, supposition.
    found TEXT NOT NULL DEFAULT '',     -- JSON: before, after, gap, what it took.
    failure TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);
CREATE INDEX proposal_made ON proposal (district_id, made_at);

-- A proposal event: how far the solver had come.
CREATE TABLE proposal_event (
    district_id TEXT NOT NULL,
    proposal_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    seconds DOUBLE PRECISION NOT NULL,
    value BIGINT NOT NULL,
    bound DOUBLE PRECISION,
    gap_percent DOUBLE PRECISION,
    PRIMARY KEY (district_id, proposal_id, seq),
    FOREIGN KEY (district_id, proposal_id) REFERENCES proposal (district_id, id)
);

-- A proposal move: one visit of a proposal beside what there is today.
CREATE TABLE proposal_move (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    proposal_id TEXT NOT NULL,
    fate TEXT NOT NULL CHECK (fate IN ('fresh', 'moved', 'gone', 'kept')),
    wish_id TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    visit_id TEXT,                      -- Today's.
    visit_version BIGINT,
    was_promised BOOLEAN NOT NULL,      -- Agreed or pinned.
    coach_before TEXT,
    on_before TEXT,
    begins_before BIGINT,
    coach_after TEXT,
    on_after TEXT,
    begins_after BIGINT,
    building_after TEXT,
    minutes BIGINT NOT NULL,
    accepted_at BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, proposal_id) REFERENCES proposal (district_id, id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id)
);
CREATE INDEX proposal_move_proposal ON proposal_move (district_id, proposal_id);

-- A proposal reason: why a wish has to wait in it, as data; worded when it is read.
CREATE TABLE proposal_reason (
    district_id TEXT NOT NULL,
    proposal_id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    reason TEXT NOT NULL,               -- JSON: cause, whom and what it concerns, what would help.
    PRIMARY KEY (district_id, proposal_id, wish_id, occurrence),
    FOREIGN KEY (district_id, proposal_id) REFERENCES proposal (district_id, id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id)
);
