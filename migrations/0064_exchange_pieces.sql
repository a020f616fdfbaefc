-- The exchange shows two more kinds of things, which are written for it: how a district organises
-- the post, with its own figures, and advice. What was shown and asked so far is taken along.

ALTER TABLE exchange_question RENAME TO exchange_question_before;
ALTER TABLE exchange_item RENAME TO exchange_item_before;

-- An exchange item: one thing a district publishes, as it was signed. Taken back, its words go and
-- the row says that it was.
CREATE TABLE exchange_item (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('job_description', 'profile', 'inquiry', 'model',
                                       'advice')),
    thing TEXT NOT NULL,                -- The post, inquiry or piece it shows; '' of the role page.
    source TEXT NOT NULL,               -- Which state of it, so that a newer one is told.
    title TEXT NOT NULL,
    number BIGINT NOT NULL,             -- Its version, from 1.
    document TEXT NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256 of the document.
    published_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, kind, thing)
);
INSERT INTO exchange_item (district_id, id, kind, thing, source, title, number, document, digest,
                           published_at, withdrawn_at)
SELECT district_id, id, kind, thing, source, title, number, document, digest, published_at,
       withdrawn_at
  FROM exchange_item_before;

-- An exchange question: what somebody elsewhere asked about an exchange item.
CREATE TABLE exchange_question (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    name TEXT NOT NULL,
    reply_to TEXT NOT NULL,             -- Where they would like the answer.
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, item_id) REFERENCES exchange_item (district_id, id)
);
INSERT INTO exchange_question (district_id, id, item_id, name, reply_to, words, made_at)
SELECT district_id, id, item_id, name, reply_to, words, made_at
  FROM exchange_question_before;

DROP TABLE exchange_question_before;
DROP TABLE exchange_item_before;
CREATE INDEX exchange_question_made ON exchange_question (district_id, made_at);

-- An exchange piece: what a district writes for others to read: its model of the post with its own
-- figures, or a piece of advice. It is public once it is ticked, like everything else.
CREATE TABLE exchange_piece (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('model', 'advice')),
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    model TEXT NOT NULL,                -- Which of the models of the post; '' of advice.
    teachers BIGINT NOT NULL,           -- 0 where it is not said, as for the next three.
    buildings BIGINT NOT NULL,
    fte_percent BIGINT NOT NULL,        -- All coaches together: 250 are two and a half.
    cost BIGINT NOT NULL,               -- Of a full post a year.
    first_words TEXT NOT NULL,          -- How it went; the advice in a few words.
    situation TEXT NOT NULL,            -- What came of it; the situation of the advice.
    did TEXT NOT NULL,                  -- Of advice: what was done …
    again TEXT NOT NULL,                -- … and what would be done again.
    origin_address TEXT NOT NULL,       -- Whose it was, with the document and its key; else ''.
    origin_key TEXT NOT NULL,
    origin_document TEXT NOT NULL,
    version BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);
