-- Search: what is found by its words, and whose it is.

-- A search space: the part of the numbers of search documents that is a district's, and how far the
-- index has followed what the district did. Numbers are given once.
-- Installation.
CREATE TABLE search_space (
    district_id TEXT NOT NULL PRIMARY KEY REFERENCES district (id),
    number BIGINT NOT NULL UNIQUE,      -- From 1.
    followed BIGINT NOT NULL,           -- The last entry of the audit that was looked at.
    edition TEXT NOT NULL               -- Of the words the program itself brings.
);

-- A search document: what everybody who is signed in to the district may read, as search shows and
-- finds it. A copy: its source says what is so. No draft, no note, no name of a person.
CREATE TABLE search_document (
    district_id TEXT NOT NULL REFERENCES district (id),
    number BIGINT NOT NULL UNIQUE,      -- By space, then kind; all that words know.
    kind TEXT NOT NULL,                 -- 'school', 'post', 'vacancy' …
    thing TEXT NOT NULL,                -- What it is to its source; once a kind.
    href TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,                -- What is shown of it, around what was found.
    title_folded TEXT NOT NULL,         -- Words without case, diacritics, signs.
    words_folded TEXT NOT NULL,
    also_folded TEXT NOT NULL,          -- Found by these too: another language, another title.
    PRIMARY KEY (district_id, number),
    UNIQUE (district_id, kind, thing)
);
