-- A cycle rating: how somebody in a cycle places one lesson with technology on a published scale.
-- None is ever changed; the next one stands beside it. For those in the cycle, and no evaluation.
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
CREATE INDEX cycle_rating_cycle ON cycle_rating (district_id, cycle_id, rated_at);
