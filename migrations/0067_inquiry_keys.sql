-- An inquiry key: by which whoever answered on the page reads their answer again and takes it back.
-- It is shown to them alone; the asker, who sees all answers, has none.
CREATE TABLE inquiry_key (
    district_id TEXT NOT NULL,
    response_id TEXT NOT NULL,
    digest TEXT NOT NULL,               -- SHA-256 of the key.
    PRIMARY KEY (district_id, response_id),
    FOREIGN KEY (district_id, response_id) REFERENCES inquiry_response (district_id, id)
);
CREATE INDEX inquiry_key_digest ON inquiry_key (district_id, digest);
