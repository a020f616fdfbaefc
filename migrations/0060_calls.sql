-- Calls: when somebody of a programme may be called by people of other districts.

-- A call page: where others find the free times of one person. Installation.
CREATE TABLE call_page (
    id TEXT NOT NULL PRIMARY KEY,       -- Of its address.
    district_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    UNIQUE (district_id, person_id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

-- A call time: when its host may be called, and where.
CREATE TABLE call_time (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    host TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    place TEXT NOT NULL,                -- A link or a number, shown to who has booked.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, host, starts_at),
    FOREIGN KEY (district_id, host) REFERENCES person (district_id, id)
);

-- A call booking: who comes to a call time. Its id is known to the guest alone.
CREATE TABLE call_booking (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    time_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    words TEXT NOT NULL,                -- What it is about; '' for nothing.
    language TEXT NOT NULL,             -- In which the guest is written to.
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, time_id),
    FOREIGN KEY (district_id, time_id) REFERENCES call_time (district_id, id)
);
