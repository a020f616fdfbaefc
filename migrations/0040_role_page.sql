-- What a coach does in a district, in its own words, for everybody to read.
CREATE TABLE role_page (
    district_id TEXT NOT NULL PRIMARY KEY REFERENCES district (id),
    does TEXT NOT NULL,                 -- A line each.
    does_not TEXT NOT NULL,             -- A line each.
    who_fixes TEXT NOT NULL,            -- A line each: "A broken screen: the technician".
    asking TEXT NOT NULL,               -- How one asks for help.
    evaluation TEXT NOT NULL,           -- "Will I be evaluated?"
    language TEXT NOT NULL,             -- In which it is written.
    is_public BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    FOREIGN KEY (district_id, saved_by) REFERENCES person (district_id, id)
);

-- Where a district's role page is found by people who are not signed in: "/about/lakes".
-- Installation.
CREATE TABLE role_address (
    address TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id)
);
