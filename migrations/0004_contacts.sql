-- What the log of contacts needs beside the contacts themselves.

-- A focus is what help was about, as the district words it. Shipped ones have a code and a sentence
-- in the catalogue ('focus.<code>'); a label of the district's own wins. Its id is what
-- contact_focus.focus holds.
CREATE TABLE focus (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    code TEXT NOT NULL,                 -- 'media'; '' for the district's own.
    label TEXT NOT NULL,                -- '' means the shipped sentence.
    position BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (district_id, id)
);

-- An acquaintance says that a coach has helped a person, and when last. It follows the contacts, in
-- their own transactions, and can be made again from them; it keeps "lately" and "not for long" one
-- index range each, however many contacts there are.
CREATE TABLE acquaintance (
    district_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    last_on TEXT NOT NULL,              -- Of the newest contact that counts.
    last_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, coach_id, person_id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX acquaintance_last ON acquaintance (district_id, coach_id, last_on, last_at);

-- What a coach has promised and not yet done, newest first, dated or not.
CREATE INDEX contact_promise ON contact (district_id, coach_id, happened_on, happened_at)
    WHERE next_step <> '' AND next_done_at IS NULL AND replaced_by IS NULL
      AND withdrawn_at IS NULL;
