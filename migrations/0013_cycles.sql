-- A cycle template version: how a district changed one of the shipped ways to run a cycle. Number 1
-- of each is shipped with the program and has no row here; a cycle keeps the version it began with.
CREATE TABLE cycle_template (
    district_id TEXT NOT NULL REFERENCES district (id),
    code TEXT NOT NULL,                 -- 'challenge', 'impact' …
    number BIGINT NOT NULL CHECK (number >= 2),
    name TEXT NOT NULL,                 -- '': as shipped.
    weeks BIGINT NOT NULL CHECK (weeks BETWEEN 1 AND 40),
    rhythm_days BIGINT NOT NULL CHECK (rhythm_days BETWEEN 0 AND 60),  -- 0: a conversation.
    is_offered BOOLEAN NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, code, number),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

-- A cycle stage: one step of a cycle template version, with the question asked there.
CREATE TABLE cycle_stage (
    district_id TEXT NOT NULL,
    code TEXT NOT NULL,
    number BIGINT NOT NULL,
    position BIGINT NOT NULL,           -- 0, 1, 2 …
    phase TEXT NOT NULL CHECK (phase IN ('preparing', 'doing', 'reflecting')),
    stage TEXT NOT NULL,                -- The shipped stage whose words stand where none are given.
    name TEXT NOT NULL,
    prompt TEXT NOT NULL,
    PRIMARY KEY (district_id, code, number, position),
    FOREIGN KEY (district_id, code, number) REFERENCES cycle_template (district_id, code, number)
);

-- A coaching cycle: one coach and up to ten teachers take one goal for students through some weeks.
CREATE TABLE cycle (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    template TEXT NOT NULL,
    template_number BIGINT NOT NULL,
    topic TEXT NOT NULL,                -- In a few words; what a principal may learn, if anything.
    state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'preparing', 'doing', 'reflecting',
                                         'closed')),
    stage BIGINT NOT NULL DEFAULT 0,    -- Of its template, once begun.
    outcome TEXT CHECK (outcome IN ('met', 'partly', 'not_met', 'stopped_by_teacher',
                                    'stopped_by_coach', 'interrupted')),
    goal TEXT NOT NULL DEFAULT '',
    peers TEXT NOT NULL DEFAULT '',     -- Which of the five questions were answered yes: 'p,e,r'.
    unit TEXT NOT NULL DEFAULT '',
    standard TEXT NOT NULL DEFAULT '',
    target TEXT NOT NULL DEFAULT '',
    toward TEXT NOT NULL DEFAULT '',    -- Toward improving …
    try_words TEXT NOT NULL DEFAULT '', -- … try …
    with_words TEXT NOT NULL DEFAULT '',-- … with …
    moves TEXT NOT NULL DEFAULT '',     -- What the teacher wants of the coach: 'plan,model'.
    celebration TEXT NOT NULL DEFAULT '',
    weeks BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    begun_on TEXT,
    closed_at BIGINT,
    follows_id TEXT,                    -- The cycle before.
    follows_as TEXT CHECK (follows_as IN ('iterate', 'challenge', 'unit')),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, follows_id) REFERENCES cycle (district_id, id),
    CHECK ((state = 'closed') = (outcome IS NOT NULL))
);
CREATE INDEX cycle_coach ON cycle (district_id, coach_id, made_at);

-- A cycle member: a teacher who is asked into a cycle, has agreed, or has left. The profile is what
-- the principal may learn of it, as it was on the day they agreed.
CREATE TABLE cycle_member (
    district_id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    agreed_at BIGINT,
    left_at BIGINT,
    profile TEXT CHECK (profile IN ('sealed', 'counts', 'topic', 'open')),
    PRIMARY KEY (district_id, cycle_id, person_id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX cycle_member_person ON cycle_member (district_id, person_id) WHERE left_at IS NULL;

-- Cycle evidence: what students' work showed before or after, as students per level or in words.
-- Nobody's name.
CREATE TABLE cycle_evidence (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    moment TEXT NOT NULL CHECK (moment IN ('before', 'after')),
    looked_on TEXT NOT NULL,
    source TEXT NOT NULL,               -- 'Exit slips', 'Three paragraphs'.
    not_yet BIGINT,                     -- Students per level; none where only words were kept.
    on_the_way BIGINT,
    there BIGINT,
    beyond BIGINT,
    words TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, kept_by) REFERENCES person (district_id, id)
);
CREATE INDEX cycle_evidence_cycle ON cycle_evidence (district_id, cycle_id, looked_on);

-- A cycle step: what one of them does next, and when they look at it together.
CREATE TABLE cycle_step (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    who_id TEXT NOT NULL,
    words TEXT NOT NULL,
    check_on TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, who_id) REFERENCES person (district_id, id)
);
CREATE INDEX cycle_step_cycle ON cycle_step (district_id, cycle_id, check_on);

-- A cycle event: what happened to a cycle, and when.
CREATE TABLE cycle_event (
    district_id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    act TEXT NOT NULL,
    stage BIGINT NOT NULL,
    PRIMARY KEY (district_id, cycle_id, seq),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, actor_id) REFERENCES person (district_id, id)
);
