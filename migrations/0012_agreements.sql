-- An agreement: how a coach works with one teacher, or with the principal of one building.
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
CREATE INDEX agreement_coach ON agreement (district_id, coach_id, partner_id);
CREATE INDEX agreement_partner ON agreement (district_id, partner_id);
CREATE INDEX agreement_building ON agreement (district_id, building_id, coach_id)
    WHERE side = 'principal';

-- An agreement version: what one of the two proposed, and whether the other signed it. It holds
-- from its day until a later one does, and never before; its words stay as they were signed.
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
