-- A directory source: a published list of schools, as it was last read.
CREATE TABLE directory_source (
    district_id TEXT NOT NULL REFERENCES district (id),
    name TEXT NOT NULL,                 -- Of the file.
    source TEXT NOT NULL,               -- Who publishes it, in the importer's words.
    licence TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    rows_read BIGINT NOT NULL,
    rows_refused BIGINT NOT NULL,
    PRIMARY KEY (district_id, name)
);

-- A directory school: a school as a published list has it. None of the district's own buildings.
CREATE TABLE directory_school (
    district_id TEXT NOT NULL,
    scheme TEXT NOT NULL,               -- Whose identifiers these are: 'nces' …
    identifier TEXT NOT NULL,           -- Text: zeros at its front belong to it.
    source_name TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,                -- As published; '' for none, here and below.
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,               -- State or province.
    county TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    phone TEXT NOT NULL,
    website TEXT NOT NULL,
    agency TEXT NOT NULL,               -- Identifier of the district it belongs to.
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    PRIMARY KEY (district_id, scheme, identifier),
    FOREIGN KEY (district_id, source_name) REFERENCES directory_source (district_id, name)
);
