-- What a school's calendar knows beside its weekends.

-- A closure is a day, or days in a row, without school: in the whole district, or (with a building)
-- in that one alone. Where only a part of the day is off it is a half day: a school day all the
-- same, of which one knows which half is left.
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
CREATE INDEX closure_ends ON closure (district_id, ends_on, id);

-- What an API token may do of what its person may: codes of rights, parted by commas; '' is all.
ALTER TABLE api_token ADD COLUMN scopes TEXT NOT NULL DEFAULT '';
