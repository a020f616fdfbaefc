-- A team unit: one unit of the year that a team teaches, in the order it is taught. Whether
-- coaching has taken it up follows from the cycles of its people that name it.
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
