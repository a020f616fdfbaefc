-- A teaching unit: one unit of a teacher's year, in the order they are taught. Whether coaching has
-- taken it up follows from the cycles that name it.
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
