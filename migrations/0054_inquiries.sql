-- Inquiries: what somebody asks many others, and what they answer.

-- An inquiry: a few questions with the reason for each. Its asker alone reads the answers.
CREATE TABLE inquiry (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    title TEXT NOT NULL,
    about TEXT NOT NULL,                -- Who asks, and what for, in the asker's words.
    language TEXT NOT NULL,             -- In which it is written.
    asked_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    opened_on TEXT,
    closed_on TEXT,
    published_at BIGINT,                -- What was answered by then is public, counted.
    conclusion TEXT NOT NULL DEFAULT '', -- What the asker makes of it, above what is published.
    pairs BOOLEAN NOT NULL,             -- The same people are asked again later.
    follows TEXT,                       -- The inquiry whose questions come again.
    chain TEXT NOT NULL,                -- The first of those that follow each other: its id.
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, asked_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, follows) REFERENCES inquiry (district_id, id)
);
CREATE INDEX inquiry_asker ON inquiry (district_id, asked_by, made_at);

-- An inquiry link: whose an inquiry is, for whoever answers it and is not signed in.
-- Installation.
CREATE TABLE inquiry_link (
    inquiry_id TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL REFERENCES district (id)
);

-- An inquiry question. They stay as they are once the inquiry is open.
CREATE TABLE inquiry_question (
    district_id TEXT NOT NULL,
    inquiry_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- From 1.
    words TEXT NOT NULL,
    why TEXT NOT NULL,                  -- Why it is asked; '' where nothing was said.
    PRIMARY KEY (district_id, inquiry_id, position),
    FOREIGN KEY (district_id, inquiry_id) REFERENCES inquiry (district_id, id)
);

-- An inquiry response: what one person answered, by whatever way it came.
CREATE TABLE inquiry_response (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    inquiry_id TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('page', 'mail', 'comment', 'post', 'letter', 'talk')),
    school TEXT NOT NULL CHECK (school IN ('', 'elementary', 'middle', 'high', 'several',
                                           'district', 'other')),
    name TEXT NOT NULL,                 -- As they called themselves; '' for nothing.
    source TEXT NOT NULL,               -- Where the asker found it; '' by the page.
    may_quote BOOLEAN NOT NULL,         -- Words may be quoted, without the name.
    made_at BIGINT NOT NULL,
    whole TEXT NOT NULL,                -- The words as they came; '' where none were divided.
    digest TEXT NOT NULL,               -- Of a letter: one that comes again is one. '' for others.
    is_checked BOOLEAN NOT NULL,        -- A person has looked which words answer which question.
    pair TEXT NOT NULL,                 -- Digest of a word only they know; '' for none.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, inquiry_id) REFERENCES inquiry (district_id, id)
);
CREATE INDEX inquiry_response_inquiry ON inquiry_response (district_id, inquiry_id, made_at);

-- An inquiry answer: to one question. What was left empty has none.
CREATE TABLE inquiry_answer (
    district_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- Of the question.
    words TEXT NOT NULL,
    PRIMARY KEY (district_id, response_id, position),
    FOREIGN KEY (district_id, response_id) REFERENCES inquiry_response (district_id, id)
);

-- An inquiry category: what many answers to one question have in common, as the asker names it.
CREATE TABLE inquiry_category (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    inquiry_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- Of the question.
    name TEXT NOT NULL,
    looks_for TEXT NOT NULL,            -- Words that suggest it, with commas between.
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, inquiry_id) REFERENCES inquiry (district_id, id)
);
CREATE INDEX inquiry_category_inquiry ON inquiry_category (district_id, inquiry_id, position);

-- An inquiry coding: an answer is of a category, as the asker judged.
CREATE TABLE inquiry_coding (
    district_id TEXT NOT NULL,
    category_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    PRIMARY KEY (district_id, category_id, response_id),
    FOREIGN KEY (district_id, category_id) REFERENCES inquiry_category (district_id, id),
    FOREIGN KEY (district_id, response_id) REFERENCES inquiry_response (district_id, id)
);
CREATE INDEX inquiry_coding_response ON inquiry_coding (district_id, response_id);

-- An inquiry quote: what is read of an answer whose writer agreed, without what tells who it was.
CREATE TABLE inquiry_quote (
    district_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- Of the question.
    words TEXT NOT NULL,
    PRIMARY KEY (district_id, response_id, position),
    FOREIGN KEY (district_id, response_id) REFERENCES inquiry_response (district_id, id)
);
