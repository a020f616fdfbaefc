-- Credentials: what people hold, and what they would like to get.

-- A credential: somebody holds a certificate, an endorsement or the like.
CREATE TABLE credential (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    type TEXT NOT NULL,                 -- The code of its type, or 'other'.
    edition TEXT NOT NULL,              -- Under which rules it was got.
    name TEXT NOT NULL,                 -- Of another one; else ''.
    obtained_on TEXT,
    expires_on TEXT,
    evidence TEXT NOT NULL,             -- A link or words.
    confirmed_by TEXT,                  -- Who saw the evidence.
    confirmed_at BIGINT,
    entered_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, confirmed_by) REFERENCES person (district_id, id)
);
CREATE INDEX credential_person ON credential (district_id, person_id);

-- A credential plan: somebody would like to get one. Theirs alone to read.
CREATE TABLE credential_plan (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    type TEXT NOT NULL,
    by_on TEXT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, person_id, type),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
