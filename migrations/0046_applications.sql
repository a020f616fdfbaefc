-- Applications, for those alone who hire in the district; erased some months after the vacancy
-- ended.

-- An application: somebody would like a post. Not a person of the district.
CREATE TABLE application (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    vacancy_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,                -- Lower case.
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, vacancy_id) REFERENCES vacancy (district_id, id)
);
CREATE INDEX application_vacancy ON application (district_id, vacancy_id, made_at);

-- An application answer: what somebody says of one credential the vacancy names.
CREATE TABLE application_answer (
    district_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    credential TEXT NOT NULL,           -- The code of its type.
    answer TEXT NOT NULL CHECK (answer IN ('holds', 'would', 'no')),
    PRIMARY KEY (district_id, application_id, credential),
    FOREIGN KEY (district_id, application_id) REFERENCES application (district_id, id)
);

-- An application document: a file that came with an application.
CREATE TABLE application_document (
    district_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'docx', 'odt', 'txt')),
    name TEXT NOT NULL,                 -- As the file was called.
    bytes BIGINT NOT NULL,
    body TEXT NOT NULL,                 -- Base64url.
    PRIMARY KEY (district_id, application_id, position),
    FOREIGN KEY (district_id, application_id) REFERENCES application (district_id, id)
);
