-- Under which licence a district shows the owner's wording of one edition of a framework to its own
-- people. None of it is shipped, found by the search, or shown outside.
CREATE TABLE standard_licence (
    district_id TEXT NOT NULL REFERENCES district (id),
    framework TEXT NOT NULL,            -- "iste_coaches".
    edition TEXT NOT NULL,
    licence TEXT NOT NULL,              -- Who allowed it, and when, in the district's words.
    language TEXT NOT NULL,             -- Of the wording: "en", "fr".
    version BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, framework, edition),
    FOREIGN KEY (district_id, saved_by) REFERENCES person (district_id, id)
);

-- What the owner of a framework says under one of its codes, as the district pasted it.
CREATE TABLE standard_wording (
    district_id TEXT NOT NULL,
    framework TEXT NOT NULL,
    edition TEXT NOT NULL,
    code TEXT NOT NULL,                 -- "4.5.a".
    words TEXT NOT NULL,
    PRIMARY KEY (district_id, framework, edition, code),
    FOREIGN KEY (district_id, framework, edition)
        REFERENCES standard_licence (district_id, framework, edition)
);
