-- What requests need to be found quickly and told fully.

-- The next promise: the first answer until somebody gave it, then the visit or the finish. None
-- once closed, or when nothing was promised. Kept beside its causes so that "due" is one index.
ALTER TABLE request ADD COLUMN due_at BIGINT;

ALTER TABLE request_step ADD COLUMN instead TEXT NOT NULL DEFAULT '';  -- Where else to go.
ALTER TABLE request_step ADD COLUMN planned_for BIGINT;                -- The time agreed.

CREATE INDEX request_branch ON request (district_id, branch, made_at, id) WHERE closed_at IS NULL;
CREATE INDEX request_due ON request (district_id, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX request_closed ON request (district_id, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX request_made ON request (district_id, made_at, building_id, branch);
