-- A wish may be for something else than the kinds there were.
ALTER TABLE wish ADD COLUMN sort TEXT NOT NULL DEFAULT 'other'
    CHECK (sort IN ('planning', 'in_class', 'debrief', 'group_session', 'esupport',
                    'test_session', 'other'));
UPDATE wish SET sort = kind;
ALTER TABLE wish DROP COLUMN kind;
ALTER TABLE wish RENAME COLUMN sort TO kind;
