-- Job descriptions: what a post is for, who was asked about it, who approved it, and when.

-- A post: a job of the district, whatever its job descriptions have said of it over the years.
CREATE TABLE post (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

-- A job description: one version of what a post is. What was in force is never changed.
CREATE TABLE job_description (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'consultation', 'superintendent', 'board',
                                         'in_force', 'revised', 'retired')),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    consult_until TEXT,
    in_force_on TEXT,
    review_on TEXT,
    ended_on TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, post_id, number),
    FOREIGN KEY (district_id, post_id) REFERENCES post (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

-- A description section: what a job description says under one heading.
CREATE TABLE description_section (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    code TEXT NOT NULL,                 -- 'title', 'purpose', 'week_hours' …
    words TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, post_id, number, code),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number)
);

-- A duty: one thing whoever holds the post does, for the district or in a building.
CREATE TABLE duty (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    origin_id TEXT NOT NULL,            -- The same duty in the first version that had it.
    place TEXT NOT NULL CHECK (place IN ('district', 'building')),
    heading TEXT NOT NULL,              -- 'collaboration', 'equipment' …
    position BIGINT NOT NULL,
    words TEXT NOT NULL,
    share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 100),  -- Percent of the week.
    is_essential BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number)
);
CREATE INDEX duty_description ON duty (district_id, post_id, number, position);

-- A duty kind: under which kind of help the time for a duty is logged.
CREATE TABLE duty_kind (
    district_id TEXT NOT NULL,
    duty_id TEXT NOT NULL,
    kind_id TEXT NOT NULL,
    PRIMARY KEY (district_id, duty_id, kind_id),
    FOREIGN KEY (district_id, duty_id) REFERENCES duty (district_id, id),
    FOREIGN KEY (district_id, kind_id) REFERENCES contact_kind (district_id, id)
);

-- A duty standard: which standard a duty answers to, with its framework and edition.
CREATE TABLE duty_standard (
    district_id TEXT NOT NULL,
    duty_id TEXT NOT NULL,
    framework TEXT NOT NULL,
    edition TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (district_id, duty_id, framework, edition, code),
    FOREIGN KEY (district_id, duty_id) REFERENCES duty (district_id, id)
);

-- A consulted person: somebody the job affects who was asked what they think of it.
CREATE TABLE consulted_person (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, post_id, number, person_id),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

-- A duty comment: what somebody thinks of a duty, or of the whole, and what was answered.
CREATE TABLE duty_comment (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    duty_id TEXT,                       -- None: of the whole, or of a duty that was taken out.
    about TEXT NOT NULL,                -- The duty's words as they were then; '' of the whole.
    author_id TEXT NOT NULL,
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered_by TEXT,
    answered_at BIGINT,
    is_taken_up BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number),
    FOREIGN KEY (district_id, duty_id) REFERENCES duty (district_id, id),
    FOREIGN KEY (district_id, author_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, answered_by) REFERENCES person (district_id, id)
);
CREATE INDEX duty_comment_description ON duty_comment (district_id, post_id, number, made_at);

-- A description event: what was done with a job description, by whom, and what was said of it.
CREATE TABLE description_event (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    act TEXT NOT NULL,
    day TEXT,                           -- Of the superintendent's word, or of the board's meeting.
    words TEXT NOT NULL,
    PRIMARY KEY (district_id, post_id, number, seq),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number),
    FOREIGN KEY (district_id, actor_id) REFERENCES person (district_id, id)
);
