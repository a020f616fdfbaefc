-- Who is there: networks, districts, buildings, people, the roles they hold, and how they sign in.
-- Portable types only; instants are BIGINT milliseconds UTC, dates TEXT ISO; ids are 26 letters.
-- Every table but those marked "installation" is keyed (district_id, …): no link crosses districts.

-- A network is a group of districts that share a representative (a state, an association).
-- Installation.
CREATE TABLE network (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

-- A district is one tenant. Installation.
CREATE TABLE district (
    id TEXT NOT NULL PRIMARY KEY,
    network_id TEXT REFERENCES network (id),
    name TEXT NOT NULL,
    zone TEXT NOT NULL,       -- IANA; buildings may differ.
    language TEXT NOT NULL,   -- 'en', 'fr': until a person chooses.
    settings_version BIGINT NOT NULL DEFAULT 1,  -- Grows with every change of a setting.
    created_at BIGINT NOT NULL
);

-- An account is how one human signs in, whatever districts they work in. Installation.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,          -- Lower case; never a key to anything but signing in.
    password_hash TEXT,                  -- Argon2id; none until chosen.
    totp_secret TEXT,                    -- Base32; set while enrolling, in force with totp_since.
    totp_since BIGINT,
    totp_last_step BIGINT NOT NULL DEFAULT 0,  -- A code counts once.
    language TEXT,                       -- The person's own choice.
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);

-- One row is one setting of a district, by name ('words.coach.en', 'contacts.close_day').
CREATE TABLE setting (
    district_id TEXT NOT NULL REFERENCES district (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (district_id, name)
);

-- A building is a school or an office, with a zone of its own.
CREATE TABLE building (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    identifier TEXT,          -- As text (NCES id …): leading zeros matter.
    source_key TEXT,          -- The roster's id; none when made by hand.
    ended_on TEXT,
    PRIMARY KEY (district_id, id)
);
CREATE UNIQUE INDEX building_source ON building (district_id, source_key);

-- A division is a part of a building with its own head ("Elementary", "Middle and high").
CREATE TABLE division (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

-- A person works in the district. The same human in two districts is two rows with one account.
CREATE TABLE person (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    account_id TEXT REFERENCES account (id),
    name TEXT NOT NULL,             -- As people say it: "Amina Diallo", "李 小龙".
    sort_name TEXT NOT NULL,        -- "Diallo, Amina"
    folded TEXT NOT NULL,           -- text::folded(name), for search.
    email TEXT,                     -- Lower case.
    title TEXT,                     -- "Grade 4 teacher"
    room TEXT,
    teaches TEXT,                   -- Short, for people: "Grade 4 · science".
    building_id TEXT,               -- Home building.
    division_id TEXT,
    source_key TEXT,                -- The roster's id; none when entered by hand.
    corrected TEXT NOT NULL DEFAULT '',  -- Fields corrected by hand (',name,email,'); imports
                                         -- leave them.
    missing_since BIGINT,           -- Gone from the roster, kept because of open work.
    ended_on TEXT,                  -- Left; hidden from lists, history stays.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, division_id) REFERENCES division (district_id, id)
);
CREATE UNIQUE INDEX person_source ON person (district_id, source_key);
CREATE INDEX person_account ON person (account_id);
CREATE INDEX person_building ON person (district_id, building_id, sort_name);
CREATE INDEX person_sort ON person (district_id, sort_name, id);

-- A role somebody holds, in one building or (building none) in the whole district.
CREATE TABLE role_held (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('coach', 'technician', 'teacher', 'principal', 'director',
                                       'district_admin', 'network_rep')),
    building_id TEXT,
    begins_on TEXT,
    ends_on TEXT,                   -- Inclusive.
    source TEXT NOT NULL CHECK (source IN ('roster', 'manual')),
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);
CREATE INDEX role_held_person ON role_held (district_id, person_id);
CREATE INDEX role_held_role ON role_held (district_id, role, building_id);

-- A team is people who plan together ("Grade 4 team").
CREATE TABLE team (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    building_id TEXT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);
CREATE TABLE team_member (
    district_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (district_id, team_id, person_id),
    FOREIGN KEY (district_id, team_id) REFERENCES team (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

-- A session is one browser signed in. Only the hash of its cookie is kept. Installation (it decides
-- the district).
CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- For the list a person sees.
    account_id TEXT NOT NULL REFERENCES account (id),
    district_id TEXT NOT NULL REFERENCES district (id),
    person_id TEXT NOT NULL,
    csrf_token TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,            -- Absolute end.
    is_second_factor_due BOOLEAN NOT NULL DEFAULT FALSE,  -- Password given, code not yet.
    device TEXT NOT NULL,               -- "Firefox on Android", for the list.
    notice TEXT NOT NULL DEFAULT ''     -- Key of the sentence to say once.
);
CREATE INDEX session_account ON session (account_id);

-- A one-time link: to sign in, or an invitation to choose a password. Installation.
CREATE TABLE one_time_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    district_id TEXT NOT NULL REFERENCES district (id),
    person_id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'invitation', 'password')),
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX one_time_link_account ON one_time_link (account_id);

-- An API token of a person. Only its hash is kept. Installation (it decides the district).
CREATE TABLE api_token (
    token_hash TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id),
    district_id TEXT NOT NULL REFERENCES district (id),
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_token_account ON api_token (account_id);

-- A throttle bucket (R-29): tokens left for one key ('account:…', 'peer:…'). Installation.
CREATE TABLE throttle (
    bucket TEXT NOT NULL PRIMARY KEY,
    level DOUBLE PRECISION NOT NULL,
    at BIGINT NOT NULL
);

-- One unsafe request that succeeded: repeated, it answers the same (R-03). Kept seven days.
CREATE TABLE idempotency (
    district_id TEXT NOT NULL,          -- '' for acts before signing in.
    actor_id TEXT NOT NULL,             -- Person, or '' .
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    location TEXT NOT NULL,
    body TEXT NOT NULL,
    notice TEXT NOT NULL,
    seen BIGINT NOT NULL,               -- A replay adds one, so that its commit waits too.
    at BIGINT NOT NULL,
    PRIMARY KEY (district_id, actor_id, key)
);
CREATE INDEX idempotency_at ON idempotency (at);

-- What was done or looked at, by whom (R-32): appended only, each row bound to the one before.
-- No free text and no content. The chain is per district.
CREATE TABLE audit (
    district_id TEXT NOT NULL REFERENCES district (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT,                      -- None for the program itself.
    action TEXT NOT NULL,               -- 'contact.logged'
    object TEXT NOT NULL,               -- 'contact/<id>', or ''.
    detail TEXT NOT NULL,               -- Small facts as JSON: counts, ids, codes.
    prev TEXT NOT NULL,                 -- Hash of the row before; zeros for the first.
    hash TEXT NOT NULL,
    PRIMARY KEY (district_id, seq)
);

CREATE INDEX audit_at ON audit (district_id, at);

-- The last link of each district's chain, so that appending reads one row.
CREATE TABLE audit_head (
    district_id TEXT NOT NULL PRIMARY KEY REFERENCES district (id),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);

-- The outbox (R-09): work to be done once its cause is durable. District '' is the installation's.
CREATE TABLE job (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    dedup TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL DEFAULT 0,
    tries BIGINT NOT NULL DEFAULT 0,
    done_at BIGINT,
    parked_at BIGINT,
    last_error TEXT,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, kind, dedup)
);
CREATE INDEX job_due ON job (run_at) WHERE done_at IS NULL AND parked_at IS NULL;

-- The row that /readyz writes, to learn whether writing works. Installation.
CREATE TABLE heartbeat (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

-- A term of the school year. Dates are inclusive.
CREATE TABLE term (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- 'term', 'semester', 'gradingPeriod', 'schoolYear'
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    source_key TEXT,
    ended_on TEXT,
    PRIMARY KEY (district_id, id)
);
CREATE UNIQUE INDEX term_source ON term (district_id, source_key);

-- A class, with its students as a count alone.
CREATE TABLE class (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    course TEXT NOT NULL DEFAULT '',
    grades TEXT NOT NULL DEFAULT '',
    subjects TEXT NOT NULL DEFAULT '',
    room TEXT NOT NULL DEFAULT '',
    building_id TEXT,
    student_count BIGINT NOT NULL DEFAULT 0,
    source_key TEXT,
    ended_on TEXT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);
CREATE UNIQUE INDEX class_source ON class (district_id, source_key);

-- Staff who teach or help in a class.
CREATE TABLE class_staff (
    district_id TEXT NOT NULL,
    class_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,                 -- As the roster says: 'teacher', 'aide' …
    source_key TEXT,
    PRIMARY KEY (district_id, class_id, person_id),
    FOREIGN KEY (district_id, class_id) REFERENCES class (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);
CREATE INDEX class_staff_person ON class_staff (district_id, person_id);
