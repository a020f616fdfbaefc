-- What a district has answered in a step of its starter kit, on its way to a coach.
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
