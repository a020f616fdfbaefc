-- What a coach does all day: contacts, the requests they answer, the notes beside them.

-- A kind of help, as the district words it. Shipped kinds have a code and a sentence in the
-- catalogue ('kind.<code>'); a label of the district's own wins.
CREATE TABLE contact_kind (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    code TEXT NOT NULL,                 -- '1b'; '' for the district's own.
    label TEXT NOT NULL,                -- '' means the shipped sentence.
    -- Whom it is for, as a rule.
    shape TEXT NOT NULL CHECK (shape IN ('person', 'group', 'alone')),
    branch TEXT NOT NULL CHECK (branch IN ('coach', 'support', 'other')),
    position BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (district_id, id)
);

-- A request: what would help a teacher and their students, in the teacher's words.
CREATE TABLE request (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,           -- Whom it would help.
    entered_by TEXT NOT NULL,           -- The teacher, or a coach in the teacher's place.
    building_id TEXT,
    words TEXT NOT NULL,                -- Seen by the teacher and the two branches; by nobody else.
    times TEXT NOT NULL DEFAULT '',     -- When it would suit, in words.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'scheduled', 'working', 'done',
                                         'declined', 'withdrawn', 'duplicate')),
    branch TEXT CHECK (branch IN ('coach', 'support')),  -- None until somebody has looked.
    holder_id TEXT,                     -- The coach or technician who has it.
    severity BIGINT,                    -- 1–4, support only.
    impact BIGINT,                      -- 1–5, support only.
    priority BIGINT,                    -- 1–4, from the matrix of the district.
    made_at BIGINT NOT NULL,
    answer_by BIGINT,                   -- First answer due.
    finish_by BIGINT,                   -- Finished by.
    answered_at BIGINT,
    scheduled_for BIGINT,
    closed_at BIGINT,
    split_from_id TEXT,                 -- The item this one was split from.
    duplicate_of_id TEXT,
    version BIGINT NOT NULL DEFAULT 1,  -- Two people at one request: the later is told.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, teacher_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, entered_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, holder_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, split_from_id) REFERENCES request (district_id, id),
    FOREIGN KEY (district_id, duplicate_of_id) REFERENCES request (district_id, id)
);
CREATE INDEX request_open ON request (district_id, made_at) WHERE closed_at IS NULL;
CREATE INDEX request_teacher ON request (district_id, teacher_id, made_at);
CREATE INDEX request_holder ON request (district_id, holder_id, made_at) WHERE closed_at IS NULL;
CREATE INDEX request_split ON request (district_id, split_from_id);

-- One step in a request's life, for the teacher and both branches to read.
CREATE TABLE request_step (
    district_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    -- 'asked', 'triaged', 'handed', 'split', 'scheduled', 'done' …
    step TEXT NOT NULL,
    branch TEXT,                        -- After the step.
    other_id TEXT,                      -- The person handed to, or the linked request.
    words TEXT NOT NULL DEFAULT '',     -- Kind words to the teacher (decline, redirect).
    PRIMARY KEY (district_id, request_id, seq),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id)
);

-- A contact: a coach spent minutes with people on something. Never edited: a correction is a new
-- row, and the old one says which (replaced_by).
CREATE TABLE contact (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    kind_id TEXT NOT NULL,
    happened_on TEXT NOT NULL,          -- Date on the building's wall.
    happened_at BIGINT NOT NULL,        -- Order within the day; the moment of logging as a rule.
    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 1 AND 1440),  -- Once, however many people.
    building_id TEXT,
    began_by TEXT CHECK (began_by IN ('teacher', 'coach', 'leader')),
    place TEXT CHECK (place IN ('classroom', 'office', 'hall', 'call', 'mail', 'chat')),
    people_count BIGINT NOT NULL,       -- Heads, for reach.
    student_count BIGINT,
    request_id TEXT,
    next_step TEXT NOT NULL DEFAULT '', -- Seen by the coach; shown first next time.
    next_step_on TEXT,
    next_done_at BIGINT,
    entered_at BIGINT NOT NULL,
    corrects_id TEXT,
    replaced_by TEXT,                   -- The correction; this row no longer counts.
    withdrawn_at BIGINT,                -- Logged by mistake; no longer counts.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, kind_id) REFERENCES contact_kind (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id),
    FOREIGN KEY (district_id, corrects_id) REFERENCES contact (district_id, id)
);
CREATE INDEX contact_coach ON contact (district_id, coach_id, happened_on, happened_at);
CREATE INDEX contact_next ON contact (district_id, coach_id, next_step_on)
    WHERE next_step_on IS NOT NULL AND next_done_at IS NULL AND replaced_by IS NULL
      AND withdrawn_at IS NULL;
CREATE INDEX contact_day ON contact (district_id, happened_on, building_id);
CREATE INDEX contact_request ON contact (district_id, request_id);

-- Who was helped in a contact.
CREATE TABLE contact_person (
    district_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    happened_on TEXT NOT NULL,          -- The contact's, so that a person's history is one index.
    happened_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, contact_id, person_id),
    FOREIGN KEY (district_id, contact_id) REFERENCES contact (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX contact_person_history
    ON contact_person (district_id, person_id, happened_on, happened_at);

-- What a contact was about, in the district's own tags.
CREATE TABLE contact_focus (
    district_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    focus TEXT NOT NULL,
    PRIMARY KEY (district_id, contact_id, focus),
    FOREIGN KEY (district_id, contact_id) REFERENCES contact (district_id, id)
);

-- A note beside a contact or a request. Only coaching/notes reads or writes this table.
CREATE TABLE note (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    contact_id TEXT,
    request_id TEXT,
    author_id TEXT NOT NULL,
    tier TEXT NOT NULL CHECK (tier IN ('private', 'shared')),  -- Only me; me and the teacher.
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    shared_at BIGINT,                   -- When it went from private to shared; never back.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, contact_id) REFERENCES contact (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id),
    FOREIGN KEY (district_id, author_id) REFERENCES person (district_id, id)
);
CREATE INDEX note_contact ON note (district_id, contact_id);
CREATE INDEX note_request ON note (district_id, request_id);
