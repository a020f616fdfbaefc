-- A stretch invitation: a coach asked a teacher for a step beyond the usual, and what came of it.
-- The coach's own record, read by nobody else; gone when the district switches the ledger off.
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
CREATE INDEX stretch_invitation_coach ON stretch_invitation (district_id, coach_id, asked_on);
