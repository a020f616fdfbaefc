-- Lists of requests go on after (made_at, id): with both in the index a list needs no sorting.
DROP INDEX request_open;
DROP INDEX request_holder;
DROP INDEX request_teacher;
CREATE INDEX request_open ON request (district_id, made_at, id) WHERE closed_at IS NULL;
CREATE INDEX request_holder ON request (district_id, holder_id, made_at, id)
    WHERE closed_at IS NULL;
CREATE INDEX request_teacher ON request (district_id, teacher_id, made_at, id);
