-- Up to where the mailbox was read in which an installation's mail comes in.
-- Installation.
CREATE TABLE mailbox (
    name TEXT NOT NULL PRIMARY KEY,     -- "help imaps://mail.school.example/INBOX": who, where.
    validity BIGINT NOT NULL,           -- UIDVALIDITY.
    last_uid BIGINT NOT NULL,
    looked_at BIGINT NOT NULL
);
