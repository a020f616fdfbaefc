CREATE TABLE absence (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('sick', 'conference', 'leave', 'other')),
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,              -- Inclusive.
    begins BIGINT,                      -- None: whole days.
    ends BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    CHECK (begins_on <= ends_on)
);

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

CREATE TABLE agreement (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('teacher', 'principal')),  -- What the partner is in it.
    coach_id TEXT NOT NULL,
    partner_id TEXT NOT NULL,
    building_id TEXT,                   -- Of a principal: whose staff it is about.
    made_at BIGINT NOT NULL,
    ended_on TEXT,                      -- From this day on it holds no more.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, partner_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

CREATE TABLE agreement_version (
    district_id TEXT NOT NULL,
    agreement_id TEXT NOT NULL,
    number BIGINT NOT NULL,             -- 1, 2, 3 …
    template TEXT NOT NULL,             -- 'teacher_1': the shipped words.
    profile TEXT NOT NULL CHECK (profile IN ('sealed', 'counts', 'topic', 'open')),
    words TEXT NOT NULL,                -- What the two agreed besides; may be ''.
    begins_on TEXT NOT NULL,
    review_on TEXT NOT NULL,
    reviewed_on TEXT,                   -- When they last looked at it together.
    proposed_by TEXT NOT NULL,          -- Who proposes has signed.
    proposed_at BIGINT NOT NULL,
    signed_by TEXT,
    signed_at BIGINT,                   -- By the other of the two.
    aside_at BIGINT,                    -- Set aside unsigned.
    PRIMARY KEY (district_id, agreement_id, number),
    FOREIGN KEY (district_id, agreement_id) REFERENCES agreement (district_id, id),
    FOREIGN KEY (district_id, proposed_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, signed_by) REFERENCES person (district_id, id)
);

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
, scopes TEXT NOT NULL DEFAULT '');

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

CREATE TABLE application_answer (
    district_id TEXT NOT NULL,
    application_id TEXT NOT NULL,
    credential TEXT NOT NULL,           -- The code of its type.
    answer TEXT NOT NULL CHECK (answer IN ('holds', 'would', 'no')),
    PRIMARY KEY (district_id, application_id, credential),
    FOREIGN KEY (district_id, application_id) REFERENCES application (district_id, id)
);

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

CREATE TABLE audit_head (
    district_id TEXT NOT NULL PRIMARY KEY REFERENCES district (id),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE bell_grid (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,              -- '' for the only one.
    is_former BOOLEAN NOT NULL DEFAULT FALSE,  -- Kept because something past refers to it.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

CREATE TABLE bell_period (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    grid_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    label TEXT NOT NULL,             -- "1", "Lunch"
    begins BIGINT,
    ends BIGINT,
    is_former BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, grid_id) REFERENCES bell_grid (district_id, id),
    CHECK ((begins IS NULL) = (ends IS NULL)),
    CHECK (begins IS NULL OR (begins >= 0 AND begins < ends AND ends <= 1440))
);

CREATE TABLE building (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    identifier TEXT,          -- As text (NCES id …): leading zeros matter.
    source_key TEXT,          -- The roster's id; none when made by hand.
    ended_on TEXT, corrected TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, id)
);

CREATE TABLE busy_time (
    district_id TEXT NOT NULL,
    feed_id TEXT NOT NULL,
    begins_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,            -- Exclusive.
    PRIMARY KEY (district_id, feed_id, begins_at),
    FOREIGN KEY (district_id, feed_id) REFERENCES calendar_feed (district_id, id)
);

CREATE TABLE calendar_address (
    token_hash TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL REFERENCES district (id),
    person_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    UNIQUE (district_id, person_id)
);

CREATE TABLE calendar_feed (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    address TEXT NOT NULL,              -- "" of a file. Often a secret itself: shown to nobody.
    label TEXT NOT NULL,                -- What its owner sees: the host, or the file's name.
    made_at BIGINT NOT NULL,
    next_at BIGINT,                     -- When to read it again; none of a file.
    read_at BIGINT,                     -- Last read well.
    failing_since BIGINT,               -- None while all is well.
    trouble TEXT NOT NULL DEFAULT '',   -- Why it fails: 'unreachable', 'refused', …
    etag TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

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

CREATE TABLE call_page (
    id TEXT NOT NULL PRIMARY KEY,       -- Of its address.
    district_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    UNIQUE (district_id, person_id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

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

CREATE TABLE capacity_window (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('test', 'handout', 'other')),
    name TEXT NOT NULL,
    building_id TEXT,                   -- None: everywhere.
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,              -- Inclusive.
    percent BIGINT NOT NULL CHECK (percent BETWEEN 1 AND 100),
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    CHECK (begins_on <= ends_on)
);

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
    ended_on TEXT, course_key TEXT NOT NULL DEFAULT '', terms TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

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

CREATE TABLE closure (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT,               -- None: every building.
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,          -- Inclusive.
    part TEXT NOT NULL CHECK (part IN ('day', 'morning', 'afternoon')),  -- What is off.
    name TEXT NOT NULL,             -- "Thanksgiving break"
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    CHECK (begins_on <= ends_on)
);

CREATE TABLE coach_capacity (
    district_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    week_minutes BIGINT NOT NULL,
    fte_percent BIGINT NOT NULL,
    cycle_percent BIGINT NOT NULL,      -- The share of the week for cycles.
    meeting_minutes BIGINT NOT NULL,
    visits BIGINT NOT NULL,
    visit_minutes BIGINT NOT NULL,
    preparation_minutes BIGINT NOT NULL,
    travel_minutes BIGINT NOT NULL,
    taught_minutes BIGINT NOT NULL,     -- The coach's own lessons.
    PRIMARY KEY (district_id, coach_id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id)
);

CREATE TABLE coach_hours (
    district_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    weekday BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),  -- 1 = Monday.
    meant_for TEXT NOT NULL CHECK (meant_for IN ('shift', 'protected')),
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    words TEXT NOT NULL DEFAULT '',     -- What the protected time is for.
    PRIMARY KEY (district_id, coach_id, weekday, meant_for, begins),
    FOREIGN KEY (district_id, coach_id) REFERENCES coach_week (district_id, coach_id),
    CHECK (begins < ends)
);

CREATE TABLE coach_week (
    district_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    home_id TEXT,                       -- Where each day begins and ends; none: anywhere.
    fte_percent BIGINT NOT NULL CHECK (fte_percent BETWEEN 1 AND 100),
    capacity_minutes BIGINT NOT NULL,   -- With people, a week.
    lunch_minutes BIGINT NOT NULL,      -- 0: none.
    lunch_begins BIGINT NOT NULL,       -- Somewhere between.
    lunch_ends BIGINT NOT NULL,
    preparation_minutes BIGINT NOT NULL,  -- A day.
    version BIGINT NOT NULL,
    PRIMARY KEY (district_id, coach_id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, home_id) REFERENCES building (district_id, id)
);

CREATE TABLE colleague (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,                 -- Follows the person's.
    does TEXT NOT NULL,                 -- What they do, as they say it.
    works_at TEXT NOT NULL,             -- A school or level; '' for nothing said.
    kinds TEXT NOT NULL,                -- Kinds of help as they were called then, a line each.
    helps TEXT NOT NULL,                -- More they help with; ''.
    address TEXT NOT NULL,              -- For mail, shown; '' while the programme hands mail on.
    level TEXT NOT NULL CHECK (level IN ('district', 'network', 'everybody')),
    agreed_at BIGINT NOT NULL,          -- To exactly this.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, person_id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE colleague_page (
    id TEXT NOT NULL PRIMARY KEY,       -- Of its address.
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id),
    published_at BIGINT NOT NULL
);

CREATE TABLE colleague_release (
    id TEXT NOT NULL PRIMARY KEY,       -- Of the colleague.
    place TEXT NOT NULL,                -- The id of their district.
    name TEXT NOT NULL,
    does TEXT NOT NULL,
    works_at TEXT NOT NULL,
    kinds TEXT NOT NULL,
    helps TEXT NOT NULL,
    address TEXT NOT NULL,
    agreed_at BIGINT NOT NULL
);

CREATE TABLE consulted_person (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, post_id, number, person_id),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE contact (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    kind_id TEXT NOT NULL,
    happened_on TEXT NOT NULL,          -- Date on the building's wall.
    happened_at BIGINT NOT NULL,        -- Order within the day; the moment of logging as a rule.
    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 1 AND 1440),  -- Once, however many people.
    building_id TEXT,
    people_count BIGINT NOT NULL,       -- Heads, for reach.
    student_count BIGINT,
    request_id TEXT,
    next_step TEXT NOT NULL DEFAULT '', -- Seen by the coach; shown first next time.
    next_step_on TEXT,
    next_done_at BIGINT,
    entered_at BIGINT NOT NULL,
    corrects_id TEXT,
    replaced_by TEXT,                   -- The correction; this row no longer counts.
    withdrawn_at BIGINT, began_by TEXT
    CHECK (began_by = 'teacher' OR began_by = 'coach' OR began_by = 'leader'), place TEXT
    CHECK (place = 'classroom' OR place = 'office' OR place = 'hall' OR
           place = 'call' OR place = 'mail' OR place = 'chat'),                -- Logged by mistake; no longer counts.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, kind_id) REFERENCES contact_kind (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id),
    FOREIGN KEY (district_id, corrects_id) REFERENCES contact (district_id, id)
);

CREATE TABLE contact_focus (
    district_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    focus TEXT NOT NULL,
    PRIMARY KEY (district_id, contact_id, focus),
    FOREIGN KEY (district_id, contact_id) REFERENCES contact (district_id, id)
);

CREATE TABLE contact_kind (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    code TEXT NOT NULL,                 -- '1b'; '' for the district's own.
    label TEXT NOT NULL,                -- '' means the shipped sentence.
    -- Whom it is for, as a rule.
    shape TEXT NOT NULL CHECK (shape IN ('person', 'group', 'alone')),
    branch TEXT NOT NULL CHECK (branch IN ('coach', 'support', 'other')),
    position BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE contact_person (
    district_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    happened_on TEXT NOT NULL,          -- The contact's, so that a person's history is one index.
    happened_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, contact_id, person_id),
    FOREIGN KEY (district_id, contact_id) REFERENCES contact (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE contract_hours (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT,
    person_id TEXT,
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    lunch_begins BIGINT,
    lunch_ends BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    CHECK ((building_id IS NULL) <> (person_id IS NULL)),
    CHECK (begins >= 0 AND begins < ends AND ends <= 1440),
    CHECK ((lunch_begins IS NULL) = (lunch_ends IS NULL))
);

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

CREATE TABLE credential_release (
    network_id TEXT NOT NULL REFERENCES network (id),
    as_of TEXT NOT NULL,                -- The first day of a quarter.
    type TEXT NOT NULL,                 -- '' for all integrators, whatever they hold.
    place TEXT NOT NULL,                -- The id of a district; '' for the network.
    holders BIGINT,
    willing BIGINT,                     -- Holders, and those who would get it.
    PRIMARY KEY (network_id, as_of, type, place)
);

CREATE TABLE curated_entry (
    network_id TEXT NOT NULL REFERENCES curated_list (network_id),
    id TEXT NOT NULL,
    address TEXT NOT NULL,              -- Of the index that lists it.
    item_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    credit TEXT NOT NULL,               -- Whose it is.
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    words TEXT NOT NULL,                -- Why it is worth reading; '' where nothing is said.
    is_public BOOLEAN NOT NULL,         -- In the document, not only chosen.
    PRIMARY KEY (network_id, id),
    UNIQUE (network_id, address, item_id)
);

CREATE TABLE curated_list (
    network_id TEXT NOT NULL PRIMARY KEY REFERENCES network (id),
    address TEXT NOT NULL UNIQUE,       -- "maine", of "/published/maine/curated.json"; it stays.
    name TEXT NOT NULL,
    introduction TEXT NOT NULL,
    language TEXT NOT NULL,             -- Of these words.
    public_key TEXT NOT NULL,           -- Ed25519, base64url.
    signing_key TEXT NOT NULL,          -- Its secret half, under the server's key.
    sequence BIGINT NOT NULL,           -- Of the document; greater each time.
    document TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    published_at BIGINT,
    version BIGINT NOT NULL
);

CREATE TABLE cycle (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    template TEXT NOT NULL,
    template_number BIGINT NOT NULL,
    topic TEXT NOT NULL,                -- In a few words; what a principal may learn, if anything.
    state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'preparing', 'doing', 'reflecting',
                                         'closed')),
    stage BIGINT NOT NULL DEFAULT 0,    -- Of its template, once begun.
    outcome TEXT CHECK (outcome IN ('met', 'partly', 'not_met', 'stopped_by_teacher',
                                    'stopped_by_coach', 'interrupted')),
    goal TEXT NOT NULL DEFAULT '',
    peers TEXT NOT NULL DEFAULT '',     -- Which of the five questions were answered yes: 'p,e,r'.
    unit TEXT NOT NULL DEFAULT '',
    standard TEXT NOT NULL DEFAULT '',
    target TEXT NOT NULL DEFAULT '',
    toward TEXT NOT NULL DEFAULT '',    -- Toward improving …
    try_words TEXT NOT NULL DEFAULT '', -- … try …
    with_words TEXT NOT NULL DEFAULT '',-- … with …
    moves TEXT NOT NULL DEFAULT '',     -- What the teacher wants of the coach: 'plan,model'.
    celebration TEXT NOT NULL DEFAULT '',
    weeks BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    begun_on TEXT,
    closed_at BIGINT,
    follows_id TEXT,                    -- The cycle before.
    follows_as TEXT CHECK (follows_as IN ('iterate', 'challenge', 'unit')),
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, follows_id) REFERENCES cycle (district_id, id),
    CHECK ((state = 'closed') = (outcome IS NOT NULL))
);

CREATE TABLE cycle_event (
    district_id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    act TEXT NOT NULL,
    stage BIGINT NOT NULL,
    PRIMARY KEY (district_id, cycle_id, seq),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, actor_id) REFERENCES person (district_id, id)
);

CREATE TABLE cycle_evidence (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    moment TEXT NOT NULL CHECK (moment IN ('before', 'after')),
    looked_on TEXT NOT NULL,
    source TEXT NOT NULL,               -- 'Exit slips', 'Three paragraphs'.
    not_yet BIGINT,                     -- Students per level; none where only words were kept.
    on_the_way BIGINT,
    there BIGINT,
    beyond BIGINT,
    words TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, kept_by) REFERENCES person (district_id, id)
);

CREATE TABLE cycle_meeting (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    meets_on TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

CREATE TABLE cycle_member (
    district_id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    agreed_at BIGINT,
    left_at BIGINT,
    profile TEXT CHECK (profile IN ('sealed', 'counts', 'topic', 'open')),
    PRIMARY KEY (district_id, cycle_id, person_id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE cycle_rating (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    rater_id TEXT NOT NULL,
    rater_role TEXT NOT NULL CHECK (rater_role IN ('coach', 'teacher')),
    framework TEXT NOT NULL CHECK (framework IN ('samr', 'tim', 'picrat', 'triple_e', 'itu')),
    edition TEXT NOT NULL,              -- Of the framework: scales are renumbered over the years.
    looked_on TEXT NOT NULL,
    levels TEXT NOT NULL,               -- One a question, from 1, in the order of the scale: "3,2".
    words TEXT NOT NULL,
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, rater_id) REFERENCES person (district_id, id)
);

CREATE TABLE cycle_stage (
    district_id TEXT NOT NULL,
    code TEXT NOT NULL,
    number BIGINT NOT NULL,
    position BIGINT NOT NULL,           -- 0, 1, 2 …
    phase TEXT NOT NULL CHECK (phase IN ('preparing', 'doing', 'reflecting')),
    stage TEXT NOT NULL,                -- The shipped stage whose words stand where none are given.
    name TEXT NOT NULL,
    prompt TEXT NOT NULL,
    PRIMARY KEY (district_id, code, number, position),
    FOREIGN KEY (district_id, code, number) REFERENCES cycle_template (district_id, code, number)
);

CREATE TABLE cycle_step (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    who_id TEXT NOT NULL,
    words TEXT NOT NULL,
    check_on TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, who_id) REFERENCES person (district_id, id)
);

CREATE TABLE cycle_template (
    district_id TEXT NOT NULL REFERENCES district (id),
    code TEXT NOT NULL,                 -- 'challenge', 'impact' …
    number BIGINT NOT NULL CHECK (number >= 2),
    name TEXT NOT NULL,                 -- '': as shipped.
    weeks BIGINT NOT NULL CHECK (weeks BETWEEN 1 AND 40),
    rhythm_days BIGINT NOT NULL CHECK (rhythm_days BETWEEN 0 AND 60),  -- 0: a conversation.
    is_offered BOOLEAN NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, code, number),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

CREATE TABLE cycle_wish (
    district_id TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    step_id TEXT,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, cycle_id, wish_id),
    FOREIGN KEY (district_id, cycle_id) REFERENCES cycle (district_id, id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id),
    FOREIGN KEY (district_id, step_id) REFERENCES cycle_step (district_id, id)
);

CREATE TABLE cycle_writing (
    district_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('agenda', 'notes')),
    number BIGINT NOT NULL,             -- 1, 2, 3 …
    seen BIGINT NOT NULL,               -- The number its author had before them; 0: nothing.
    author_id TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    is_merged BOOLEAN NOT NULL,         -- Holds everything up to here, or what was typed alone.
    sealed TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    PRIMARY KEY (district_id, meeting_id, part, number),
    FOREIGN KEY (district_id, meeting_id) REFERENCES cycle_meeting (district_id, id),
    FOREIGN KEY (district_id, author_id) REFERENCES person (district_id, id)
);

CREATE TABLE dated_day (
    district_id TEXT NOT NULL REFERENCES district (id),
    building_id TEXT NOT NULL,
    falls_on TEXT NOT NULL,
    day_type_id TEXT,
    grid_id TEXT,
    begins BIGINT,
    ends BIGINT,
    name TEXT NOT NULL,              -- "Early release", "Assembly"
    PRIMARY KEY (district_id, building_id, falls_on),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, day_type_id) REFERENCES day_type (district_id, id),
    FOREIGN KEY (district_id, grid_id) REFERENCES bell_grid (district_id, id)
);

CREATE TABLE day_plan (
    district_id TEXT NOT NULL REFERENCES district (id),
    building_id TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('weekly', 'rotating')),
    length BIGINT NOT NULL CHECK (length > 0),  -- Weeks, or school days.
    on_closure TEXT NOT NULL CHECK (on_closure IN ('bump', 'skip')),
    PRIMARY KEY (district_id, building_id, begins_on),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

CREATE TABLE day_plan_day (
    district_id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    seq BIGINT NOT NULL,
    day_type_id TEXT NOT NULL,
    PRIMARY KEY (district_id, building_id, begins_on, seq),
    FOREIGN KEY (district_id, building_id, begins_on)
        REFERENCES day_plan (district_id, building_id, begins_on),
    FOREIGN KEY (district_id, day_type_id) REFERENCES day_type (district_id, id)
);

CREATE TABLE day_type (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    label TEXT NOT NULL,
    grid_id TEXT,
    weekday BIGINT CHECK (weekday BETWEEN 1 AND 7),  -- 1 is Monday; none: a letter day.
    week BIGINT NOT NULL DEFAULT 0,  -- Of a timetable that runs over several weeks, from 0.
    is_former BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, grid_id) REFERENCES bell_grid (district_id, id)
);

CREATE TABLE description_event (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    act TEXT NOT NULL,
    day TEXT,                           -- Of the superintendent's word, or of the board's meeting.
    words TEXT NOT NULL,
    PRIMARY KEY (district_id, post_id, number, seq),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number),
    FOREIGN KEY (district_id, actor_id) REFERENCES person (district_id, id)
);

CREATE TABLE description_section (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    code TEXT NOT NULL,                 -- 'title', 'purpose', 'week_hours' …
    words TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, post_id, number, code),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number)
);

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

CREATE TABLE district (
    id TEXT NOT NULL PRIMARY KEY,
    network_id TEXT REFERENCES network (id),
    name TEXT NOT NULL,
    zone TEXT NOT NULL,       -- IANA; buildings may differ.
    language TEXT NOT NULL,   -- 'en', 'fr': until a person chooses.
    settings_version BIGINT NOT NULL DEFAULT 1,  -- Grows with every change of a setting.
    created_at BIGINT NOT NULL
);

CREATE TABLE division (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

CREATE TABLE duty (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    origin_id TEXT NOT NULL,            -- The same duty in the first version that had it.
    place TEXT NOT NULL CHECK (place IN ('district', 'building')),
    heading TEXT NOT NULL,              -- 'collaboration', 'equipment' …
    position BIGINT NOT NULL,
    words TEXT NOT NULL,
    share BIGINT NOT NULL CHECK (share BETWEEN 0 AND 100),  -- Percent of the week.
    is_essential BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number)
);

CREATE TABLE duty_comment (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    duty_id TEXT,                       -- None: of the whole, or of a duty that was taken out.
    about TEXT NOT NULL,                -- The duty's words as they were then; '' of the whole.
    author_id TEXT NOT NULL,
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    answered_by TEXT,
    answered_at BIGINT,
    is_taken_up BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, post_id, number)
        REFERENCES job_description (district_id, post_id, number),
    FOREIGN KEY (district_id, duty_id) REFERENCES duty (district_id, id),
    FOREIGN KEY (district_id, author_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, answered_by) REFERENCES person (district_id, id)
);

CREATE TABLE duty_kind (
    district_id TEXT NOT NULL,
    duty_id TEXT NOT NULL,
    kind_id TEXT NOT NULL,
    PRIMARY KEY (district_id, duty_id, kind_id),
    FOREIGN KEY (district_id, duty_id) REFERENCES duty (district_id, id),
    FOREIGN KEY (district_id, kind_id) REFERENCES contact_kind (district_id, id)
);

CREATE TABLE duty_standard (
    district_id TEXT NOT NULL,
    duty_id TEXT NOT NULL,
    framework TEXT NOT NULL,
    edition TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (district_id, duty_id, framework, edition, code),
    FOREIGN KEY (district_id, duty_id) REFERENCES duty (district_id, id)
);

CREATE TABLE enrolment (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    school_year BIGINT NOT NULL,        -- The year it begins in.
    invited_by TEXT,
    invited_at BIGINT,
    round BIGINT,                       -- From 1; 0: not this year; NULL: not answered.
    answered_at BIGINT,
    coach_id TEXT,                      -- Who has taken them in.
    accepted_at BIGINT,
    is_beyond BOOLEAN NOT NULL DEFAULT FALSE,  -- Although the coach's week had no more room.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, teacher_id, school_year),
    FOREIGN KEY (district_id, teacher_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, invited_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id)
);

CREATE TABLE escrow (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    chosen_by TEXT NOT NULL,
    chosen_at BIGINT NOT NULL,
    begun_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, chosen_by) REFERENCES person (district_id, id)
);

CREATE TABLE escrow_holder (
    district_id TEXT NOT NULL,
    escrow_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    generation BIGINT NOT NULL DEFAULT 0,
    public_key TEXT NOT NULL DEFAULT '',
    agreed_at BIGINT,
    PRIMARY KEY (district_id, escrow_id, person_id),
    FOREIGN KEY (district_id, escrow_id) REFERENCES escrow (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE escrow_matter (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reading', 'giving_back', 'holding', 'lifting')),
    members TEXT NOT NULL,              -- Of a circle: ids of people, sorted, parted by blanks.
    reason TEXT NOT NULL,
    from_on TEXT,                       -- Which days of notes are read.
    until_on TEXT,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_by TEXT,
    agreed_at BIGINT,
    refused_at BIGINT,
    ended_at BIGINT,                    -- A hold was lifted, a reading is over.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, asked_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, answered_by) REFERENCES person (district_id, id)
);

CREATE TABLE escrow_matter_person (
    district_id TEXT NOT NULL,
    matter_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (district_id, matter_id, person_id),
    FOREIGN KEY (district_id, matter_id) REFERENCES escrow_matter (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE escrow_opened (
    district_id TEXT NOT NULL,
    matter_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (district_id, matter_id, epoch, person_id),
    FOREIGN KEY (district_id, matter_id) REFERENCES escrow_matter (district_id, id)
);

CREATE TABLE escrow_share (
    district_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (district_id, circle_id, epoch, first_id, second_id),
    FOREIGN KEY (district_id, circle_id, epoch)
        REFERENCES notes_epoch (district_id, circle_id, epoch)
);

CREATE TABLE exchange_address (
    address TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id)
);

CREATE TABLE exchange_adoption (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    address TEXT NOT NULL,              -- Of the peer's index.
    item_id TEXT NOT NULL,
    public_key TEXT NOT NULL,           -- By which it was signed.
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,
    post_id TEXT NOT NULL,              -- The job description it became.
    adopted_by TEXT NOT NULL,
    adopted_at BIGINT NOT NULL,
    changed_at BIGINT,                  -- Since when the peer has another version.
    withdrawn_at BIGINT,                -- Since when its author has taken it back.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, post_id) REFERENCES post (district_id, id),
    FOREIGN KEY (district_id, adopted_by) REFERENCES person (district_id, id)
);

CREATE TABLE exchange_copy (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    peer_id TEXT NOT NULL,
    item_id TEXT NOT NULL,              -- As the peer names it.
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,             -- As it was signed.
    bytes BIGINT NOT NULL,              -- Of the document.
    folded TEXT NOT NULL,               -- Its words, for search.
    read_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, peer_id, item_id),
    FOREIGN KEY (district_id, peer_id) REFERENCES exchange_peer (district_id, id)
);

CREATE TABLE exchange_followed (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('list', 'source')),
    address TEXT NOT NULL,
    name TEXT NOT NULL,                 -- As it calls itself; '' before it was read.
    public_key TEXT NOT NULL,           -- The first that was seen; '' before it was read.
    other_key TEXT NOT NULL,            -- By which it is signed now, if by another; else ''.
    quarantine TEXT NOT NULL,           -- Why it is not read: 'key', 'silent'; '' while it is.
    sequence BIGINT NOT NULL,
    digest TEXT NOT NULL,
    etag TEXT NOT NULL,
    document TEXT NOT NULL,             -- As it was signed; '' before it was read.
    tries BIGINT NOT NULL,              -- That failed since the last good one.
    trouble TEXT NOT NULL,              -- Why the last one failed; '' while all is well.
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    next_at BIGINT,                     -- When it is read again; none in quarantine.
    read_at BIGINT,                     -- Last read well.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, purpose, address),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

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

CREATE TABLE exchange_peer (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    address TEXT NOT NULL,              -- Of its index.
    name TEXT NOT NULL,                 -- As it calls itself; '' before it was read.
    public_key TEXT NOT NULL,           -- '' before it was read.
    other_key TEXT NOT NULL,            -- By which it signs now, where that is another; else ''.
    quarantine TEXT NOT NULL,           -- Why it is not read: 'key', 'much' …; '' while it is.
    sequence BIGINT NOT NULL,           -- Of the index kept.
    digest TEXT NOT NULL,               -- Of that index.
    etag TEXT NOT NULL,
    tries BIGINT NOT NULL,              -- That failed since the last good one.
    trouble TEXT NOT NULL,              -- Why the last one failed; '' while all is well.
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    next_at BIGINT,                     -- When it is read again; none in quarantine.
    read_at BIGINT,                     -- Last read well.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, address),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

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

CREATE TABLE exchange_profile (
    district_id TEXT NOT NULL PRIMARY KEY REFERENCES district (id),
    name TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    licence TEXT NOT NULL,
    public_key TEXT NOT NULL,           -- Ed25519, base64url.
    signing_key TEXT NOT NULL,          -- Its secret half, under the server's key.
    sequence BIGINT NOT NULL,           -- Of the index; greater each time.
    index_document TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    FOREIGN KEY (district_id, contact_id) REFERENCES person (district_id, id)
);

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

CREATE TABLE exchange_refusal (
    district_id TEXT NOT NULL,
    peer_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (district_id, peer_id, item_id),
    FOREIGN KEY (district_id, peer_id) REFERENCES exchange_peer (district_id, id)
);

CREATE TABLE focus (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    code TEXT NOT NULL,                 -- 'media'; '' for the district's own.
    label TEXT NOT NULL,                -- '' means the shipped sentence.
    position BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE framework (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    identifier TEXT NOT NULL,           -- The publisher's GUID.
    uri TEXT NOT NULL,
    title TEXT NOT NULL,
    creator TEXT NOT NULL,
    publisher TEXT NOT NULL,
    edition TEXT NOT NULL,              -- Its version, as the publisher says it.
    language TEXT NOT NULL,
    licence TEXT NOT NULL,
    status TEXT NOT NULL,
    changed TEXT NOT NULL,              -- When the publisher changed it, in their words.
    left_out TEXT NOT NULL,             -- JSON: lists that are not kept, and how long each is.
    taken_by TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, identifier),
    FOREIGN KEY (district_id, taken_by) REFERENCES person (district_id, id)
);

CREATE TABLE framework_item (
    district_id TEXT NOT NULL,
    framework_id TEXT NOT NULL,
    identifier TEXT NOT NULL,
    position BIGINT NOT NULL,           -- In the package.
    uri TEXT NOT NULL,
    code TEXT NOT NULL,
    statement TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    levels TEXT NOT NULL,
    changed TEXT NOT NULL,
    is_gone BOOLEAN NOT NULL,
    PRIMARY KEY (district_id, framework_id, identifier),
    FOREIGN KEY (district_id, framework_id) REFERENCES framework (district_id, id)
);

CREATE TABLE framework_link (
    district_id TEXT NOT NULL,
    framework_id TEXT NOT NULL,
    identifier TEXT NOT NULL,
    position BIGINT NOT NULL,
    uri TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- 'isChildOf', 'exactMatchOf' …
    origin TEXT NOT NULL,
    origin_uri TEXT NOT NULL,
    destination TEXT NOT NULL,
    destination_uri TEXT NOT NULL,
    sequence BIGINT,
    PRIMARY KEY (district_id, framework_id, identifier),
    FOREIGN KEY (district_id, framework_id) REFERENCES framework (district_id, id)
);

CREATE TABLE framework_look (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    source_name TEXT NOT NULL,          -- The file, without its path.
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'superseded')),
    body TEXT NOT NULL,                 -- The package; '' once it is not open any more.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, actor_id) REFERENCES person (district_id, id)
);

CREATE TABLE gathering (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('conference', 'meetup', 'webinar')),
    name TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,              -- Inclusive.
    place TEXT NOT NULL,                -- '' while it is online.
    link TEXT NOT NULL,                 -- By https; '' for none.
    words TEXT NOT NULL,                -- What one may ask there; '' for nothing.
    entered_by TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, entered_by) REFERENCES person (district_id, id)
);

CREATE TABLE gathering_attendee (
    district_id TEXT NOT NULL,
    gathering_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    words TEXT NOT NULL,                -- "Ask me about …"; '' for nothing.
    is_public BOOLEAN NOT NULL,         -- People of other districts may read it, too.
    said_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, gathering_id, person_id),
    FOREIGN KEY (district_id, gathering_id) REFERENCES gathering (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE gathering_page (
    id TEXT NOT NULL PRIMARY KEY,       -- Of its address.
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id),
    published_at BIGINT NOT NULL
);

CREATE TABLE heartbeat (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

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

CREATE TABLE inquiry (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    title TEXT NOT NULL,
    about TEXT NOT NULL,                -- Who asks, and what for, in the asker's words.
    language TEXT NOT NULL,             -- In which it is written.
    asked_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    opened_on TEXT,
    closed_on TEXT,
    published_at BIGINT,                -- What was answered by then is public, counted.
    conclusion TEXT NOT NULL DEFAULT '', -- What the asker makes of it, above what is published.
    pairs BOOLEAN NOT NULL,             -- The same people are asked again later.
    follows TEXT,                       -- The inquiry whose questions come again.
    chain TEXT NOT NULL,                -- The first of those that follow each other: its id.
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, asked_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, follows) REFERENCES inquiry (district_id, id)
);

CREATE TABLE inquiry_answer (
    district_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- Of the question.
    words TEXT NOT NULL,
    PRIMARY KEY (district_id, response_id, position),
    FOREIGN KEY (district_id, response_id) REFERENCES inquiry_response (district_id, id)
);

CREATE TABLE inquiry_category (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    inquiry_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- Of the question.
    name TEXT NOT NULL,
    looks_for TEXT NOT NULL,            -- Words that suggest it, with commas between.
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, inquiry_id) REFERENCES inquiry (district_id, id)
);

CREATE TABLE inquiry_coding (
    district_id TEXT NOT NULL,
    category_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    PRIMARY KEY (district_id, category_id, response_id),
    FOREIGN KEY (district_id, category_id) REFERENCES inquiry_category (district_id, id),
    FOREIGN KEY (district_id, response_id) REFERENCES inquiry_response (district_id, id)
);

CREATE TABLE inquiry_key (
    district_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256 of the key.
    PRIMARY KEY (district_id, response_id),
    FOREIGN KEY (district_id, response_id) REFERENCES inquiry_response (district_id, id)
);

CREATE TABLE inquiry_link (
    inquiry_id TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL REFERENCES district (id)
);

CREATE TABLE inquiry_question (
    district_id TEXT NOT NULL,
    inquiry_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- From 1.
    words TEXT NOT NULL,
    why TEXT NOT NULL,                  -- Why it is asked; '' where nothing was said.
    PRIMARY KEY (district_id, inquiry_id, position),
    FOREIGN KEY (district_id, inquiry_id) REFERENCES inquiry (district_id, id)
);

CREATE TABLE inquiry_quote (
    district_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- Of the question.
    words TEXT NOT NULL,
    PRIMARY KEY (district_id, response_id, position),
    FOREIGN KEY (district_id, response_id) REFERENCES inquiry_response (district_id, id)
);

CREATE TABLE inquiry_response (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    inquiry_id TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('page', 'mail', 'comment', 'post', 'letter', 'talk')),
    school TEXT NOT NULL CHECK (school IN ('', 'elementary', 'middle', 'high', 'several',
                                           'district', 'other')),
    name TEXT NOT NULL,                 -- As they called themselves; '' for nothing.
    source TEXT NOT NULL,               -- Where the asker found it; '' by the page.
    may_quote BOOLEAN NOT NULL,         -- Words may be quoted, without the name.
    made_at BIGINT NOT NULL,
    whole TEXT NOT NULL,                -- The words as they came; '' where none were divided.
    digest TEXT NOT NULL,               -- Of a letter: one that comes again is one. '' for others.
    is_checked BOOLEAN NOT NULL,        -- A person has looked which words answer which question.
    pair TEXT NOT NULL,                 -- Digest of a word only they know; '' for none.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, inquiry_id) REFERENCES inquiry (district_id, id)
);

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

CREATE TABLE job_description (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'consultation', 'superintendent', 'board',
                                         'in_force', 'revised', 'retired')),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    consult_until TEXT,
    in_force_on TEXT,
    review_on TEXT,
    ended_on TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, post_id, number),
    FOREIGN KEY (district_id, post_id) REFERENCES post (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

CREATE TABLE mail_bounce (
    district_id TEXT NOT NULL REFERENCES district (id),
    address TEXT NOT NULL,              -- Lower case.
    status TEXT NOT NULL,               -- '5.1.1', or '' when nobody said.
    is_permanent BOOLEAN NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, address)
);

CREATE TABLE mail_in (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    digest TEXT NOT NULL,               -- Of Message-ID, sender and text: a repeated one is one.
    received_at BIGINT NOT NULL,
    from_name TEXT NOT NULL,
    from_address TEXT NOT NULL,         -- Lower case; as claimed.
    subject TEXT NOT NULL,
    words TEXT NOT NULL,                -- The whole text, with what was quoted.
    left_out TEXT NOT NULL,             -- Names of what was attached and not kept, a line each.
    -- What became of it: 'request', 'message', 'waiting' (an administrator looks), 'bounce',
    -- 'automatic' (a machine wrote it; nobody needs to look), 'discarded' (by an administrator).
    fate TEXT NOT NULL CHECK (fate IN ('request', 'message', 'waiting', 'bounce', 'automatic',
                                       'discarded')),
    reason TEXT NOT NULL,               -- Why it waits: 'stranger', 'unverified', 'token' …
    person_id TEXT,                     -- Whose address it came from.
    request_id TEXT,                    -- What it became, or what it joined.
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, digest),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id)
);

CREATE TABLE mail_token (
    district_id TEXT NOT NULL REFERENCES district (id),
    token_hash TEXT NOT NULL,
    person_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    ends_at BIGINT NOT NULL,            -- 90 days after it was made.
    PRIMARY KEY (district_id, token_hash),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id)
);

CREATE TABLE mailbox (
    name TEXT NOT NULL PRIMARY KEY,     -- "help imaps://mail.school.example/INBOX": who, where.
    validity BIGINT NOT NULL,           -- UIDVALIDITY.
    last_uid BIGINT NOT NULL,
    looked_at BIGINT NOT NULL
);

CREATE TABLE meeting (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    source_key TEXT,                 -- The files' own; none when entered otherwise, or ended.
    purpose TEXT NOT NULL CHECK (purpose IN ('teaching', 'planning', 'common', 'duty', 'lunch',
                                             'free', 'unknown')),
    subject TEXT NOT NULL,
    classes TEXT NOT NULL,           -- As named, parted by ", ".
    room TEXT NOT NULL,
    term TEXT NOT NULL,              -- As the file names it; '' all year.
    begins_on TEXT,                  -- Both inclusive; none: no end that way.
    ends_on TEXT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

CREATE TABLE meeting_person (
    district_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    teacher_key TEXT NOT NULL,
    person_id TEXT,                  -- None while unmatched.
    PRIMARY KEY (district_id, meeting_id, teacher_key),
    FOREIGN KEY (district_id, meeting_id) REFERENCES meeting (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE meeting_slot (
    district_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    day_type_id TEXT NOT NULL,
    period_id TEXT NOT NULL,
    PRIMARY KEY (district_id, meeting_id, day_type_id, period_id),
    FOREIGN KEY (district_id, meeting_id) REFERENCES meeting (district_id, id),
    FOREIGN KEY (district_id, day_type_id) REFERENCES day_type (district_id, id),
    FOREIGN KEY (district_id, period_id) REFERENCES bell_period (district_id, id)
);

CREATE TABLE migration (
    name TEXT NOT NULL PRIMARY KEY,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL
);

CREATE TABLE network (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE network_release (
    district_id TEXT NOT NULL REFERENCES district (id),
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    title TEXT NOT NULL,
    coaches BIGINT,                     -- Who helped somebody.
    people BIGINT,                      -- Whom they helped, each once.
    contacts BIGINT,
    minutes BIGINT,
    PRIMARY KEY (district_id, from_on)
);

CREATE TABLE note (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    contact_id TEXT,
    request_id TEXT,
    author_id TEXT NOT NULL,
    tier TEXT NOT NULL CHECK (tier IN ('private', 'shared')),  -- Only me; me and the teacher.
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    shared_at BIGINT, sealed TEXT NOT NULL DEFAULT '', circle_id TEXT NOT NULL DEFAULT '', epoch BIGINT NOT NULL DEFAULT 0, version BIGINT NOT NULL DEFAULT 0,                   -- When it went from private to shared; never back.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, contact_id) REFERENCES contact (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id),
    FOREIGN KEY (district_id, author_id) REFERENCES person (district_id, id)
);

CREATE TABLE notes_circle (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    members TEXT NOT NULL,              -- Ids of people, sorted, parted by blanks.
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, members)
);

CREATE TABLE notes_epoch (
    district_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    ended_at BIGINT, keep_until BIGINT NOT NULL DEFAULT 0, destroyed_at BIGINT,  -- The key, sealed to the district's escrow key.
    PRIMARY KEY (district_id, circle_id, epoch),
    FOREIGN KEY (district_id, circle_id) REFERENCES notes_circle (district_id, id)
);

CREATE TABLE notes_epoch_key (
    district_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    generation BIGINT NOT NULL,         -- Of the person's key pair.
    wrapped TEXT NOT NULL,
    PRIMARY KEY (district_id, circle_id, epoch, person_id),
    FOREIGN KEY (district_id, circle_id, epoch)
        REFERENCES notes_epoch (district_id, circle_id, epoch),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE notes_epoch_server (
    district_id TEXT NOT NULL,
    circle_id TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    wrapped TEXT NOT NULL,
    PRIMARY KEY (district_id, circle_id, epoch),
    FOREIGN KEY (district_id, circle_id, epoch)
        REFERENCES notes_epoch (district_id, circle_id, epoch)
);

CREATE TABLE notes_key (
    district_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    generation BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    guard TEXT NOT NULL CHECK (guard IN ('server', 'own')),  -- Who can open the wrappers.
    made_at BIGINT NOT NULL,
    ended_at BIGINT,                    -- A newer one is in force, or the person has left.
    -- While a partner has still to seal old notes to it: the digest of six digits, and wrong tries.
    proof TEXT NOT NULL DEFAULT '',
    proof_tries BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, person_id, generation),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE notes_key_wrapper (
    district_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    generation BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('server', 'passphrase', 'recovery')),
    salt TEXT NOT NULL,
    wrapped TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, person_id, generation, kind),
    FOREIGN KEY (district_id, person_id, generation)
        REFERENCES notes_key (district_id, person_id, generation)
);

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

CREATE TABLE post (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE priority_rule (
    district_id TEXT NOT NULL REFERENCES district (id),
    number BIGINT NOT NULL,
    criteria TEXT NOT NULL,             -- The first decides first: 'never,waited,building,first'.
    published_by TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, number),
    FOREIGN KEY (district_id, published_by) REFERENCES person (district_id, id)
);

CREATE TABLE programme_release (
    district_id TEXT NOT NULL REFERENCES district (id),
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,                -- Inclusive. The times of a district never overlap.
    title TEXT NOT NULL,                -- "Fall term"; '' for a month.
    body TEXT NOT NULL,                 -- JSON: the district and each building, hidden ones null.
    released_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, from_on)
);

CREATE TABLE proposal (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('week', 'absence', 'what_if')),
    progress TEXT NOT NULL CHECK (progress IN ('waiting', 'working', 'ready', 'accepted',
                                               'rejected', 'cancelled', 'interrupted')),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    ordered TEXT NOT NULL,              -- JSON: dates, coaches, seconds, seed, supposition.
    found TEXT NOT NULL DEFAULT '',     -- JSON: before, after, gap, what it took.
    failure TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

CREATE TABLE proposal_event (
    district_id TEXT NOT NULL,
    proposal_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    seconds DOUBLE PRECISION NOT NULL,
    value BIGINT NOT NULL,
    bound DOUBLE PRECISION,
    gap_percent DOUBLE PRECISION,
    PRIMARY KEY (district_id, proposal_id, seq),
    FOREIGN KEY (district_id, proposal_id) REFERENCES proposal (district_id, id)
);

CREATE TABLE proposal_move (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    proposal_id TEXT NOT NULL,
    fate TEXT NOT NULL CHECK (fate IN ('fresh', 'moved', 'gone', 'kept')),
    wish_id TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    visit_id TEXT,                      -- Today's.
    visit_version BIGINT,
    was_promised BOOLEAN NOT NULL,      -- Agreed or pinned.
    coach_before TEXT,
    on_before TEXT,
    begins_before BIGINT,
    coach_after TEXT,
    on_after TEXT,
    begins_after BIGINT,
    building_after TEXT,
    minutes BIGINT NOT NULL,
    accepted_at BIGINT,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, proposal_id) REFERENCES proposal (district_id, id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id)
);

CREATE TABLE proposal_reason (
    district_id TEXT NOT NULL,
    proposal_id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    occurrence TEXT NOT NULL,
    reason TEXT NOT NULL,               -- JSON: cause, whom and what it concerns, what would help.
    PRIMARY KEY (district_id, proposal_id, wish_id, occurrence),
    FOREIGN KEY (district_id, proposal_id) REFERENCES proposal (district_id, id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id)
);

CREATE TABLE request (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,           -- Whom it would help.
    entered_by TEXT NOT NULL,           -- The teacher, or a coach in the teacher's place.
    building_id TEXT,
    words TEXT NOT NULL,                -- Seen by the teacher and the two branches; by nobody else.
    times TEXT NOT NULL DEFAULT '',     -- When it would suit, in words.
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'scheduled', 'working', 'done',
                                         'declined', 'withdrawn', 'duplicate')),
    branch TEXT CHECK (branch IN ('coach', 'support')),  -- None until somebody has looked.
    holder_id TEXT,                     -- The coach or technician who has it.
    severity BIGINT,                    -- 1–4, support only.
    impact BIGINT,                      -- 1–5, support only.
    priority BIGINT,                    -- 1–4, from the matrix of the district.
    made_at BIGINT NOT NULL,
    answer_by BIGINT,                   -- First answer due.
    finish_by BIGINT,                   -- Finished by.
    answered_at BIGINT,
    scheduled_for BIGINT,
    closed_at BIGINT,
    split_from_id TEXT,                 -- The item this one was split from.
    duplicate_of_id TEXT,
    version BIGINT NOT NULL DEFAULT 1, due_at BIGINT,  -- Two people at one request: the later is told.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, teacher_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, entered_by) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, holder_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, split_from_id) REFERENCES request (district_id, id),
    FOREIGN KEY (district_id, duplicate_of_id) REFERENCES request (district_id, id)
);

CREATE TABLE request_step (
    district_id TEXT NOT NULL,
    request_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    -- 'asked', 'triaged', 'handed', 'split', 'scheduled', 'done' …
    step TEXT NOT NULL,
    branch TEXT,                        -- After the step.
    other_id TEXT,                      -- The person handed to, or the linked request.
    words TEXT NOT NULL DEFAULT '', instead TEXT NOT NULL DEFAULT '', planned_for BIGINT,     -- Kind words to the teacher (decline, redirect).
    PRIMARY KEY (district_id, request_id, seq),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id)
);

CREATE TABLE role_address (
    address TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id)
);

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

CREATE TABLE roster_course (
    district_id TEXT NOT NULL REFERENCES district (id),
    source_key TEXT NOT NULL,
    title TEXT NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (district_id, source_key)
);

CREATE TABLE roster_import (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    actor_id TEXT,                      -- Who looked; none for the command line.
    made_at BIGINT NOT NULL,
    source_name TEXT NOT NULL,          -- File or folder, without its path.
    state TEXT NOT NULL CHECK (state IN ('checked', 'applied', 'superseded')),
    is_stopped BOOLEAN NOT NULL,        -- More was to go than the district allows unasked.
    applied_at BIGINT,
    applied_by TEXT,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    left_out BIGINT NOT NULL,           -- Rows in quarantine.
    report TEXT NOT NULL,               -- JSON: everything but the changes by building.
    PRIMARY KEY (district_id, id)
);

CREATE TABLE roster_import_part (
    district_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('stage', 'changes', 'rejects')),
    label TEXT NOT NULL,                -- The building or file; '' for the district's own.
    seq BIGINT NOT NULL,
    body TEXT NOT NULL,                 -- JSON.
    PRIMARY KEY (district_id, import_id, kind, label, seq),
    FOREIGN KEY (district_id, import_id) REFERENCES roster_import (district_id, id)
);

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

CREATE TABLE search_space (
    district_id TEXT NOT NULL PRIMARY KEY REFERENCES district (id),
    number BIGINT NOT NULL UNIQUE,      -- From 1.
    followed BIGINT NOT NULL,           -- The last entry of the audit that was looked at.
    edition TEXT NOT NULL               -- Of the words the program itself brings.
);

CREATE VIRTUAL TABLE search_text USING fts5(title, words, also, content='', prefix='2 3',
    tokenize='ascii');

CREATE TABLE server_key (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    since BIGINT NOT NULL
);

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
, notes_secret TEXT NOT NULL DEFAULT '');

CREATE TABLE setting (
    district_id TEXT NOT NULL REFERENCES district (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (district_id, name)
);

CREATE TABLE slot_said (
    district_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    day_type_id TEXT NOT NULL,
    period_id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('teaching', 'planning', 'common', 'duty', 'lunch',
                                             'free', 'unknown')),
    said_at BIGINT NOT NULL,
    said_by TEXT NOT NULL,
    PRIMARY KEY (district_id, person_id, day_type_id, period_id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, day_type_id) REFERENCES day_type (district_id, id),
    FOREIGN KEY (district_id, period_id) REFERENCES bell_period (district_id, id)
);

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

CREATE TABLE starter_step (
    district_id TEXT NOT NULL REFERENCES district (id),
    step TEXT NOT NULL,                 -- "why", "job_description" …
    answers TEXT NOT NULL,              -- A JSON object of texts by field.
    made TEXT NOT NULL,                 -- Where the thing lives that it made; '' for none.
    version BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, step),
    FOREIGN KEY (district_id, saved_by) REFERENCES person (district_id, id)
);

CREATE TABLE stretch_invitation (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    words TEXT NOT NULL,                -- Invited to what.
    asked_on TEXT NOT NULL,
    -- What the page advised for that day: how well it has held is counted from this.
    advised TEXT NOT NULL CHECK (advised = 'give_first' OR advised = 'support_first' OR
                                 advised = 'ask' OR advised = 'waiting_long'),
    reply TEXT CHECK (reply = 'accepted' OR reply = 'later' OR reply = 'declined'),
    replied_on TEXT,
    reason TEXT NOT NULL DEFAULT '',    -- In the coach's words; may be ''.
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, teacher_id) REFERENCES person (district_id, id),
    CHECK ((reply IS NULL) = (replied_on IS NULL))
);

CREATE TABLE taken_day (
    district_id TEXT NOT NULL,
    holder_id TEXT NOT NULL,            -- A coach, or somebody who is helped.
    on_day TEXT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (district_id, holder_id, on_day)
);

CREATE TABLE teaching_unit (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    teacher_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- 1, 2, 3 … of the year.
    name TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, teacher_id, position),
    FOREIGN KEY (district_id, teacher_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

CREATE TABLE team (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    building_id TEXT, ended_at BIGINT,
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

CREATE TABLE team_unit (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    position BIGINT NOT NULL,           -- 1, 2, 3 … of the year.
    name TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, team_id, position),
    FOREIGN KEY (district_id, team_id) REFERENCES team (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

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

CREATE TABLE throttle (
    bucket TEXT NOT NULL PRIMARY KEY,
    level DOUBLE PRECISION NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE timetable_file (
    district_id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,              -- Base64.
    PRIMARY KEY (district_id, source_id, seq),
    FOREIGN KEY (district_id, source_id) REFERENCES timetable_source (district_id, id)
);

CREATE TABLE timetable_person (
    district_id TEXT NOT NULL REFERENCES district (id),
    building_id TEXT NOT NULL,
    teacher_key TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    person_id TEXT,
    matched_by TEXT NOT NULL CHECK (matched_by IN ('none', 'email', 'name', 'hand')),
    PRIMARY KEY (district_id, building_id, teacher_key),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE timetable_source (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    building_id TEXT NOT NULL,
    actor_id TEXT,                   -- Who looked; none for the command line.
    made_at BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    format TEXT NOT NULL,            -- 'fet', 'asc', …
    state TEXT NOT NULL CHECK (state IN ('looked', 'applied', 'superseded')),
    applied_at BIGINT,
    begins_on TEXT,                  -- Its changes hold from this day; none: from the import.
    bells TEXT NOT NULL DEFAULT '',  -- What somebody said about the clock, a line a period.
    terms TEXT NOT NULL DEFAULT '',  -- And about its terms, a line a term.
    added BIGINT NOT NULL DEFAULT 0,    -- Meetings.
    changed BIGINT NOT NULL DEFAULT 0,
    ended BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id)
);

CREATE TABLE travel_time (
    district_id TEXT NOT NULL,
    from_id TEXT NOT NULL,
    to_id TEXT NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 0 AND 480),
    PRIMARY KEY (district_id, from_id, to_id),
    FOREIGN KEY (district_id, from_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, to_id) REFERENCES building (district_id, id)
);

CREATE TABLE vacancy (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    number BIGINT NOT NULL,             -- In the district, from 1; stands in its address.
    state TEXT NOT NULL CHECK (state IN ('requisition', 'posted', 'filled', 'closed')),
    title TEXT NOT NULL,
    place TEXT NOT NULL,                -- "Two elementary schools".
    summary TEXT NOT NULL,
    begins TEXT NOT NULL,               -- As people say it: "August", "at once". '' for nothing.
    hours TEXT NOT NULL,
    pay TEXT NOT NULL,
    apply_how TEXT NOT NULL,            -- The district's own way; '' where only the form is one.
    takes_applications BOOLEAN NOT NULL,  -- By the form of its page.
    apply_by TEXT,                      -- Inclusive.
    post_id TEXT,                       -- Whose job description it belongs to; none stands alone.
    post_number BIGINT,                 -- The version in force when it was posted.
    language TEXT NOT NULL,             -- In which it is written.
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    posted_on TEXT,
    ended_on TEXT,
    erase_on TEXT,                      -- Applications are kept until then.
    version BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (district_id, id),
    UNIQUE (district_id, number),
    FOREIGN KEY (district_id, post_id) REFERENCES post (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id)
);

CREATE TABLE vacancy_board (
    address TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL UNIQUE REFERENCES district (id)
);

CREATE TABLE vacancy_event (
    district_id TEXT NOT NULL,
    vacancy_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    act TEXT NOT NULL,
    PRIMARY KEY (district_id, vacancy_id, seq),
    FOREIGN KEY (district_id, vacancy_id) REFERENCES vacancy (district_id, id),
    FOREIGN KEY (district_id, actor_id) REFERENCES person (district_id, id)
);

CREATE TABLE vacancy_requirement (
    district_id TEXT NOT NULL,
    vacancy_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    wording TEXT NOT NULL CHECK (wording IN ('required', 'preferred', 'willing')),
    credential TEXT NOT NULL,           -- The code of a type of credential, or ''.
    words TEXT NOT NULL,                -- Otherwise what is asked for, in the district's words.
    PRIMARY KEY (district_id, vacancy_id, position),
    FOREIGN KEY (district_id, vacancy_id) REFERENCES vacancy (district_id, id)
);

CREATE TABLE visit (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    occurrence TEXT NOT NULL,           -- The Monday of its week when the wish is weekly, else ''.
    coach_id TEXT NOT NULL,
    on_day TEXT NOT NULL,
    begins BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    building_id TEXT,
    room TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'done', 'cancelled', 'missed')),
    is_pinned BOOLEAN NOT NULL,
    contact_id TEXT,                    -- What it became.
    made_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, contact_id) REFERENCES contact (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id),
    CHECK (begins < ends)
);

CREATE TABLE visit_person (
    district_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (district_id, visit_id, person_id),
    FOREIGN KEY (district_id, visit_id) REFERENCES visit (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE TABLE visit_step (
    district_id TEXT NOT NULL,
    visit_id TEXT NOT NULL,
    seq BIGINT NOT NULL,                -- The version of the visit after it.
    batch_id TEXT NOT NULL,             -- Steps of one act: taken back together.
    nth BIGINT NOT NULL,                -- Of the acts of this actor.
    at BIGINT NOT NULL,
    actor_id TEXT NOT NULL,
    step TEXT NOT NULL,                 -- 'booked', 'moved', 'agreed', 'cancelled' …
    coach_before TEXT,                  -- None: there was no visit before.
    on_before TEXT,
    begins_before BIGINT,
    building_before TEXT,
    room_before TEXT,
    state_before TEXT,
    words TEXT NOT NULL DEFAULT '',     -- "Another time, please": why.
    undone_at BIGINT,
    PRIMARY KEY (district_id, visit_id, seq),
    FOREIGN KEY (district_id, visit_id) REFERENCES visit (district_id, id)
);

CREATE TABLE wish (
    district_id TEXT NOT NULL REFERENCES district (id),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    team_id TEXT,
    building_id TEXT,
    room TEXT NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    weight BIGINT NOT NULL CHECK (weight BETWEEN 1 AND 5),
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,              -- Inclusive.
    hours_begin BIGINT,                 -- Only within these hours; none: any.
    hours_end BIGINT,
    is_weekly BOOLEAN NOT NULL,
    lesson TEXT NOT NULL,               -- Of 'in_class': words of the lesson; '' is any.
    chain_id TEXT,                      -- A step of it needs the step before.
    step BIGINT NOT NULL,
    gap_min BIGINT NOT NULL,            -- Days after the step before.
    gap_max BIGINT NOT NULL,
    request_id TEXT,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT, kind TEXT NOT NULL DEFAULT 'other'
    CHECK (kind IN ('planning', 'in_class', 'debrief', 'group_session', 'esupport',
                    'test_session', 'other')),                    -- Done, or wanted no more.
    PRIMARY KEY (district_id, id),
    FOREIGN KEY (district_id, team_id) REFERENCES team (district_id, id),
    FOREIGN KEY (district_id, building_id) REFERENCES building (district_id, id),
    FOREIGN KEY (district_id, request_id) REFERENCES request (district_id, id),
    FOREIGN KEY (district_id, made_by) REFERENCES person (district_id, id),
    CHECK (begins_on <= ends_on)
);

CREATE TABLE wish_coach (
    district_id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    coach_id TEXT NOT NULL,
    PRIMARY KEY (district_id, wish_id, coach_id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id),
    FOREIGN KEY (district_id, coach_id) REFERENCES person (district_id, id)
);

CREATE TABLE wish_person (
    district_id TEXT NOT NULL,
    wish_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (district_id, wish_id, person_id),
    FOREIGN KEY (district_id, wish_id) REFERENCES wish (district_id, id),
    FOREIGN KEY (district_id, person_id) REFERENCES person (district_id, id)
);

CREATE INDEX absence_ends ON absence (district_id, ends_on);

CREATE INDEX acquaintance_last ON acquaintance (district_id, coach_id, last_on, last_at);

CREATE INDEX agreement_building ON agreement (district_id, building_id, coach_id)
    WHERE side = 'principal';

CREATE INDEX agreement_coach ON agreement (district_id, coach_id, partner_id);

CREATE INDEX agreement_partner ON agreement (district_id, partner_id);

CREATE INDEX api_token_account ON api_token (account_id);

CREATE INDEX application_vacancy ON application (district_id, vacancy_id, made_at);

CREATE INDEX audit_at ON audit (district_id, at);

CREATE INDEX bell_grid_building ON bell_grid (district_id, building_id, seq);

CREATE INDEX bell_period_grid ON bell_period (district_id, grid_id, seq);

CREATE UNIQUE INDEX building_source ON building (district_id, source_key);

CREATE INDEX busy_time_begins ON busy_time (district_id, begins_at);

CREATE INDEX calendar_feed_next ON calendar_feed (district_id, next_at)
    WHERE next_at IS NOT NULL;

CREATE INDEX calendar_feed_person ON calendar_feed (district_id, person_id);

CREATE INDEX capacity_window_ends ON capacity_window (district_id, ends_on);

CREATE UNIQUE INDEX class_source ON class (district_id, source_key);

CREATE INDEX class_staff_person ON class_staff (district_id, person_id);

CREATE INDEX closure_ends ON closure (district_id, ends_on, id);

CREATE INDEX colleague_release_place ON colleague_release (place);

CREATE INDEX contact_coach ON contact (district_id, coach_id, happened_on, happened_at);

CREATE INDEX contact_day ON contact (district_id, happened_on, building_id);

CREATE INDEX contact_next ON contact (district_id, coach_id, next_step_on)
    WHERE next_step_on IS NOT NULL AND next_done_at IS NULL AND replaced_by IS NULL
      AND withdrawn_at IS NULL;

CREATE INDEX contact_promise ON contact (district_id, coach_id, happened_on, happened_at)
    WHERE next_step <> '' AND next_done_at IS NULL AND replaced_by IS NULL
      AND withdrawn_at IS NULL;

CREATE INDEX contact_request ON contact (district_id, request_id) WHERE request_id IS NOT NULL;

CREATE INDEX contact_person_history
    ON contact_person (district_id, person_id, happened_on, happened_at);

CREATE UNIQUE INDEX contract_hours_building ON contract_hours (district_id, building_id);

CREATE UNIQUE INDEX contract_hours_person ON contract_hours (district_id, person_id);

CREATE INDEX credential_person ON credential (district_id, person_id);

CREATE INDEX cycle_coach ON cycle (district_id, coach_id, made_at);

CREATE INDEX cycle_evidence_cycle ON cycle_evidence (district_id, cycle_id, looked_on);

CREATE INDEX cycle_meeting_cycle ON cycle_meeting (district_id, cycle_id, meets_on);

CREATE INDEX cycle_member_person ON cycle_member (district_id, person_id) WHERE left_at IS NULL;

CREATE INDEX cycle_rating_cycle ON cycle_rating (district_id, cycle_id, rated_at);

CREATE INDEX cycle_step_cycle ON cycle_step (district_id, cycle_id, check_on);

CREATE INDEX day_type_building ON day_type (district_id, building_id, seq);

CREATE INDEX duty_description ON duty (district_id, post_id, number, position);

CREATE INDEX duty_comment_description ON duty_comment (district_id, post_id, number, made_at);

CREATE INDEX enrolment_coach ON enrolment (district_id, coach_id, school_year);

CREATE INDEX escrow_matter_person_whose ON escrow_matter_person (district_id, person_id);

CREATE INDEX exchange_adoption_item ON exchange_adoption (district_id, address, item_id);

CREATE INDEX exchange_followed_next ON exchange_followed (district_id, next_at)
    WHERE next_at IS NOT NULL;

CREATE INDEX exchange_peer_next ON exchange_peer (district_id, next_at)
    WHERE next_at IS NOT NULL;

CREATE INDEX exchange_question_made ON exchange_question (district_id, made_at);

CREATE INDEX gathering_last ON gathering (district_id, last_on);

CREATE INDEX idempotency_at ON idempotency (at);

CREATE INDEX inquiry_asker ON inquiry (district_id, asked_by, made_at);

CREATE INDEX inquiry_category_inquiry ON inquiry_category (district_id, inquiry_id, position);

CREATE INDEX inquiry_coding_response ON inquiry_coding (district_id, response_id);

CREATE INDEX inquiry_key_digest ON inquiry_key (district_id, digest);

CREATE INDEX inquiry_response_inquiry ON inquiry_response (district_id, inquiry_id, made_at);

CREATE INDEX job_due ON job (run_at) WHERE done_at IS NULL AND parked_at IS NULL;

CREATE INDEX mail_in_fate ON mail_in (district_id, fate, received_at);

CREATE INDEX mail_in_sender ON mail_in (district_id, from_address, received_at);

CREATE UNIQUE INDEX meeting_source ON meeting (district_id, building_id, source_key);

CREATE INDEX meeting_person_person ON meeting_person (district_id, person_id, meeting_id);

CREATE INDEX network_release_end ON network_release (district_id, to_on);

CREATE INDEX note_circle ON note (district_id, circle_id);

CREATE INDEX note_contact ON note (district_id, contact_id);

CREATE INDEX note_request ON note (district_id, request_id);

CREATE INDEX notes_epoch_kept ON notes_epoch (district_id, keep_until) WHERE destroyed_at IS NULL;

CREATE INDEX notes_epoch_key_person ON notes_epoch_key (district_id, person_id);

CREATE INDEX notes_key_open ON notes_key (district_id, person_id) WHERE ended_at IS NULL;

CREATE INDEX one_time_link_account ON one_time_link (account_id);

CREATE INDEX person_account ON person (account_id);

CREATE INDEX person_building ON person (district_id, building_id, sort_name);

CREATE INDEX person_sort ON person (district_id, sort_name, id);

CREATE UNIQUE INDEX person_source ON person (district_id, source_key);

CREATE INDEX proposal_made ON proposal (district_id, made_at);

CREATE INDEX proposal_move_proposal ON proposal_move (district_id, proposal_id);

CREATE INDEX request_branch ON request (district_id, branch, made_at, id) WHERE closed_at IS NULL;

CREATE INDEX request_closed ON request (district_id, closed_at, id) WHERE closed_at IS NOT NULL;

CREATE INDEX request_due ON request (district_id, due_at, id) WHERE closed_at IS NULL;

CREATE INDEX request_holder ON request (district_id, holder_id, made_at, id)
    WHERE closed_at IS NULL;

CREATE INDEX request_made ON request (district_id, made_at, building_id, branch);

CREATE INDEX request_open ON request (district_id, made_at, id) WHERE closed_at IS NULL;

CREATE INDEX request_split ON request (district_id, split_from_id);

CREATE INDEX request_teacher ON request (district_id, teacher_id, made_at, id);

CREATE INDEX role_held_person ON role_held (district_id, person_id);

CREATE INDEX role_held_role ON role_held (district_id, role, building_id);

CREATE INDEX roster_import_made ON roster_import (district_id, made_at);

CREATE INDEX session_account ON session (account_id);

CREATE INDEX stretch_invitation_coach ON stretch_invitation (district_id, coach_id, asked_on);

CREATE INDEX team_member_person ON team_member (district_id, person_id);

CREATE UNIQUE INDEX term_source ON term (district_id, source_key);

CREATE INDEX timetable_source_building ON timetable_source (district_id, building_id, made_at);

CREATE UNIQUE INDEX visit_begins ON visit (district_id, coach_id, on_day, begins)
    WHERE state IN ('proposed', 'agreed', 'done');

CREATE INDEX visit_coach ON visit (district_id, coach_id, on_day, begins);

CREATE INDEX visit_day ON visit (district_id, on_day);

CREATE UNIQUE INDEX visit_of_wish ON visit (district_id, wish_id, occurrence)
    WHERE state IN ('proposed', 'agreed', 'done');

CREATE INDEX visit_person_person ON visit_person (district_id, person_id);

CREATE INDEX visit_step_actor ON visit_step (district_id, actor_id, nth);

CREATE INDEX visit_step_at ON visit_step (district_id, at);

CREATE INDEX visit_step_batch ON visit_step (district_id, batch_id);

CREATE INDEX wish_chain ON wish (district_id, chain_id, step) WHERE chain_id IS NOT NULL;

CREATE INDEX wish_open ON wish (district_id, ends_on) WHERE ended_at IS NULL;

CREATE UNIQUE INDEX wish_request ON wish (district_id, request_id) WHERE ended_at IS NULL;

CREATE INDEX wish_person_person ON wish_person (district_id, person_id);

