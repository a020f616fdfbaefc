-- How long notes are kept. The day is fixed when an epoch begins, so that a district's change never
-- shortens or lengthens what was written before.
ALTER TABLE notes_epoch ADD COLUMN keep_until BIGINT NOT NULL DEFAULT 0;  -- 0 only before this.
ALTER TABLE notes_epoch ADD COLUMN destroyed_at BIGINT;  -- Its key is nowhere any more.
-- Older ones: two years, and the next note begins another.
UPDATE notes_epoch SET keep_until = begun_at + 63072000000;
CREATE INDEX notes_epoch_kept ON notes_epoch (district_id, keep_until) WHERE destroyed_at IS NULL;
