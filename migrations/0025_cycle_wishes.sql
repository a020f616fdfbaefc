-- A cycle wish: something of a coaching cycle that asked the planner for a place in the week, and
-- the step it is for, if it is for one.
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
