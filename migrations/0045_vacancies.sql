-- Vacancies: what a district looks for, what the post asks for, and who did what with it.

-- A vacancy board: under which name the vacancies of a district are found by people who are not
-- signed in, "/jobs/lakeside-unified". Chosen once, never changed: links to it stay good.
-- Installation.
CREATE TABLE vacancy_board (
    address TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id)
);

-- A vacancy: a post to be filled. Public while it is posted.
CREATE TABLE vacancy (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    number BIGINT NOT NULL,             -- In the district, from 1; stands in its address.
    state TEXT NOT NULL CHECK (state IN ('requisition', 'posted', 'filled', 'closed')),
    title TEXT NOT NULL,
    place TEXT NOT NULL,                -- "Two elementary schools".
    summary TEXT NOT NULL,
    begins TEXT NOT NULL,               -- As people say it: "August", "at once". '' for nothing.
    hours TEXT NOT NULL,
    pay TEXT NOT NULL,
    apply_how TEXT NOT NULL,            -- The district's own way; '' where only the form is one.
    takes_applications BOOLEAN NOT NULL,  -- By the form of its page.
    apply_by TEXT,                      -- Inclusive.
    post_id TEXT,                       -- Whose job description it belongs to; none stands alone.
    post_number BIGINT,                 -- The version in force when it was posted.
    language TEXT NOT NULL,             -- In which it is written.
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    posted_on TEXT,
    ended_on TEXT,
    erase_on TEXT,                      -- Applications are kept until then.
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, number),
    FOREIGN KEY (district_id, post_id) REFERENCES post (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

-- A vacancy requirement: what whoever takes the post needs, would ideally have, or is willing to
-- get.
CREATE TABLE vacancy_requirement (
    district_id TEXT NOT NULL,
    vacancy_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    wording TEXT NOT NULL CHECK (wording IN ('required', 'preferred', 'willing')),
    credential TEXT NOT NULL,           -- The code of a type of credential, or ''.
    words TEXT NOT NULL,                -- Otherwise what is asked for, in the district's words.
    PRIMARY KEY (district_id, vacancy_id, position),
    FOREIGN KEY (district_id, vacancy_id) REFERENCES vacancy (district_id, id)
);

-- A vacancy event: what was done with a vacancy, and by whom.
CREATE TABLE vacancy_event (
    district_id TEXT NOT NULL,
    vacancy_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (district_id, vacancy_id, seq),
    FOREIGN KEY (district_id, vacancy_id) REFERENCES vacancy (district_id, id),
    FOREIGN KEY (district_id, actor_id) REFERENCES person (district_id, id)
);
